"""From offsets in a text to lines and columns."""

from __future__ import annotations

from sphinx_qapi.source.position import Position


class LineCounter:
    """Tells the positions of offsets in a text; fast where they are asked for in order.

    It counts on from where it was instead of keeping an index of lines, which would outweigh a text of short lines.
    """

    def __init__(self, text: str, path: str) -> None:
        self._text = text
        self._path = path
        self._offset = 0
        self._line = 1
        self._line_start = 0

    def position(self, offset: int) -> Position:
        """The position of *offset*."""
        if offset < self._offset:
            self._offset, self._line, self._line_start = 0, 1, 0
        newlines = self._text.count("\n", self._offset, offset)
        if newlines:
            self._line += newlines
            self._line_start = self._text.rfind("\n", self._offset, offset) + 1
        self._offset = offset
        return Position(self._path, self._line, offset - self._line_start + 1)
