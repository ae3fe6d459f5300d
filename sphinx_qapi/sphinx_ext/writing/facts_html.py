"""HTML of facts: each links to the list of everything that shares it, and is explained on hover and focus.

The explanation is the ``aria-description`` of the fact, which ``static/qapi.css`` shows: this needs no script, and no
more elements than a badge. A fact without a list can be focused with the keyboard, so that it is explained there as
well.
"""

from __future__ import annotations

from collections.abc import Iterator
from html import escape
from typing import NamedTuple

from docutils import nodes
from sphinx.writers.html5 import HTML5Translator

from sphinx_qapi.sphinx_ext.configuration.index_kinds import CONDITION, SINCE
from sphinx_qapi.sphinx_ext.doctree.builders import abilities_of
from sphinx_qapi.sphinx_ext.doctree.nodes import qapi_facts
from sphinx_qapi.sphinx_ext.doctree.row_meta import CODE, MetaItem, main_items, no_code_mark, no_reply_mark, tail_items
from sphinx_qapi.sphinx_ext.translation import _
from sphinx_qapi.sphinx_ext.writing.epub import epub_anchor
from sphinx_qapi.sphinx_ext.writing.row_html import release_attribute


class Fact(NamedTuple):
    """A fact as it is written."""

    key: str
    """Its name in the attribute ``facts`` of the node; empty if there is no list for it."""
    words: tuple[str, ...]
    """Pieces of text; code begins with `CODE`."""
    meaning: str
    css: str = ""


def visit_facts(self: HTML5Translator, node: qapi_facts) -> None:
    """Write the line below the title of a page."""
    self.body.append(f'<p class="qapi-meta"{release_attribute(node)}>')
    _write(self, node)
    returned, partners = node.children[: node.get("returns", 0)], node.children[node.get("returns", 0) :]
    lead = any(_facts(node))
    if returned:
        _write_links(self, _("returns "), returned, is_first=not lead)
    if partners:
        word = _("emits ") if node["emits"] == "command" else _("emitted by ")
        meaning = _("Taken from comments, examples and the project; there may be more.")
        _write_links(self, word, partners, node["left"], meaning, is_first=not (lead or returned))
    self.body.append("</p>\n")
    raise nodes.SkipNode


def _write_links(
    self: HTML5Translator,
    word: str,
    links: list[nodes.Node],
    left: int = 0,
    meaning: str = "",
    *,
    is_first: bool,
) -> None:
    """Write a fact that consists of *links*, and the number *left* of those that are not shown."""
    attribute = f' aria-description="{escape(meaning)}"' if meaning and not abilities_of(self.builder).is_book else ""
    self.body.append(f"{'' if is_first else _SEPARATOR}<span{attribute}>{escape(word)}")
    for number, child in enumerate(links):
        self.body.append(", " if number else "")
        child.walkabout(self)
    rest = escape(_(" and %d more") % left) if left else ""
    self.body.append(f"{rest}</span>")


def write_facts(self: HTML5Translator, node: nodes.Element) -> None:
    """Write the facts below the name in a signature, from the attributes of *node*.

    A page may have a thousand signatures, so "since" is not explained here, but on the list that it links to.
    """
    self.body.append(f' <span class="qapi-meta"{release_attribute(node)}>')
    _write(self, node, explained=False)
    self.body.append("</span>")


_SEPARATOR = "<i>, </i>"
"""Read aloud and copied, but not visible."""


def _write(self: HTML5Translator, node: nodes.Element, *, explained: bool = True) -> None:
    places: dict[str, str] = dict(zip(node.get("facts", []), node.get("places", []), strict=True))
    is_book = abilities_of(self.builder).is_book  # readers of books only support `title`
    attribute = "title" if is_book else "aria-description"
    for number, fact in enumerate(_facts(node)):
        uri = _uri(self, places.get(fact.key, ""))
        is_explained = bool(fact.meaning) and (explained or fact.key != SINCE)
        attributes = {
            "class": fact.css,
            "href": uri,
            attribute: fact.meaning if is_explained else "",
            "tabindex": "0" if is_explained and not uri and not is_book else "",
        }
        tag = "a" if uri else "span"
        start = " ".join([tag, *(f'{name}="{escape(value)}"' for name, value in attributes.items() if value)])
        words = "".join(
            f"<code>{escape(text[1:])}</code>" if text.startswith(CODE) else escape(text) for text in fact.words
        )
        self.body.append(f"{_SEPARATOR if number else ''}<{start}>{words}</{tag}>")


def _uri(self: HTML5Translator, place: str) -> str:
    """The address of *place*; empty if this builder writes no such page."""
    docname, _sharp, anchor = place.partition("#")
    builder, abilities = self.builder, abilities_of(self.builder)
    if abilities.is_one_page:
        return f"#{anchor}" if anchor and docname in builder.env.found_docs else ""
    indexes = {index[0] for index in getattr(builder, "domain_indices", [])}
    if not docname or (docname not in builder.env.found_docs and docname not in indexes):
        return ""
    uri = builder.get_relative_uri(builder.current_docname, docname)
    if abilities.is_book:
        anchor = epub_anchor(anchor)
    return f"{uri}#{anchor}" if anchor else uri


def _facts(node: nodes.Element) -> Iterator[Fact]:
    """The version, marks, the condition, and whether a binary lacks it."""
    for piece in tail_items(node):
        yield Fact(SINCE, piece.texts, _("The first release that has it."))
    for piece in main_items(node):
        yield _fact(piece)


def _fact(piece: MetaItem) -> Fact:
    css = " ".join(f"qapi-{name}" for name in piece.css.split())
    if piece.css == "badge if":
        return Fact(CONDITION, piece.texts, _("Available only if the product was built with it."), css)
    if piece.css == "badge absent":
        return Fact("", piece.texts, "", css)
    (mark,) = piece.texts
    words, meaning = _meanings().get(mark, (mark, _("A feature: clients detect by this name that it is available.")))
    return Fact("success-response" if mark == no_reply_mark() else mark, (words,), meaning, css)


def _meanings() -> dict[str, tuple[str, str]]:
    """The words and the meaning of each of our marks."""
    return {
        "deprecated": ("deprecated", _("Still available, but going away. The list says what to use instead.")),
        "unstable": ("unstable", _("May change or go away in any release, without notice.")),
        "allow-preconfig": (
            _("allowed before configuration is complete"),
            _("May be sent in the state preconfig, before the configuration is complete (allow-preconfig)."),
        ),
        "allow-oob": (
            _("out of band"),
            _("May be sent out of band: it runs at once, while other commands still wait (allow-oob)."),
        ),
        "coroutine": ("coroutine", _("Runs as a coroutine: other work goes on while it waits.")),
        no_reply_mark(): (no_reply_mark(), _("Gets no reply when it succeeds, but only when it fails.")),
        no_code_mark(): (no_code_mark(), _("The product's code for it is written by hand.")),
    }
