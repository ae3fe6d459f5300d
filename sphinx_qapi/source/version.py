"""Release numbers, as used in ``Since:`` and for dialects, with their order."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import lru_cache, total_ordering

_NUMBERS = re.compile(r"\d+(?:\.\d+)*", re.ASCII)


@total_ordering
@dataclass(frozen=True, slots=True)
class Version:
    """A release number: ``0.9 < 0.14 < 1.0 < 2.10 < 10.0``, and ``2.1 == 2.1.0``."""

    numbers: tuple[int, ...]
    """The numbers without trailing zeros after the second: ``(2, 1)`` for ``2.1.0``."""
    label: str = field(default="", compare=False)
    """The version's own text in a project whose versions are not plain numbers: ``2024-07``, ``v2.1``; else empty."""

    @classmethod
    def parse(cls, text: str) -> Version:
        """Read ``2.1`` or ``2.1.0``; raises ValueError for anything else."""
        if not _NUMBERS.fullmatch(text):
            raise ValueError(f"not a version: {text!r}")
        return cls(_significant(int(part) for part in text.split(".")))

    @staticmethod
    def read(text: str) -> Version:
        """Read a version of any style by the numbers in it; raises ValueError if there are none."""
        return _read(text)

    def __lt__(self, other: Version) -> bool:
        return self.numbers < other.numbers

    def __str__(self) -> str:
        return self.label or ".".join(map(str, self.numbers))


@lru_cache(maxsize=512)  # a schema states a few versions thousands of times
def _read(text: str) -> Version:
    if _NUMBERS.fullmatch(text):
        return Version.parse(text)
    numbers = re.findall(r"\d+", text)
    if not numbers:
        raise ValueError(f"not a version: {text!r}")
    return Version(_significant(map(int, numbers)), text)


def _significant(parts: Iterable[int]) -> tuple[int, ...]:
    numbers = list(parts)
    while len(numbers) > 2 and not numbers[-1]:
        numbers.pop()
    if len(numbers) == 1:
        numbers.append(0)
    return tuple(numbers)
