"""Pieces of prose cut out of a schema file, with the line number of each line."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from sphinx_qapi.source.position import Position

_CONTROL_CHARACTERS = dict.fromkeys((*range(9), *range(10, 32), *range(127, 160)), 65533)
"""Translation of the control characters that neither XML nor a terminal allows, to U+FFFD; tabs are not included."""


def without_control_characters(text: str) -> str:
    """*text* with each control character except tabs replaced by U+FFFD."""
    return text if text.isprintable() else text.translate(_CONTROL_CHARACTERS)


@dataclass(frozen=True, kw_only=True, slots=True)
class Text:
    """Prose as its author wrote it, without comment marks, common indentation and outer blank lines."""

    path: str = field(compare=False, repr=False)
    lines: Sequence[str] = ()
    """The lines: a tuple, or for a very long text a sequence that cuts each line out of the file on access."""
    numbers: Sequence[int] = field(default=(), compare=False, repr=False)
    """The line number in `path` of each of `lines`, from 1."""
    columns: Sequence[int] = field(default=(), compare=False, repr=False)
    """The column in `path` at which each of `lines` begins; empty if the columns are unknown."""

    markup: str = "rst"
    """The markup language: ``rst`` (from 5.2 on), ``plain`` (before) or ``markdown``."""

    def __bool__(self) -> bool:
        return bool(self.lines)

    def position(self, index: int, offset: int = 0) -> Position:
        """The position in the file of character *offset* of the line with index *index*."""
        return Position(self.path, self.numbers[index], self.columns[index] + offset if self.columns else 1)

    def after(self, number: int) -> Text:
        """The part of the text below line *number* of the file."""
        first = next((index for index, each in enumerate(self.numbers) if each > number), len(self.numbers))
        return replace(self, lines=self.lines[first:], numbers=self.numbers[first:], columns=self.columns[first:])

    @property
    def content(self) -> str:
        """The lines joined by newlines, without a final one."""
        return "\n".join(self.lines)
