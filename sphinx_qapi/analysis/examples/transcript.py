"""The lines of one example, and where each of its characters stands in its file."""

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
    """A line of an example, and where it begins in its file."""

    text: str
    number: int
    column: int


@dataclass(frozen=True, kw_only=True)
class Transcript:
    """One example: one conversation, though it may be in several blocks."""

    lines: tuple[ExampleLine, ...]
    position: Position
    """Where the section, directive or block begins."""
    is_marked: bool = True
    """Whether it is said to be an example, and not only looks like one."""

    @cached_property
    def text(self) -> str:
        """Its lines, joined."""
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
        """Where the character at *offset* of `text` is in the file."""
        index = max(0, bisect_right(self._starts, offset) - 1)
        line = self.lines[index]
        return Position(self.position.path, line.number, line.column + offset - self._starts[index])


def has_arrow(lines: Iterable[ExampleLine]) -> bool:
    """Whether one of *lines* begins with an arrow."""
    return any(is_arrow(line.text) for line in lines)


def is_arrow(text: str) -> bool:
    """Whether the line *text* begins with an arrow."""
    return text.lstrip().startswith(("->", "<-"))
