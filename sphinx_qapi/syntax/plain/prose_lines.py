"""Lines with their indentation, as the reader of blocks uses them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from sphinx_qapi.source.text import Text

_TAG = 12
"""Number of columns that ``@name: #optional`` takes beyond the indentation of the lines below."""


class Line(NamedTuple):
    """A line of prose."""

    indent: int
    content: str
    """The text without its indentation; empty for a blank line."""
    number: int
    """The line number in the file."""
    tag: int = 0
    """Number of columns that a tag before the line may have taken, by which it is shorter than in the file."""

    @property
    def ends_sentence(self) -> bool:
        """Whether the end of the line ends a sentence or announces something."""
        return self.content.endswith((".", "!", "?", ":", ".)"))


def lines_of(text: Text) -> list[Line]:
    """The lines of *text*, with tabs expanded to columns that are multiples of eight."""
    lines: list[Line] = []
    for raw, number in zip(text.lines, text.numbers, strict=True):
        expanded = raw.expandtabs().rstrip()
        content = expanded.lstrip()
        lines.append(Line(len(expanded) - len(content), content, number, 0 if lines else _TAG))
    return lines


def width_of(lines: Sequence[Line]) -> int:
    """The column up to which the author filled lines: the end of the longest line of at least four words."""
    return max((line.indent + len(line.content) for line in lines if line.content.count(" ") > 2), default=0)


def room_left(before: Line, after: Line, width: int) -> int:
    """The number of columns left on *before* if the first word of *after* had been put there, too.

    Many columns mean that the author broke the line on purpose.
    """
    first_word = after.content.split(None, 1)[0]
    return width - before.tag - before.indent - len(before.content) - 1 - len(first_word)


def verbatim(lines: Sequence[Line]) -> tuple[str, ...]:
    """The lines as written, without their common indentation and without blank lines at the end."""
    common = min((line.indent for line in lines if line.content), default=0)
    kept = [" " * (line.indent - common) + line.content if line.content else "" for line in lines]
    while kept and not kept[-1]:
        kept.pop()
    return tuple(kept)
