"""Payloads as text: JSON in as few lines as are easy to read."""

from __future__ import annotations

import json

from sphinx_qapi.analysis.examples.payloads.placeholders import Json

_WIDEST = 72
"""The most characters of a line with a whole object or array; longer ones have a line for each member or element."""


def payload_text(message: Json, *, margin: int = 0, widest: int = _WIDEST) -> str:
    """Return *message* as JSON, in lines of at most *widest* characters if possible.

    Lines except the first are indented by *margin*.
    """
    return _text(message, margin, margin, widest)


def payload_line(message: Json) -> str:
    """Return *message* on one line, without blanks."""
    return json.dumps(message, separators=(",", ":"))


def _text(value: Json, indent: int, column: int, widest: int) -> str:
    line = _line(value)
    if column + len(line) <= widest or not value or not isinstance(value, (dict, list)):
        return line
    inner = indent + 2
    if isinstance(value, dict):
        opening, closing = "{}"
        names = [f"{json.dumps(name)}: " for name in value]
        parts = [
            name + _text(each, inner, inner + len(name), widest)
            for name, each in zip(names, value.values(), strict=True)
        ]
    else:
        opening, closing = "[]"
        parts = [_text(each, inner, inner, widest) for each in value]
    blanks = " " * inner
    return f"{opening}\n{blanks}" + f",\n{blanks}".join(parts) + f"\n{' ' * indent}{closing}"


def _line(value: Json) -> str:
    """Return *value* on one line, with blanks as people write them."""
    if isinstance(value, dict):
        members = ", ".join(f"{json.dumps(name)}: {_line(each)}" for name, each in value.items())
        return f"{{ {members} }}" if members else "{}"
    if isinstance(value, list):
        elements = ", ".join(map(_line, value))
        return f"[ {elements} ]" if elements else "[]"
    return json.dumps(value)
