"""Sequences that make their values on each access, where keeping the values would take much memory."""

from __future__ import annotations

from array import array
from collections.abc import Callable, Iterator, Sequence
from typing import Any, TypeVar, overload

T = TypeVar("T")
S = TypeVar("S")


class LikeTuple(Sequence[T]):
    """A sequence that equals, hashes and prints like the tuple of its values, however it stores them."""

    __slots__ = ()

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, (LikeTuple, tuple)):
            return NotImplemented
        return len(self) == len(other) and all(one == two for one, two in zip(self, other, strict=True))

    def __hash__(self) -> int:
        return hash(tuple(self))

    def __repr__(self) -> str:
        return repr(tuple(self))


class LazySequence(LikeTuple[T]):
    """A read-only sequence that stores a number for each value, and a function that makes the value of a number.

    The function must give equal values for equal numbers. A pickle or copy of the sequence is a tuple.
    """

    __slots__ = ("_make", "_numbers")

    def __init__(self, numbers: Sequence[int], make: Callable[[int], T]) -> None:
        """*numbers* should be an array or a range, to save memory; *make* makes the value of a number."""
        self._numbers = numbers
        self._make = make

    def __len__(self) -> int:
        return len(self._numbers)

    def __iter__(self) -> Iterator[T]:
        return map(self._make, self._numbers)

    @overload
    def __getitem__(self, index: int) -> T: ...
    @overload
    def __getitem__(self, index: slice) -> LazySequence[T]: ...
    def __getitem__(self, index: int | slice) -> T | LazySequence[T]:
        if isinstance(index, slice):
            return LazySequence(self._numbers[index], self._make)
        return self._make(self._numbers[index])

    def mapped(self, change: Callable[[T], S]) -> LazySequence[S]:
        """The sequence of the results of *change*, called with each value on access."""
        make = self._make
        return LazySequence(self._numbers, lambda number: change(make(number)))

    def behind(self, first: T) -> LazySequence[T]:
        """A sequence of *first* and then these values."""
        return LazySequence(range(len(self) + 1), lambda index: self[index - 1] if index else first)

    def __reduce__(self) -> tuple[Any, ...]:
        return tuple, (tuple(self),)


def offsets() -> array[int]:
    """An empty array for offsets in texts, with items of at least four bytes."""
    return array("I" if array("I").itemsize >= 4 else "L")
