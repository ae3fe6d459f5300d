"""Where in a line of a file a part of it is that is known by its words only."""

from __future__ import annotations

import re
from collections.abc import Iterable

from sphinx_qapi.source.findings import Findings
from sphinx_qapi.source.position import Position
from sphinx_qapi.source.reading import UnreadableFile, read_text

_COMMENT = re.compile(r"\s*#*\s*")


class LineParts:
    """Finds parts of lines; each file is read once."""

    def __init__(self) -> None:
        self._lines: dict[str, list[str]] = {}

    def find(
        self, path: str, line: int, words: Iterable[str] = (), length: int | None = None
    ) -> tuple[Position, Position | None]:
        """Where the first of *words* that is there stands in the *line*; the part is *length* characters of it, or all.

        Words that end the line are looked for there. Gives where the part begins and ends; where none of the words is
        in the line, where its text begins, and None.
        """
        text = self._line(path, line)
        begin = _text_begins(text)
        for each in filter(None, map(str.rstrip, words)):
            column = len(text) - len(each) if text.endswith(each) else text.find(each, begin)
            if column >= begin:
                end = column + (len(each) if length is None else length)
                return Position(path, line, column + 1), Position(path, line, end + 1)
        return Position(path, line, begin + 1), None

    def _line(self, path: str, line: int) -> str:
        if path not in self._lines:
            try:
                self._lines[path] = read_text(path, Findings()).split("\n")
            except UnreadableFile:
                self._lines[path] = []
        lines = self._lines[path]
        return lines[line - 1].rstrip() if 0 < line <= len(lines) else ""


def _text_begins(line: str) -> int:
    match = _COMMENT.match(line)
    return match.end() if match else 0
