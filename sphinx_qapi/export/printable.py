"""Text from a schema made safe for a terminal."""

from __future__ import annotations

import unicodedata


def printable(text: str) -> str:
    """Return *text* with every control, format and other invisible character written as an escape.

    The result neither moves the cursor, nor changes colours, nor reverses the direction of the text.
    """
    if text.isprintable():
        return text
    return "".join(each if each.isprintable() else _escape(ord(each)) for each in text)


def width(text: str) -> int:
    """Return the number of columns that printable *text* takes on a terminal."""
    if text.isascii():
        return len(text)
    return sum(_character_width(each) for each in text)


def _escape(code: int) -> str:
    if code < 0x100:
        return f"\\x{code:02x}"
    return f"\\u{code:04x}" if code < 0x10000 else f"\\U{code:08x}"


def _character_width(character: str) -> int:
    if unicodedata.combining(character):
        return 0
    return 2 if unicodedata.east_asian_width(character) in "WF" else 1
