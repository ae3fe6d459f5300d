"""A tolerant JSON reader that records positions, continues after slips and accepts elisions.

No library does all three. A slip is something that no JSON reader accepts but whose meaning is beyond doubt; if the
meaning is in doubt, the reader gives up with one finding.
"""

from __future__ import annotations

import json
import re
from typing import NamedTuple

from sphinx_qapi.analysis.examples.json_tokens import Token, TokenKind, Tokens
from sphinx_qapi.analysis.examples.json_values import ArrayValue, Elision, MemberValue, ObjectValue, Scalar, Value
from sphinx_qapi.schema.model.builtin_types import JsonType

_DEEPEST = 100
"""The deepest nesting of brackets that is read; real messages have a dozen levels."""


class Edit(NamedTuple):
    """A range of a text between two offsets, and its replacement."""

    start: int
    end: int
    replacement: str


class Slip(NamedTuple):
    """Text that is not JSON, although it can be read."""

    offset: int
    message: str
    repair: tuple[Edit, ...] = ()
    """The edits that make it JSON, if there is only one way; otherwise empty."""
    is_note: bool = False
    """Whether it misleads nobody: words in an elision, which only QEMU's own tools reject."""


class UnreadableJson(NamedTuple):
    """The place where reading ended, and the reason."""

    offset: int
    message: str
    bracket: int | None = None
    """Offset of a bracket that is not closed, or closed by the wrong character; None if there is none."""


class Reading(NamedTuple):
    """The result of reading a value, with faults in how it is written."""

    value: Value | None
    """The value; None if it cannot be read."""
    end: int
    """The offset where the value, or the reading, ended."""
    slips: tuple[Slip, ...] = ()
    failure: UnreadableJson | None = None


def read_json(text: str, start: int, end: int) -> Reading:
    """Read the value that begins at *start* of *text* and must be closed before *end*."""
    reader = _JsonReader(text, start, end)
    try:
        value = reader.value(0)
    except _GivenUp as given_up:
        return Reading(None, given_up.failure.offset, failure=given_up.failure)
    return Reading(value, value.end, tuple(each for each in reader.slips if each.offset < value.end))


class _GivenUp(Exception):  # noqa: N818 - it ends the reading of one message
    def __init__(self, offset: int, message: str, bracket: int | None = None) -> None:
        super().__init__(message)
        self.failure = UnreadableJson(offset, message, bracket)


_NUMBER = re.compile(r"-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?")
_LEADING_ZEROS = re.compile(r"-?0\d+(?:\.\d+)?(?:[eE][+-]?\d+)?")
_HEXADECIMAL = re.compile(r"-?0[xX][0-9a-fA-F]+")
_ESCAPE = re.compile(r"""\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4}|(?P<wrong>.))""", re.DOTALL)
_CONSTANTS: dict[str, tuple[JsonType, bool | None]] = {
    "true": (JsonType.BOOLEAN, True),
    "false": (JsonType.BOOLEAN, False),
    "null": (JsonType.NULL, None),
}
_PYTHON = {"True": "true", "False": "false", "None": "null"}
_LONGEST_NUMBER = 1000
"""The most digits of a number; Python refuses to convert much longer ones."""
_GAPS = (TokenKind.ELISION, TokenKind.PLACEHOLDER)


class _Separators:
    """The commas between the items of one object or array."""

    def __init__(self, slips: list[Slip]) -> None:
        self._slips = slips
        self._end: int | None = None
        """The end of the previous item; None before the first."""
        self._comma: int | None = None
        """The offset of the comma after it; None if there is none."""
        self._gap = False
        """Whether the previous item is an elision, which needs no comma after it."""
        self._dots = False
        """Whether the previous item is only dots or a placeholder, after which a trailing comma is allowed, too."""

    def comma(self, offset: int) -> None:
        if (self._comma is not None or self._end is None) and not self._gap:
            self._slips.append(Slip(offset, "this comma separates nothing"))
        self._comma = offset

    def item(self) -> None:
        """Record that an item begins."""
        if self._end is not None and self._comma is None and not self._gap:
            repair = Edit(self._end, self._end, ",")
            self._slips.append(Slip(self._end, "a comma was expected here", (repair,)))
        self._comma = None

    def ended(self, end: int, *, gap: bool, dots: bool = False) -> None:
        """Record that the item ended at *end*; *gap*: it is an elision.

        With *dots*, the elision has no brackets around it.
        """
        self._end, self._gap, self._dots, self._comma = end, gap, dots, None

    @property
    def is_missing(self) -> bool:
        """Whether an item that begins now lacks a comma before it."""
        return self._end is not None and self._comma is None and not self._gap

    def closed(self, bracket: str) -> None:
        if self._comma is not None and self._end is not None and not self._dots:
            self._slips.append(Slip(self._comma, f"no comma was expected before {bracket}"))


class _JsonReader:
    def __init__(self, text: str, start: int, end: int) -> None:
        self.text = text
        self.end = end
        self.slips: list[Slip] = []
        self.tokens = Tokens(text, start, end, self._comment)

    def value(self, depth: int) -> Value:
        token = self.tokens.take()
        match token.kind:
            case TokenKind.OPEN_OBJECT:
                return self._object(token, depth)
            case TokenKind.OPEN_ARRAY:
                return self._array(token, depth)
            case TokenKind.STRING | TokenKind.QUOTED:
                return Scalar(token.start, token.end, JsonType.STRING, self._string(token))
            case TokenKind.WORD:
                return self._word(token)
            case TokenKind.ELISION | TokenKind.PLACEHOLDER:
                return self._elision(token)
            case _:
                raise self._unexpected(token, "a value")

    def _object(self, opening: Token, depth: int) -> ObjectValue | Elision:
        self._check_depth(opening, depth)
        members: list[MemberValue] = []
        separators = _Separators(self.slips)
        elided = False
        while (token := self.tokens.ahead).kind is not TokenKind.CLOSE_OBJECT:
            if token.kind is TokenKind.COMMA:
                separators.comma(self.tokens.take().start)
                continue
            if token.kind in _GAPS:
                elided = True
                separators.ended(self._elided_member(depth), gap=True, dots=True)
                continue
            key = self._key(opening, separators)
            dots = self.tokens.ahead.kind in _GAPS
            value = self.value(depth + 1)
            members.append(MemberValue(key, token.start, value))
            separators.ended(value.end, gap=isinstance(value, Elision), dots=dots)
        separators.closed("}")
        end = self.tokens.take().end
        if elided and not members:
            return Elision(opening.start, end)
        return ObjectValue(opening.start, end, tuple(members), elided)

    def _array(self, opening: Token, depth: int) -> ArrayValue | Elision:
        self._check_depth(opening, depth)
        elements: list[Value] = []
        separators = _Separators(self.slips)
        elided = False
        while (token := self.tokens.ahead).kind is not TokenKind.CLOSE_ARRAY:
            if token.kind is TokenKind.COMMA:
                separators.comma(self.tokens.take().start)
                continue
            self._check_goes_on(token, opening, "]")
            gap = token.kind in _GAPS
            if not gap:
                separators.item()
            value = self.value(depth + 1)
            if gap:
                elided = True
            else:
                elements.append(value)
            separators.ended(value.end, gap=isinstance(value, Elision), dots=gap)
        separators.closed("]")
        end = self.tokens.take().end
        if elided and not elements:
            return Elision(opening.start, end)
        return ArrayValue(opening.start, end, tuple(elements))

    def _elided_member(self, depth: int) -> int:
        """Skip ``...`` or ``<name>: value`` in an object; return the offset of its end."""
        end = self._elision(self.tokens.take()).end
        if self.tokens.ahead.kind is TokenKind.COLON:
            self.tokens.take()
            end = self.value(depth + 1).end
        return end

    def _key(self, opening: Token, separators: _Separators) -> str:
        """Read a member's name and the colon after it; return the name."""
        self._check_goes_on(self.tokens.ahead, opening, "}")
        is_missing = separators.is_missing
        separators.item()
        token = self.tokens.take()
        if token.kind in (TokenKind.STRING, TokenKind.QUOTED):
            key = self._string(token)
        elif token.kind is TokenKind.WORD:
            key = self.text[token.start : token.end]
            if is_missing and self.tokens.ahead.kind not in (TokenKind.COLON, TokenKind.EQUALS):
                raise self._unclosed(opening, "}")  # it is prose after the message
            self.slips.append(Slip(token.start, f'a name is written between double quotes: "{key}"'))
        else:
            raise self._unexpected(token, "the name of a member")
        sign = self.tokens.take()
        if sign.kind is TokenKind.EQUALS:
            self.slips.append(Slip(sign.start, f'a colon was expected after "{key}", not ='))
        elif sign.kind is not TokenKind.COLON:
            raise self._unexpected(sign, f'a colon after "{key}"')
        return key

    def _check_goes_on(self, token: Token, opening: Token, closing: str) -> None:
        if token.kind is TokenKind.END:
            raise self._unclosed(opening, closing)
        if token.kind in (TokenKind.CLOSE_ARRAY, TokenKind.CLOSE_OBJECT):
            message = f"{closing} was expected, not {token.kind.value}: {opening.kind.value} is open"
            raise _GivenUp(token.start, message, opening.start)

    def _check_depth(self, opening: Token, depth: int) -> None:
        if depth >= _DEEPEST:
            raise _GivenUp(opening.start, f"brackets are nested more than {_DEEPEST} deep")

    def _string(self, token: Token) -> str:
        raw = self.text[token.start : token.end]
        inner = raw[1:-1]
        if token.kind is TokenKind.QUOTED:
            plain = '"' not in inner and "\\" not in inner and "\n" not in inner
            quotes = (Edit(token.start, token.start + 1, '"'), Edit(token.end - 1, token.end, '"'))
            message = "a string is written between double quotes"
            self.slips.append(Slip(token.start, message, quotes if plain else ()))
        if "\n" in inner:
            self.slips.append(Slip(token.start, "a string ends on the line where it begins"))
        if "\\" not in inner:
            return inner
        for match in _ESCAPE.finditer(inner):
            if match["wrong"] is not None and not (token.kind is TokenKind.QUOTED and match["wrong"] == "'"):
                self.slips.append(Slip(token.start + 1 + match.start(), f"JSON knows no escape {match[0]!r}"))
        try:
            decoded: str = json.loads(raw)
        except ValueError:
            return inner
        return decoded

    def _word(self, token: Token) -> Value:
        word = self.text[token.start : token.end]
        if word in _CONSTANTS:
            return Scalar(token.start, token.end, *_CONSTANTS[word])
        if word in _PYTHON:
            meant = _PYTHON[word]
            repair = Edit(token.start, token.end, meant)
            self.slips.append(Slip(token.start, f"{meant} was expected, not {word}", (repair,)))
            return Scalar(token.start, token.end, *_CONSTANTS[meant])
        if len(word) <= _LONGEST_NUMBER and (number := self._number(token, word)) is not None:
            return Scalar(token.start, token.end, JsonType.NUMBER, number)
        message = "a string is written between double quotes, and this is no number, true, false or null"
        self.slips.append(Slip(token.start, message))
        return Elision(token.start, token.end)  # the type that it is meant to have is unknown

    def _number(self, token: Token, word: str) -> int | float | None:
        if _NUMBER.fullmatch(word):
            return int(word) if word.lstrip("-").isdigit() else float(word)
        if _LEADING_ZEROS.fullmatch(word):
            self.slips.append(Slip(token.start, "a number has no leading zeros"))
            return int(word) if word.lstrip("-").isdigit() else float(word)
        if _HEXADECIMAL.fullmatch(word):
            self.slips.append(Slip(token.start, "a decimal number was expected: JSON has no hexadecimal ones"))
            return int(word, 16)
        return None

    def _elision(self, token: Token) -> Elision:
        if any(each.isalnum() for each in self.text[token.start : token.end]):
            message = "nothing but ... was expected where something is left out"
            self.slips.append(Slip(token.start, message, is_note=True))
        return Elision(token.start, token.end)

    def _comment(self, offset: int) -> None:
        self.slips.append(Slip(offset, "JSON has no comments"))

    def _unclosed(self, opening: Token, closing: str) -> _GivenUp:
        message = f"{closing} was expected before this place: {opening.kind.value} is open"
        return _GivenUp(self.end, message, opening.start)

    def _unexpected(self, token: Token, expected: str) -> _GivenUp:
        if token.kind is TokenKind.UNCLOSED:
            return _GivenUp(token.start, f"{expected} was expected, and {self.text[token.start]} is not closed")
        found = self.text[token.start : token.end]
        return _GivenUp(token.start, f"{expected} was expected" + (f", not {found[:40]}" if found else ""))
