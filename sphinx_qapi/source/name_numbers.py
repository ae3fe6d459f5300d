"""A table of the numbers of very many names that takes little memory."""

from __future__ import annotations

from array import array
from collections.abc import Iterator

_MASK = (1 << 63) - 1


class NameNumbers:
    """Numbers names from 0 on, and finds the numbers that a name may have.

    The names themselves are not kept: a name takes some 24 bytes, in a dictionary more than a hundred. The table is a
    hash table with open addressing.
    """

    __slots__ = ("_hashes", "_slots")

    def __init__(self) -> None:
        self._hashes = array("q")
        """The hash of each name, in the order of the numbers."""
        self._slots = array("i", bytes(4 * 64))
        """The slots of the hash table: the number of a name plus 1, or 0 for an empty slot."""

    def add(self, name: str) -> None:
        """Give *name* the next number."""
        self._hashes.append(hash(name))
        if 3 * len(self._hashes) > 2 * len(self._slots):
            self._slots = array("i", bytes(8 * len(self._slots)))
            for number in range(len(self._hashes)):
                self._place(number)
        else:
            self._place(len(self._hashes) - 1)

    def _place(self, number: int) -> None:
        slots = self._slots
        slot = self._hashes[number] & _MASK
        while slots[slot := slot % len(slots)]:
            slot += 1
        slots[slot] = number + 1

    def candidates(self, name: str) -> Iterator[int]:
        """The numbers of all names with the hash of *name*, in the order of `add`; nearly always one number."""
        wanted = hash(name)
        slots = self._slots
        slot = wanted & _MASK
        while number := slots[slot := slot % len(slots)]:
            if self._hashes[number - 1] == wanted:
                yield number - 1
            slot += 1

    def __len__(self) -> int:
        return len(self._hashes)
