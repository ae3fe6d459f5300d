"""JSON as text: compact, with a line for each part, so that versions of a file can be compared."""

from __future__ import annotations

import json
from typing import Any


def json_text(data: Any, *, depth: int = 2) -> str:
    """Return *data* with each value down to *depth* on a line of its own; ends with a newline."""
    return _text(data, depth) + "\n"


def _text(data: Any, depth: int) -> str:
    if depth and isinstance(data, dict) and data:
        lines = [f"{compact(key)}:{_text(value, depth - 1)}" for key, value in data.items()]
        return "{\n" + ",\n".join(lines) + "\n}"
    if depth and isinstance(data, list) and data:
        return "[\n" + ",\n".join(_text(each, depth - 1) for each in data) + "\n]"
    return compact(data)


def compact(data: Any) -> str:
    """Return *data* on one line."""
    text = json.dumps(data, ensure_ascii=False, separators=(",", ":"))
    if text.isascii():
        return text
    return text.encode("utf-8", "replace").decode()  # a lone surrogate in a text cannot be encoded
