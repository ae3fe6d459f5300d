"""Long lists whose values are kept compressed, and decompressed a block at a time on access."""

from __future__ import annotations

import pickle
import zlib
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Any, TypeVar, overload

from sphinx_qapi.source.lazy_sequences import LazySequence, LikeTuple
from sphinx_qapi.source.slot_pickles import pickle_model

T = TypeVar("T")

_BLOCK = 32
"""Number of values packed together: more save memory, but make access to a single value slower."""
_MOST_RECENT = 16
"""Number of most recently unpacked blocks that are kept unpacked."""


class PackedList(LikeTuple[T]):
    """A list that grows at its end; values of the package's own classes take a tenth of their memory in it.

    A packed value is created again on access: it equals the value put in, but is another object. The last values
    (up to 63) are never packed.
    """

    __slots__ = ("_blocks", "_last", "_recent")

    def __init__(self, values: Iterable[T] = ()) -> None:
        self._blocks: list[bytes | list[T]] = []
        """The blocks, each of `_BLOCK` values: pickled and compressed, or a plain list if the values cannot be
        packed."""
        self._last: list[T] = []
        self._recent: dict[int, list[T]] = {}
        self.extend(values)

    def append(self, value: T) -> None:
        """Append *value*."""
        self._last.append(value)
        if len(self._last) >= 2 * _BLOCK:
            self._blocks.append(_packed(self._last[:_BLOCK]))
            del self._last[:_BLOCK]

    def extend(self, values: Iterable[T]) -> None:
        """Append each of *values*."""
        for value in values:
            self.append(value)

    def pop(self) -> T:
        """Remove the last value and return it."""
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
    """*values* as a tuple, or as a `PackedList` if there are more than *most*."""
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
    """*others* as a `PackedList` if *values* are one, else as a tuple."""
    if type(values) is not PackedList:  # isinstance is slow for abstract classes, and this runs for each comment
        return tuple(others)
    return others if isinstance(others, PackedList) else PackedList(others)


def taken_out(values: list[T] | PackedList[T]) -> Iterator[T]:
    """Each of *values* in order; a plain list is emptied on the way, so that its values can be freed."""
    if isinstance(values, PackedList):
        yield from values
        return
    values.reverse()
    while values:
        yield values.pop()


class _Unpackable(Exception):  # noqa: N818 - never leaves this file
    """Raised for a value that holds a `LazySequence`, whose values would be too many to pickle."""


def _packed(values: list[T]) -> bytes | list[T]:
    try:
        return zlib.compress(pickle_model(values, _REDUCERS), 1)
    except _Unpackable:
        return values


def _refuse(_later: object) -> Any:
    raise _Unpackable


_REDUCERS: dict[type, Callable[[Any], Any]] = {LazySequence: _refuse}
