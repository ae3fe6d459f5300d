"""JSON as text: compact, with a line for each part, so that versions of a file can be compared."""

from __future__ import annotations

import json
from typing import Any

_encoded = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode
"""Made once: `json.dumps` makes an encoder for each value."""


def json_text(data: Any, *, depth: int = 2) -> str:
    """Return *data* with each value down to *depth* on a line of its own; ends with a newline."""
    return _encodable(_text(data, depth) + "\n")


def _text(data: Any, depth: int) -> str:
    if depth and data and isinstance(data, dict):
        lines = [f"{_encoded(key)}:{_text(value, depth - 1)}" for key, value in data.items()]
        return "{\n" + ",\n".join(lines) + "\n}"
    if depth and data and isinstance(data, list):
        return "[\n" + ",\n".join([_text(each, depth - 1) for each in data]) + "\n]"
    return _encoded(data)


def compact(data: Any) -> str:
    """Return *data* on one line."""
    return _encodable(_encoded(data))


def _encodable(text: str) -> str:
    """Return *text* without lone surrogates, which cannot be encoded."""
    return text if text.isascii() else text.encode("utf-8", "replace").decode()
