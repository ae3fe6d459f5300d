"""What a row or branch shows next to its name, in order: one list for HTML and for all other builders."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from docutils.nodes import Element, Node

from sphinx_qapi.analysis.evolution.told import ReleaseSpan, Told
from sphinx_qapi.schema.model.conditions import Condition, condition_parts
from sphinx_qapi.schema.model.kinds import SPECIAL_FEATURES
from sphinx_qapi.sphinx_ext.doctree.builtin_words import builtin_hint
from sphinx_qapi.sphinx_ext.doctree.nodes import part_of_row, qapi_meta, qapi_origin, qapi_type
from sphinx_qapi.sphinx_ext.translation import _

CODE = "`"
"""Marks pieces of text that are code; no word of ours begins with it."""


class MetaItem(NamedTuple):
    """A part of a meta line."""

    css: str
    """Class names, without ``qapi-``; empty if it needs no style."""
    texts: tuple[str, ...]
    """Pieces of text; code begins with `CODE`."""
    node: Node | None = None
    """The node that follows the texts, already in the row."""
    anchor: str = ""
    """Anchor of the piece itself; empty if it has none."""
    hint: str = ""
    """Explanation for readers who do not know it; empty if none is needed."""

    @property
    def is_code(self) -> bool:
        """Whether the piece is code (linked or not) and nothing else."""
        return len(self.texts) == (self.node is None) and all(text.startswith(CODE) for text in self.texts)


def no_reply_mark() -> str:
    """The mark on the signature of a command whose ``success-response`` is false."""
    return str(_("no success response"))


def no_code_mark() -> str:
    """The mark on the signature of a command whose ``gen`` is false."""
    return str(_("no generated code"))


def condition_texts(condition: Condition | None) -> list[str]:
    """*condition* as a node attribute: pieces of text, code with `CODE` before it; empty for None."""
    if condition is None:
        return []
    return [CODE + text if is_code else text for text, is_code in condition_parts(condition)]


def signature_meta(marks: list[str], condition: list[str], since: str, absent: str = "") -> qapi_meta | None:
    """The badges after the name in a signature; *condition* is from `condition_texts`. None if there are none.

    *absent* is the reason why the described binary lacks the definition; empty if it has the definition.
    """
    if not (marks or condition or since or absent):
        return None
    meta = qapi_meta("", marks=marks, condition=condition, since=since)
    if absent:
        meta["absent"] = absent
    return meta


def note_version(node: Element, version: object, told: Told | None) -> None:
    """Let *node* show *version*, and what *told* adds to it from a history; *told* is None without a history."""
    node["since"] = str(version)
    if told is None:
        return
    if told.is_oldest:
        node["oldest"] = 1
    if told.documented is not None:
        node["documented"] = str(told.documented)
    if told.also:
        node["also"] = ", ".join(span_text(span) for span in told.also)


def span_text(span: ReleaseSpan) -> str:
    """A range of consecutive releases in words."""
    if not span.last:
        return _("%s and later") % span.first
    return span.first if span.first == span.last else _("%s to %s") % span


def main_items(node: Element) -> Iterator[MetaItem]:
    """Kind, type, values, need, default, badges and origin of a row or branch."""
    get = node.attributes.get  # a page has thousands of rows, and `node.get` is a function in Python
    parts = {part_of_row(child): child for child in node.children[:3]}
    if kind := get("kind"):
        yield MetaItem("", (kind,))
    if qapi_type in parts:
        yield MetaItem("", (), parts[qapi_type])
    elif type_ := get("type"):
        yield MetaItem("", (CODE + type_,), hint=builtin_hint(type_))
    if values := get("values"):
        yield MetaItem("", (_("one of %s") % ", ".join(values),))
    if get("need") == "required":
        yield MetaItem("required", (_("required"),))
    elif default := get("default"):  # only optional members have one
        yield MetaItem("", (_("default "), CODE + default))
    elif get("need"):
        yield MetaItem("", (_("optional"),))
    yield from _badges(node)
    if qapi_origin in parts:
        yield MetaItem("", (_("from "),), parts[qapi_origin])


def _badges(node: Element) -> Iterator[MetaItem]:
    """A verdict, features and flags, the condition, and whether a binary lacks it."""
    get = node.attributes.get
    if verdict := get("verdict"):
        yield MetaItem("badge", (verdict,))
    if marks := get("marks"):
        own = {anchor.rpartition(":")[2]: anchor for anchor in node["ids"][1:]}
        for mark in marks:
            css = f"badge {mark}" if mark in SPECIAL_FEATURES else "badge"  # these two have colours of their own
            yield MetaItem(css, (mark,), anchor=own.get(f"feature.{mark}", ""))
    if condition := get("condition"):
        yield MetaItem("badge if", (_("if "), *condition))
    if absent := get("absent"):
        yield MetaItem("badge absent", _absent_words(absent))


def tail_items(node: Element) -> Iterator[MetaItem]:
    """Version and number of members, which are at the right edge in HTML."""
    get = node.attributes.get
    if get("since"):
        reason = (_(", with "), CODE + node["with"]) if get("with") else ()
        yield MetaItem("", (_since_words(node), *reason))
    if count := get("count"):
        yield MetaItem("count", (count,))


def _absent_words(because: str) -> tuple[str, ...]:
    """Words that say that the binary lacks something, with the condition that is not met if *because* is one."""
    from sphinx_qapi.analysis.binary.comparison import NOT_THERE  # few schemas name a binary

    if because == NOT_THERE:
        return (_("not in this binary"),)
    return (_("not in this binary: "), CODE + because)


def _since_words(node: Element) -> str:
    get = node.attributes.get
    since = _("since %s or earlier") if get("oldest") else _("since %s")
    words: str = since % node["since"]
    if documented := get("documented"):
        words += _(" (documented %s)") % documented
    if also := get("also"):
        words += _("; also %s") % also
    return words
