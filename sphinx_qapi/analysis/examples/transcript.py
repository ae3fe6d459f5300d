"""The lines of one example, and the position of each of its characters in the file."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

from sphinx_qapi.source.position import Position

_ARROW = re.compile(r"^[ \t]*(?:->|<-)", re.MULTILINE)


class ExampleLine(NamedTuple):
    """A line of an example, and the position in the file where it begins."""

    text: str
    number: int
    column: int


@dataclass(frozen=True, kw_only=True)
class Transcript:
    """One example: one conversation, even if it is in several blocks."""

    lines: tuple[ExampleLine, ...]
    position: Position
    """The position where the section, directive or block begins."""
    is_marked: bool = True
    """Whether the markup says that it is an example; otherwise it only looks like one."""

    @cached_property
    def text(self) -> str:
        """The lines, joined by newlines."""
        return "\n".join(line.text for line in self.lines)

    @cached_property
    def has_arrows(self) -> bool:
        """Whether any line begins with an arrow."""
        return _ARROW.search(self.text) is not None

    @cached_property
    def _starts(self) -> list[int]:
        starts, offset = [], 0
        for line in self.lines:
            starts.append(offset)
            offset += len(line.text) + 1
        return starts

    def place(self, offset: int) -> Position:
        """Return the position in the file of the character at *offset* of `text`."""
        index = max(0, bisect_right(self._starts, offset) - 1)
        line = self.lines[index]
        return Position(self.position.path, line.number, line.column + offset - self._starts[index])


def has_arrow(lines: Iterable[ExampleLine]) -> bool:
    """Return whether one of *lines* begins with an arrow."""
    return any(is_arrow(line.text) for line in lines)


def is_arrow(text: str) -> bool:
    """Return whether the line *text* begins with an arrow."""
    return text.lstrip().startswith(("->", "<-"))
