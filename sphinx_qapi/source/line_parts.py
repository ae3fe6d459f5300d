"""The place of a part of a line in a file, where only the words of the part are known."""

from __future__ import annotations

import re
from collections.abc import Iterable

from sphinx_qapi.source.findings import Findings
from sphinx_qapi.source.position import Position
from sphinx_qapi.source.reading import UnreadableFile, read_text

_COMMENT = re.compile(r"\s*#*\s*")


class LineParts:
    """Finds parts of lines; reads each file once."""

    def __init__(self) -> None:
        self._lines: dict[str, list[str]] = {}

    def find(
        self, path: str, line: int, words: Iterable[str] = (), length: int | None = None
    ) -> tuple[Position, Position | None]:
        """The begin and end of the first of *words* that occurs in line *line* of the file *path*.

        The part is *length* characters long, by default as long as the words. Words that end the line are taken there,
        even if they occur earlier, too. If none of *words* occurs, the result is the place where the text of the line
        begins, after a comment mark, and None.
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
