"""The line of a schema file that a finding points at."""

from __future__ import annotations

import re
from pathlib import Path

from sphinx_qapi.export.printable import printable, width
from sphinx_qapi.source.position import Position

_BEFORE, _AFTER = 80, 60
"""The number of characters of a long line that are shown before and after the column."""

_LINE_END = re.compile(r"\r\n?|\n")


class Excerpts:
    """A reader of lines that reads each file once; a file that was removed since gives no excerpts."""

    def __init__(self) -> None:
        self._lines: dict[str, list[str]] = {}

    def excerpt(self, position: Position, end: Position | None = None) -> list[str]:
        """Return the line at *position*, and a line of carets up to *end*, or one caret.

        Returns an empty list if there is no such line.
        """
        lines = self._of(position.path)
        if not 0 < position.line <= len(lines):
            return []
        line = lines[position.line - 1]
        column = min(max(position.column - 1, 0), len(line))
        start = max(0, column - _BEFORE)
        last = min(end.column - 1, column + _AFTER) if end and end.line == position.line else column + 1
        before = ("... " if start else "") + _shown(line[start:column])
        after = _shown(line[column : column + _AFTER]) + (" ..." if len(line) > column + _AFTER else "")
        number = str(position.line)
        return [
            f"{number} | {before}{after}".rstrip(),
            f"{' ' * len(number)} | {' ' * width(before)}{'^' * max(width(_shown(line[column:last])), 1)}",
        ]

    def _of(self, path: str) -> list[str]:
        if path not in self._lines:
            try:
                self._lines[path] = _LINE_END.split(Path(path).read_bytes().decode("utf-8-sig", "replace"))
            except (OSError, ValueError):
                self._lines[path] = []
        return self._lines[path]


def _shown(text: str) -> str:
    return printable(text.replace("\t", " "))
