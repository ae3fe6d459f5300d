"""The tokens of all dialects, and the meaning of escapes in each release."""

from __future__ import annotations

import re
from enum import Enum
from typing import Final

from sphinx_qapi.source import releases
from sphinx_qapi.source.version import Version

PLAIN_STRING: Final = 1
STRUCTURAL: Final = 2
COMMENTS: Final = 3
ESCAPED_STRING: Final = 4
DOUBLE_QUOTED: Final = 5
UNTERMINATED: Final = 6
WORD: Final = 7
STRAY: Final = 8
END: Final = 9

# Every quantifier that could be tried twice is possessive, so that matching is linear for any input. Before Python
# 3.11.5 a possessive group also matches the text that it had read when it failed, so no such group may fail once it has
# begun (gh-106052).
TOKEN = re.compile(
    r"""
    [ \t\n\f\v]*+ (?:
      '([^'\\\n]*+)'                                    # 1 a string without escapes: nearly all
    | ([{}\[\]:,])                                      # 2
    | (\#[^\n]*+ (?: [ \t\n\f\v]++ | \#[^\n]*+ )*+)     # 3 comments and the white space up to the next code
    | '((?:[^'\\\n]|\\[^\n])*+)'                        # 4
    | "((?:[^"\\\n]|\\[^\n])*+)"                        # 5
    | (['"][^\n]*+)                                     # 6 a string whose end is missing
    | ([A-Za-z0-9_.+-]++)                               # 7
    | ([^ \t\n\f\v'"{}\[\]:,\#A-Za-z0-9_.+-]++)         # 8
    | (\Z)                                              # 9
    )
    """,
    re.VERBOSE,
)
"""Pattern of one token with the white space before it; the number of the matching group is the kind of the token."""
PLAIN_PAIR = re.compile(r"'([ -&(-\[\]-~]*+)'[ ]*+:[ ]*+'([ -&(-\[\]-~]*+)'[ \n]*+([,}])")
"""Pattern of a key and a string on one line, both without escapes, and the bracket or comma after them."""
PLAIN_ITEM = re.compile(r"'([ -&(-\[\]-~]*+)'[ \n]*+([,\]])")
"""Pattern of a string without escapes in a list, and the bracket or comma after it."""

_ESCAPE = re.compile(r"\\(u[0-9a-fA-F]{4}|.)")
_JSON_ESCAPES = {"b": "\b", "f": "\f", "n": "\n", "r": "\r", "t": "\t", "/": "/", "\\": "\\", "'": "'", '"': '"'}


class Escapes(Enum):
    """The meaning of a backslash in a string."""

    NONE = "itself"
    ANY = "the next character is meant as it is"
    JSON = "the escapes of JSON, for ASCII characters"


def escapes_in(version: Version | None) -> Escapes:
    """The meaning of a backslash in release *version*; if None, the meaning that it had for the longest time."""
    if version is None:
        return Escapes.JSON
    if releases.NO_ESCAPES.covers(version):
        return Escapes.NONE
    return Escapes.ANY if releases.ANY_ESCAPE.covers(version) else Escapes.JSON


def unescape(text: str, escapes: Escapes) -> tuple[str, list[str], list[str]]:
    """The value of a string's *text*, its escapes that no release knows, and its escapes that 4.2 dropped."""
    if escapes is Escapes.NONE:
        return text, [], []
    if escapes is Escapes.ANY:
        return _ESCAPE.sub(lambda match: match[1], text), [], []
    unknown: list[str] = []
    dropped: list[str] = []

    def replace(match: re.Match[str]) -> str:
        escape = match[1]
        if escape == "\\":
            return escape
        meaning = _JSON_ESCAPES.get(escape) or _ascii_character(escape)
        if meaning is None:
            unknown.append(match[0])
            return escape
        dropped.append(match[0])
        return meaning

    return _ESCAPE.sub(replace, text), unknown, dropped


def _ascii_character(escape: str) -> str | None:
    """The character of an escape ``u0041``; None for NUL and characters beyond ASCII, which were never allowed."""
    if len(escape) == 5 and 0 < int(escape[1:], 16) < 0x80:
        return chr(int(escape[1:], 16))
    return None
