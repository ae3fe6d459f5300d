"""Lines cut out of a file, with their places in it, in little more memory than their text needs."""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple, overload

from sphinx_qapi.source.lazy_sequences import LazySequence


class SourceLine(NamedTuple):
    """A line of a file, or the rest of a line after something was cut off."""

    line: int
    """Line number, from 1."""
    column: int
    """Column at which `text` begins in the file; for a comment line, the column of its ``#``."""
    text: str


class SourceLines(Sequence[SourceLine]):
    """Lines in the order of their numbers; a `SourceLine` is made on each access."""

    __slots__ = ("columns", "numbers", "texts")

    def __init__(self, texts: Sequence[str], numbers: Sequence[int], columns: Sequence[int]) -> None:
        """Sequences of one length; *numbers* and *columns* should come from `compact_numbers` and `compact_columns`."""
        self.texts = texts
        self.numbers = numbers
        self.columns = columns

    @classmethod
    def of(cls, lines: Iterable[SourceLine]) -> SourceLines:
        """A sequence of *lines*."""
        rows = list(lines)
        return cls(
            [row.text for row in rows],
            compact_numbers([row.line for row in rows]),
            compact_columns([row.column for row in rows]),
        )

    def behind(self, first: SourceLine) -> SourceLines:
        """A sequence of *first* and then these lines."""
        texts = self.texts
        return SourceLines(
            texts.behind(first.text) if type(texts) is LazySequence else [first.text, *texts],
            compact_numbers((first.line, *self.numbers)),
            compact_columns((first.column, *self.columns)),
        )

    def __len__(self) -> int:
        return len(self.texts)

    def __iter__(self) -> Iterator[SourceLine]:
        return map(SourceLine, self.numbers, self.columns, self.texts)

    @overload
    def __getitem__(self, index: int) -> SourceLine: ...
    @overload
    def __getitem__(self, index: slice) -> SourceLines: ...
    def __getitem__(self, index: int | slice) -> SourceLine | SourceLines:
        if isinstance(index, slice):
            texts, numbers = self.texts[index], self.numbers[index]
            if type(texts) is LazySequence and len(texts) < _MANY:
                texts, numbers = list(texts), compact_numbers(numbers)
            return SourceLines(texts, numbers, self.columns[index])
        return SourceLine(self.numbers[index], self.columns[index], self.texts[index])


_MANY = 1000
"""Below this number, lines take less memory as strings than as references into the text."""
NO_LINES = SourceLines((), (), b"")


def compact_numbers(numbers: Sequence[int]) -> Sequence[int]:
    """Rising *numbers* in little memory: as a range if they are consecutive, which they nearly always are."""
    if len(numbers) < 2:
        return tuple(numbers)  # takes less memory than a range
    if type(numbers) is range:
        return numbers
    all_between = range(numbers[0], numbers[-1] + 1)
    if len(all_between) == len(numbers):
        return all_between
    return tuple(numbers) if len(numbers) < _MANY else array("Q", numbers)


def shifted(columns: Sequence[int], by: int) -> Sequence[int]:
    """*columns*, each moved to the right *by* so many."""
    if isinstance(columns, bytes) and by + max(columns, default=0) < 256:
        return bytes([column + by for column in columns])
    return compact_columns([column + by for column in columns])


def compact_columns(columns: Sequence[int]) -> Sequence[int]:
    """*columns* as bytes if none is above 255, else as a tuple.

    The bytes of an array would be those of its memory.
    """
    try:
        return bytes(columns if type(columns) in (list, tuple) else iter(columns))
    except ValueError:
        return tuple(columns)
