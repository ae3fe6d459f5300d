"""Lines and columns of offsets in a text."""

from __future__ import annotations

from bisect import bisect_right

from sphinx_qapi.source.lazy_sequences import offsets
from sphinx_qapi.source.position import Position

_STEP = 1 << 14


class LineCounter:
    """Computes the positions of offsets in a text; fastest if the offsets are asked for in rising order.

    It counts newlines from the last offset asked for, or from a noted offset some thousand characters before. An index
    of all lines would take more memory than a text of short lines itself.
    """

    def __init__(self, text: str, path: str) -> None:
        self._text = text
        self._path = path
        self._offset = 0
        self._line = 1
        self._line_start = 0
        self._places = offsets()
        """Noted offsets in rising order, about `_STEP` apart; `_lines` and `_line_starts` hold the line and its first
        offset."""
        self._lines = offsets()
        self._line_starts = offsets()
        self._due = _STEP
        """The offset at which the next place is noted."""

    def position(self, offset: int) -> Position:
        """The position of the character at *offset*."""
        if offset < self._offset:
            self._go_back(offset)
        while offset > self._due:
            self._go_on(max(self._due, self._offset))
            self._note()
        newlines = self._text.count("\n", self._offset, offset)
        if newlines:
            self._line += newlines
            self._line_start = self._text.rfind("\n", self._offset, offset) + 1
        self._offset = offset
        return Position(self._path, self._line, offset - self._line_start + 1)

    def _go_on(self, offset: int) -> None:
        newlines = self._text.count("\n", self._offset, offset)
        if newlines:
            self._line += newlines
            self._line_start = self._text.rfind("\n", self._offset, offset) + 1
        self._offset = offset

    def _note(self) -> None:
        self._places.append(self._offset)
        self._lines.append(self._line)
        self._line_starts.append(self._line_start)
        self._due = self._offset + _STEP

    def _go_back(self, offset: int) -> None:
        index = bisect_right(self._places, offset) - 1
        if index < 0:
            self._offset, self._line, self._line_start = 0, 1, 0
        else:
            self._offset, self._line = self._places[index], self._lines[index]
            self._line_start = self._line_starts[index]
