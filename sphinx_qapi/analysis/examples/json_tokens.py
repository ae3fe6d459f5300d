"""Tokens of JSON as people write it in examples."""

from __future__ import annotations

import re
from collections.abc import Callable
from enum import Enum
from typing import NamedTuple


class TokenKind(Enum):
    """The kind of a token; the value of a kind with one character is that character."""

    OPEN_OBJECT = "{"
    CLOSE_OBJECT = "}"
    OPEN_ARRAY = "["
    CLOSE_ARRAY = "]"
    COMMA = ","
    COLON = ":"
    EQUALS = "="
    STRING = "string"
    QUOTED = "quoted"
    """A string in single quotes."""
    WORD = "word"
    """A number, a constant, or text that lacks quotes."""
    ELISION = "elision"
    """``...``, with or without words."""
    PLACEHOLDER = "placeholder"
    """``<words>``."""
    COMMENT = "comment"
    UNCLOSED = "unclosed"
    """A quote without a closing one, or a character that begins no token."""
    END = "end"


class Token(NamedTuple):
    """A token and its offsets."""

    kind: TokenKind
    start: int
    end: int


_TOKEN = re.compile(
    r"""\s*(?:
    (?P<sign>[{}\[\],:=])
    | (?P<string>"[^"\\]*(?:\\.[^"\\]*)*")
    | (?P<quoted>'[^'\\]*(?:\\.[^'\\]*)*')
    | (?P<elision>(?:\.{3,}|…)(?:[^,\[\]{}"'<>]*?(?:\.{3,}|…)|(?:[^\n,\[\]{}"'<>]|(?<=\w)'(?=\w))*))
    | (?P<placeholder><[^<>\n"{}]*>)
    | (?P<comment>\#[^\n]*|//[^\n]*|/\*(?:[^*]|\*(?!/))*\*/)
    | (?P<word>[^\s,:=\[\]{}"'<>]+)
    | (?P<unclosed>\S)
    )""",
    re.VERBOSE | re.DOTALL,
)
_NAMED: dict[str, TokenKind] = {kind.value: kind for kind in TokenKind if len(kind.value) > 1}
_SIGNS: dict[str, TokenKind] = {kind.value: kind for kind in TokenKind if len(kind.value) == 1}


class Tokens:
    """The tokens of a range of a text, with a look-ahead of one.

    Comments are reported to *note_comment* and skipped.
    """

    def __init__(self, text: str, start: int, end: int, note_comment: Callable[[int], None]) -> None:
        self._text = text
        self._end = end
        self._note_comment = note_comment
        self.ahead = self._read(start)

    def take(self) -> Token:
        """Return the next token and move past it."""
        token = self.ahead
        if token.kind is not TokenKind.END:
            self.ahead = self._read(token.end)
        return token

    def _read(self, start: int) -> Token:
        while True:
            match = _TOKEN.match(self._text, start, self._end)
            if match is None:
                return Token(TokenKind.END, self._end, self._end)
            group = match.lastgroup
            assert group is not None  # every alternative has a name
            start, end = match.span(group)
            if group == "sign":
                return Token(_SIGNS[match[group]], start, end)
            if group != "comment":
                return Token(_NAMED[group], start, end)
            self._note_comment(start)
            start = end
