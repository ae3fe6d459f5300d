"""Removal of ``#optional``, with which comments until 2.8 repeat the ``*`` of a member's name."""

from __future__ import annotations

import re
from dataclasses import replace

from sphinx_qapi.source.text import Text

_LEADING = re.compile(r"[#@]optional\b[,:.]?\s*")
_MARK = "#optional"


def without_optional_marks(text: Text) -> Text:
    """*text* without a mark at its beginning, at its end, or alone on a line; *text* itself if it has none."""
    if not any("optional" in line for line in text.lines):
        return text
    lines = [line for line in zip(text.lines, text.numbers, strict=True) if line[0].strip() != _MARK]
    if lines and (leading := _LEADING.match(lines[0][0])):
        lines[0] = (lines[0][0][leading.end() :], lines[0][1])
    if lines:
        lines[-1] = (_without_trailing_mark(lines[-1][0]), lines[-1][1])
    while lines and not lines[0][0]:
        del lines[0]
    while lines and not lines[-1][0]:
        del lines[-1]
    if tuple(line for line, _ in lines) == text.lines:
        return text
    numbers = tuple(number for _, number in lines)
    return replace(text, lines=tuple(line for line, _ in lines), numbers=numbers, columns=())


def _without_trailing_mark(line: str) -> str:
    words = line.removesuffix(".")
    return words.removesuffix(_MARK).rstrip() if words.endswith((f" {_MARK}", f"\t{_MARK}")) else line
