"""The context of a page: which of its values are the page's own, and the context with blanks in their place."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from docutils import nodes

from sphinx_qapi.sphinx_ext.writing.splitting.frames.blanks import Blank, Looks, marked_up_text, plain_text
from sphinx_qapi.sphinx_ext.writing.splitting.frames.frame import Slot

_NAMES = ("pagename", "current_page_name")
_TEXTS = ("title", "body", "metatags", "toc", "pageurl")
_NEIGHBOURS = {"N": "next", "P": "prev"}
"""The neighbours of a page, by the letters under which Sphinx lists them among other links."""
_NAME_OF_NEIGHBOUR = plain_text(0)
"""Prefix of placeholders for the names of neighbouring pages, which must not be written."""
_LINKS_TO_SOURCE = ("theme_source_view_link", "theme_source_edit_link")
"""Format strings that themes make links of."""
_IN_META = ("github_url", "gitlab_url", "bitbucket_url")
_PLAIN = re.compile(r"[\w./-]+", re.ASCII)
"""Texts that are the same in every form, including addresses."""
_COMPARED = (*_NAMES, *_TEXTS, *_NEIGHBOURS.values(), *_LINKS_TO_SOURCE, "meta", "rellinks")
"""The entries of a context that have such values or are made of them."""


@dataclass(frozen=True, slots=True)
class PreparedPage:
    """A page as Sphinx has prepared it for the templates."""

    name: str
    context: dict[str, Any]
    document: nodes.document


@dataclass(frozen=True, slots=True)
class OwnParts:
    """The parts of a page that are its own."""

    page: PreparedPage
    values: dict[Slot, str]
    scripts: tuple[Any, ...]


def values_of(context: Mapping[str, Any], known: Mapping[str, Any]) -> dict[Slot, str]:
    """The page's own values; empty values, and those that *known* has for all pages, are left out."""
    links = (name for name in _LINKS_TO_SOURCE if context.get(name) is not known.get(name))
    found: dict[Slot, Any] = {(name,): context.get(name) for name in (*_NAMES, *_TEXTS, *links)}
    for name in _NEIGHBOURS.values():
        found |= {(name, key): (context.get(name) or {}).get(key) for key in ("link", "title")}
    found |= {("meta", key): (context.get("meta") or {}).get(key) for key in _IN_META}
    return {slot: value for slot, value in found.items() if value}


def can_be_put(values: Mapping[Slot, str], looks: Looks) -> bool:
    """Whether the blanks were written, and looked at, as *values* would have been."""
    formats = [values.get((name,), "") for name in _LINKS_TO_SOURCE]
    return (
        not looks.are_others
        and looks.compared.isdisjoint(values.values())
        and all(_PLAIN.fullmatch(values[name,]) for name in _NAMES)
        and not any("{" in each or "}" in each for each in formats)
    )


def rest_of(context: Mapping[str, Any], known: Mapping[str, Any]) -> str:
    """A string for everything else in *context* that differs from *known*, except functions."""
    rest = {
        name: value
        for name, value in context.items()
        if name not in _COMPARED and not callable(value) and known.get(name) is not value
    }
    meta = {name: value for name, value in (context.get("meta") or {}).items() if name not in _IN_META}
    others = [(text, key, label) for _name, text, key, label in context["rellinks"] if key not in _NEIGHBOURS]
    return repr((sorted(rest.items()), sorted(meta.items()), others))


def put_blanks(context: dict[str, Any], slots: Mapping[Slot, str], looks: Looks) -> dict[Slot, str]:
    """Put blanks into *context* for *slots*, and return the text of each blank."""
    texts = {}
    for number, slot in enumerate(slots, 1):
        texts[slot] = plain_text(number) if slot[0] in _NAMES else marked_up_text(number)
    before = {name: context.get(name) for name in _COMPARED}
    for slot, text in texts.items():
        blank = text if slot[0] in (*_LINKS_TO_SOURCE, "meta") else Blank(text, looks)
        if len(slot) == 1:
            context[slot[0]] = blank
        else:
            context[slot[0]] = {**(context.get(slot[0]) or {}), slot[1]: blank}
    _lead_to_blanks(context, before)
    return texts


def _lead_to_blanks(context: dict[str, Any], before: Mapping[str, Any]) -> None:
    """Give neighbours names that lead to their blanks, and let the blanks of the page's name stand for the page."""
    names = {str(context[name]): before[name] for name in _NAMES}
    leads: dict[str, str] = {}
    rows = []
    for docname, text, key, label in before["rellinks"]:
        neighbour = context[_NEIGHBOURS[key]] if key in _NEIGHBOURS else None
        if neighbour:
            leads[_NAME_OF_NEIGHBOUR + key] = str(neighbour["link"])
            rows.append((_NAME_OF_NEIGHBOUR + key, neighbour["title"], key, label))
        else:
            rows.append((docname, text, key, label))
    context["rellinks"] = rows
    context["pathto"] = _instead(names, context["pathto"], leads)
    context["hasdoc"] = _instead(names, context["hasdoc"], {})


def _instead(names: Mapping[str, str], function: Callable[..., Any], answers: Mapping[str, Any]) -> Callable[..., Any]:
    """*function*, which gets the value of a blank in place of the blank; *answers* has results for certain names."""

    def answer(name: Any, *arguments: Any, **options: Any) -> Any:
        text = str(name)
        return answers[text] if text in answers else function(names.get(text, text), *arguments, **options)

    return answer
