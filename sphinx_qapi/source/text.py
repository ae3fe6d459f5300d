"""A piece of prose cut out of a schema file, with the line that each of its lines stands on."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from sphinx_qapi.source.position import Position

_CONTROL_CHARACTERS = dict.fromkeys((*range(9), *range(10, 32), *range(127, 160)), 65533)
"""No text of XML or of a terminal may have them; a tab is none of them."""


def without_control_characters(text: str) -> str:
    """*text* with U+FFFD for each control character but tabs."""
    return text if text.isprintable() else text.translate(_CONTROL_CHARACTERS)


@dataclass(frozen=True, kw_only=True, slots=True)
class Text:
    """Prose as its author wrote it, without comment marks, common indentation and outer blank lines."""

    path: str = field(compare=False, repr=False)
    lines: Sequence[str] = ()
    """A tuple, or of a very long text a sequence that cuts each out of the file when it is asked for."""
    numbers: Sequence[int] = field(default=(), compare=False, repr=False)
    """For each of `lines` its line number in `path`, from 1."""
    columns: Sequence[int] = field(default=(), compare=False, repr=False)
    """For each of `lines` the column in `path` at which it begins; empty where that is not known."""

    markup: str = "rst"
    """``rst`` (from 5.2 on), ``plain`` (before) or ``markdown``."""

    def __bool__(self) -> bool:
        return bool(self.lines)

    def position(self, index: int, offset: int = 0) -> Position:
        """Where character *offset* of the line at *index* stands in the file."""
        return Position(self.path, self.numbers[index], self.columns[index] + offset if self.columns else 1)

    def after(self, number: int) -> Text:
        """The lines of it that stand below line *number* of the file."""
        first = next((index for index, each in enumerate(self.numbers) if each > number), len(self.numbers))
        return replace(self, lines=self.lines[first:], numbers=self.numbers[first:], columns=self.columns[first:])

    @property
    def content(self) -> str:
        """The lines joined by newlines, without a final one."""
        return "\n".join(self.lines)
