"""Lines cut out of a file, with their places in it, in little more memory than their texts take."""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple, overload

from sphinx_qapi.source.later import Later


class SourceLine(NamedTuple):
    """A line, or what is left of it when something was cut off."""

    line: int
    """Its number, from 1."""
    column: int
    """Where `text` begins in the file; of a comment line, where its ``#`` stands."""
    text: str


class SourceLines(Sequence[SourceLine]):
    """Lines in the order of their numbers; a `SourceLine` is made of each when it is asked for."""

    __slots__ = ("columns", "numbers", "texts")

    def __init__(self, texts: Sequence[str], numbers: Sequence[int], columns: Sequence[int]) -> None:
        """All three are of one length; *numbers* and *columns* best as `compact_numbers` and `compact_columns` give."""
        self.texts = texts
        self.numbers = numbers
        self.columns = columns

    @classmethod
    def of(cls, lines: Iterable[SourceLine]) -> SourceLines:
        """*lines* together."""
        rows = list(lines)
        return cls(
            [row.text for row in rows],
            compact_numbers([row.line for row in rows]),
            compact_columns([row.column for row in rows]),
        )

    def behind(self, first: SourceLine) -> SourceLines:
        """These lines behind *first*."""
        texts = self.texts
        return SourceLines(
            texts.behind(first.text) if type(texts) is Later else [first.text, *texts],
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
            if type(texts) is Later and len(texts) < _MANY:
                texts, numbers = list(texts), compact_numbers(numbers)
            return SourceLines(texts, numbers, self.columns[index])
        return SourceLine(self.numbers[index], self.columns[index], self.texts[index])


_MANY = 1000
"""So few lines take less memory themselves than what cuts them out of the text."""
NO_LINES = SourceLines((), (), b"")


def compact_numbers(numbers: Sequence[int]) -> Sequence[int]:
    """Rising *numbers*: nearly always each is that of the next line, and then two of them tell all."""
    if len(numbers) < 2:
        return tuple(numbers)  # which takes less than a range
    all_between = range(numbers[0], numbers[-1] + 1)
    if len(all_between) == len(numbers):
        return all_between
    return tuple(numbers) if len(numbers) < _MANY else array("Q", numbers)


def shifted(columns: Sequence[int], by: int) -> Sequence[int]:
    """Each of *columns* so much further right."""
    if isinstance(columns, bytes) and by + max(columns, default=0) < 256:
        return bytes(column + by for column in columns)
    return compact_columns([column + by for column in columns])


def compact_columns(columns: Sequence[int]) -> Sequence[int]:
    """*columns*, a byte for each, if none of them is beyond 255."""
    try:
        return bytes(iter(columns))
    except ValueError:
        return tuple(columns)
