"""Long lists of values that are kept packed, and unpacked a few at a time when they are asked for."""

from __future__ import annotations

import pickle
import zlib
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Any, TypeVar, overload

from sphinx_qapi.source.later import Later, LikeTuple
from sphinx_qapi.source.slot_pickles import pickle_model

T = TypeVar("T")

_BLOCK = 32
"""So many values are packed together: more take less room, but longer where one of them is asked for alone."""
_MOST_RECENT = 16
"""So many blocks that were unpacked last are at hand."""


class PackedList(LikeTuple[T]):
    """As a list that grows, but that values of the package's own classes take a tenth of their memory.

    A value is made anew when it is asked for, so that it is equal to the one that was put in, and not the same. The
    last ones are never packed.
    """

    __slots__ = ("_blocks", "_last", "_recent")

    def __init__(self, values: Iterable[T] = ()) -> None:
        self._blocks: list[bytes | list[T]] = []
        """Each of `_BLOCK` values."""
        self._last: list[T] = []
        self._recent: dict[int, list[T]] = {}
        self.extend(values)

    def append(self, value: T) -> None:
        """Put *value* at the end."""
        self._last.append(value)
        if len(self._last) >= 2 * _BLOCK:
            self._blocks.append(_packed(self._last[:_BLOCK]))
            del self._last[:_BLOCK]

    def extend(self, values: Iterable[T]) -> None:
        """Put *values* at the end."""
        for value in values:
            self.append(value)

    def pop(self) -> T:
        """Take the last value out."""
        if not self._last and self._blocks:
            self._last = self._block(len(self._blocks) - 1)
            del self._blocks[-1]
            self._recent.clear()
        return self._last.pop()

    def __len__(self) -> int:
        return _BLOCK * len(self._blocks) + len(self._last)

    def __iter__(self) -> Iterator[T]:
        for number in range(len(self._blocks)):
            yield from self._block(number)
        yield from self._last

    @overload
    def __getitem__(self, index: int) -> T: ...
    @overload
    def __getitem__(self, index: slice) -> Sequence[T]: ...
    def __getitem__(self, index: int | slice) -> T | Sequence[T]:
        if isinstance(index, slice):
            return PackedList(self[each] for each in range(*index.indices(len(self))))
        number, within = divmod(index + len(self) if index < 0 else index, _BLOCK)
        if 0 <= number < len(self._blocks):
            return self._block(number)[within]
        if number < 0:
            raise IndexError(index)
        return self._last[_BLOCK * (number - len(self._blocks)) + within]

    def _block(self, number: int) -> list[T]:
        block = self._blocks[number]
        if isinstance(block, list):
            return block
        if number not in self._recent:
            if len(self._recent) == _MOST_RECENT:
                del self._recent[next(iter(self._recent))]
            self._recent[number] = pickle.loads(zlib.decompress(block))
        return self._recent[number]

    def __reduce__(self) -> tuple[Any, ...]:
        return PackedList, (), (self._blocks, self._last)

    def __setstate__(self, state: tuple[list[bytes | list[T]], list[T]]) -> None:
        self._blocks, self._last = state


def packed_beyond(most: int, values: Iterable[T]) -> Sequence[T]:
    """*values* as a tuple, or packed if there are more than *most* of them."""
    kept: list[T] = []
    rest = iter(values)
    for value in rest:
        kept.append(value)
        if len(kept) > most:
            packed = PackedList(kept)
            packed.extend(rest)
            return packed
    return tuple(kept)


def like(values: Sequence[object], others: Iterable[T]) -> Sequence[T]:
    """*others* packed if *values* are, else as a tuple."""
    if not isinstance(values, PackedList):
        return tuple(others)
    return others if isinstance(others, PackedList) else PackedList(others)


def taken_out(values: list[T] | PackedList[T]) -> Iterator[T]:
    """Each of *values*, which a list does not hold any more then."""
    if isinstance(values, PackedList):
        yield from values
        return
    values.reverse()
    while values:
        yield values.pop()


class _Unpackable(Exception):  # noqa: N818 - never leaves this file
    """A value knows how to make others, which are too many to keep."""


def _packed(values: list[T]) -> bytes | list[T]:
    try:
        return zlib.compress(pickle_model(values, _REDUCERS), 1)
    except _Unpackable:
        return values


def _refuse(_later: object) -> Any:
    raise _Unpackable


_REDUCERS: dict[type, Callable[[Any], Any]] = {Later: _refuse}
