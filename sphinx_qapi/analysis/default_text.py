"""Texts without the words that state a default, for places where a meta line already shows the default."""

from __future__ import annotations

import re

from sphinx_qapi.analysis.cut_text import cut, is_in_list
from sphinx_qapi.analysis.stated_default import OMITTED, Statement, statements
from sphinx_qapi.schema.model.members import InlineStruct, TypeRef
from sphinx_qapi.schema.model.schema import Schema
from sphinx_qapi.source.text import Text

_SINCE = r"(?:\(\s*)?[Ss]ince(?::\s*|\s+)v?[\d.]+\s*[,;]\s*"
_INTRODUCTION = re.compile(
    rf"(?:\A|(?<=[.!?:)])\s+|\n\s*\n\s*|\s+(?=Currently\s))"
    rf"(?:(?:Currently|Optional[,;]?)\s+)?(?:{OMITTED.pattern},?\s+)?(?:[Tt]he\s+)?\Z",
    re.IGNORECASE,
)
"""The text that may come before a statement that is a sentence of its own."""
_REMARK = re.compile(rf"\s*[,;]\s*(?:{OMITTED.pattern},?\s+)?(?:(?:and|the|it|this)\s+)*\Z", re.IGNORECASE)
"""The text that joins the statement to the rest of the sentence, if it is a remark on what the sentence describes."""
_ENDS = re.compile(r"\s*(?:[.;]|\Z|\(\s*since\b[^()]*\)|[.,]?\s*since\b|\n\s*\n)", re.IGNORECASE)
"""The text that may follow the words that are removed. A bracket about anything else would explain them."""

_MOST, _LONGEST = 8, 200
"""The most statements that are removed from one text, and how many characters around each are examined."""


def without_default(schema: Schema, type_: TypeRef | InlineStruct, text: Text) -> Text:
    """Return *text* without the words that state the default of a member of *type_*; lines keep their numbers.

    Returns *text* itself if it states no default, or if removing the words would change or lose meaning: if they are
    part of a sentence that says more, or if an explanation follows them.
    """
    rest = text
    while found := statements(schema, type_, rest):
        if len(found) > _MOST:
            return text
        words = rest.content
        spans = [_span(words, each) for each in found]
        first = spans[0]
        if None in spans or first is None:
            return text
        rest = cut(rest, words, *first)
    return rest


def _span(words: str, stated: Statement) -> tuple[int, int] | None:
    """Return the range of *words* that states only the default, with what joins it to the rest.

    Returns None if there is no such range.
    """
    start, end = stated.start, stated.end
    near = max(0, start - _LONGEST)
    before, after = words[near:start], words[end : end + _LONGEST]
    if stated.is_mark or stated.is_explained:
        return (start, end) if stated.is_mark else None
    if words[start:end].lstrip().startswith("("):
        return _of_bracket(words, start, end)
    remark = _REMARK.search(before)
    if is_in_list(words, start) or not (_ENDS.match(after) or (remark and after.lstrip().startswith(")"))):
        return None
    if introduction := _INTRODUCTION.search(before):
        stop = end + 1 if after.startswith(".") else end
        return near + introduction.start(), stop
    return (near + remark.start(), end) if remark else None


def _of_bracket(words: str, start: int, end: int) -> tuple[int, int] | None:
    """Return the range of the bracket that begins at *start*, or of the part of it that is about the default.

    Returns None if that part cannot be removed on its own.
    """
    since = re.compile(_SINCE).match(words, start)
    following = words[end:].lstrip()
    if following.startswith(")"):
        closing = words.index(")", end)
        if since:
            return since.end() - len(since[0]) + len(since[0].rstrip(" ;,")), closing
        return len(words[:start].rstrip()), closing + 1
    if since or not following.startswith((",", ";")):
        return None
    return start + 1, len(words) - len(following[1:].lstrip())
