"""Payloads as text: JSON in as few lines as are easy to read."""

from __future__ import annotations

import json
from collections.abc import Sequence
from json.encoder import encode_basestring_ascii
from typing import NamedTuple

from sphinx_qapi.analysis.examples.payloads.placeholders import Json

_encoded = json.JSONEncoder(separators=(",", ":")).encode
_WIDEST = 72
"""The most characters of a line with a whole object or array; longer ones have a line for each member or element."""


def payload_text(message: Json, *, margin: int = 0, widest: int = _WIDEST) -> str:
    """Return *message* as JSON, in lines of at most *widest* characters if possible.

    Lines except the first are indented by *margin*.
    """
    return _text(_laid(message), margin, margin, widest)


def payload_line(message: Json) -> str:
    """Return *message* on one line, without blanks."""
    return _encoded(message)


class _Laid(NamedTuple):
    """A value on one line, with blanks as people write them, and what it contains."""

    line: str
    items: Sequence[tuple[str, _Laid]] = ()
    """What precedes each member or element, and the member or element itself."""


def _text(value: _Laid, indent: int, column: int, widest: int) -> str:
    line, items = value
    if column + len(line) <= widest or not items:
        return line
    inner = indent + 2
    parts = [before + _text(each, inner, inner + len(before), widest) for before, each in items]
    blanks = " " * inner
    return f"{line[0]}\n{blanks}" + f",\n{blanks}".join(parts) + f"\n{' ' * indent}{line[-1]}"


def _laid(value: Json) -> _Laid:
    if isinstance(value, str):
        return _Laid(encode_basestring_ascii(value))
    if not value or not isinstance(value, (dict, list)):
        return _Laid(json.dumps(value))
    opening, closing = "{}" if isinstance(value, dict) else "[]"
    if isinstance(value, dict):
        items = [(f"{encode_basestring_ascii(name)}: ", _laid(each)) for name, each in value.items()]
    else:
        items = [("", _laid(each)) for each in value]
    return _Laid(f"{opening} {', '.join([before + each.line for before, each in items])} {closing}", items)
