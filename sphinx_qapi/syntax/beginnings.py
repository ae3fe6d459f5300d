"""Where expressions begin, as far as that can be told in a text that is broken around them."""

from __future__ import annotations

import re
from typing import NamedTuple

_KEYWORD = r"(?:include|pragma|enum|type|struct|union|alternate|command|event)"
_DEFINITION = re.compile(rf"""\{{\s*+['"]({_KEYWORD})['"]\s*+:""")
# Bounded, so that looking at each of a million stray signs does not take a look at all the others.
_BROKEN = re.compile(
    rf"""
    [^\w\n]{{0,20}}+ (?>(?:(?!{_KEYWORD}) \w{{1,40}}+ [^\w\n]{{1,20}}+)?)
    (?>(?:['"]?\b({_KEYWORD})\b['"]?[\s:;=,\[({{]{{0,80}}+){{1,3}})
    ['"]?([\w.-]++)?
    """,
    re.VERBOSE,
)
_BLANK = re.compile(r"(?:[ \t\n\f\v]++|\#[^\n]*+)*+")
_MARGIN = 80
"""Definitions begin at columns up to this; further right a brace is never taken for the next definition's."""


class BrokenBeginning(NamedTuple):
    """How something begins that was most likely to be an expression."""

    keyword: str
    name: str | None
    """The name that it was to define, or the file to include."""
    lacks_brace: bool
    """Whether its keyword comes before any opening brace."""


def broken_beginning(text: str, start: int) -> BrokenBeginning | None:
    """What the rubbish at *start* was most likely to be; None if there is no telling."""
    match = _BROKEN.match(text, start)
    if match is None:
        return None
    return BrokenBeginning(match[1], match[2], "{" not in text[start : match.start(1)])


def begins_inside(text: str, start: int, margin: int) -> bool:
    """Whether the ``{`` at *start*, inside of a definition, stands where a next one would, with a keyword behind it.

    *margin* is the column, from 0, at which the definition begins.
    """
    return 0 <= margin <= _MARGIN and _is_first(text, start, margin) and _DEFINITION.match(text, start) is not None


def begins_between(text: str, start: int, margin: int) -> bool:
    """Whether an expression may begin at *start*, between definitions that begin at column *margin*.

    In the middle of a line it needs a keyword. Objects with ``type`` are more often members than definitions of that
    old keyword.
    """
    if not text.startswith("{", start):
        return False
    if _is_first(text, start, margin):
        return True
    match = _DEFINITION.match(text, start)
    return match is not None and match[1] != "type"


def behind_blank(text: str, start: int) -> int:
    """Where the white space and the comments at *start* end."""
    match = _BLANK.match(text, start)
    return match.end() if match else start


def _is_first(text: str, start: int, margin: int) -> bool:
    """Whether nothing but white space, and no more of it than *margin*, is before *start* on its line."""
    earliest = max(0, start - margin - 1)
    line = text.rfind("\n", earliest, start) + 1
    return (line > 0 or start <= margin) and not text[line:start].strip()
