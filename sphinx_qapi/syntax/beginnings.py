"""Guesses where expressions begin in a text that is broken around them."""

from __future__ import annotations

import re
from typing import NamedTuple

from sphinx_qapi.syntax.keywords import A_KEYWORD

_DEFINITION = re.compile(rf"""\{{\s*+['"]({A_KEYWORD})['"]\s*+:""")
# Bounded repetition, so that matching at each of a million stray characters does not scan all the others.
_BROKEN = re.compile(
    rf"""
    [^\w\n]{{0,20}}+ (?>(?:(?!{A_KEYWORD}) \w{{1,40}}+ [^\w\n]{{1,20}}+)?)
    (?>(?:['"]?\b({A_KEYWORD})\b['"]?[\s:;=,\[({{]{{0,80}}+){{1,3}})
    ['"]?([\w.-]++)?
    """,
    re.VERBOSE,
)
_BLANK = re.compile(r"(?:[ \t\n\f\v]++|\#[^\n]*+)*+")
_MARGIN = 80
"""Last column at which a definition may begin; a brace further right never begins the next definition."""


class BrokenBeginning(NamedTuple):
    """The beginning of a text that was most likely meant as an expression."""

    keyword: str
    name: str | None
    """The name that the expression was to define, or the file that it was to include; None if it cannot be told."""
    lacks_brace: bool
    """Whether the keyword comes before any opening brace."""


def broken_beginning(text: str, start: int) -> BrokenBeginning | None:
    """The expression that the unreadable text at *start* was most likely meant to be; None if it cannot be told."""
    match = _BROKEN.match(text, start)
    if match is None:
        return None
    return BrokenBeginning(match[1], match[2], "{" not in text[start : match.start(1)])


def begins_inside(text: str, start: int, margin: int) -> bool:
    """Whether the ``{`` at *start*, inside a definition, seems to begin the next one: by its place, and by its keyword.

    *margin* is the column, from 0, at which the current definition begins.
    """
    return 0 <= margin <= _MARGIN and _is_first(text, start, margin) and _DEFINITION.match(text, start) is not None


def begins_between(text: str, start: int, margin: int) -> bool:
    """Whether an expression may begin at *start*, between definitions that begin at column *margin*.

    In the middle of a line it needs a keyword other than ``type``: objects with ``type`` are more often members than
    definitions with that old keyword.
    """
    if not text.startswith("{", start):
        return False
    if _is_first(text, start, margin):
        return True
    match = _DEFINITION.match(text, start)
    return match is not None and match[1] != "type"


def behind_blank(text: str, start: int) -> int:
    """The offset after the white space and comments at *start*."""
    match = _BLANK.match(text, start)
    return match.end() if match else start


def _is_first(text: str, start: int, margin: int) -> bool:
    """Whether only white space, at most *margin* characters of it, precedes *start* on its line."""
    earliest = max(0, start - margin - 1)
    line = text.rfind("\n", earliest, start) + 1
    return (line > 0 or start <= margin) and not text[line:start].strip()
