"""Release numbers, of ``Since:`` and of dialects, in their order."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import total_ordering

_NUMBERS = re.compile(r"\d+(?:\.\d+)*")


@total_ordering
@dataclass(frozen=True, slots=True)
class Version:
    """A release number: ``0.9 < 0.14 < 1.0 < 2.10 < 10.0``, and ``2.1 == 2.1.0``."""

    numbers: tuple[int, ...]
    """The numbers without trailing zeros beyond the second: ``(2, 1)`` for ``2.1.0``."""

    @classmethod
    def parse(cls, text: str) -> Version:
        """Read ``2.1`` or ``2.1.0``; raises ValueError for anything else."""
        if not _NUMBERS.fullmatch(text):
            raise ValueError(f"not a version: {text!r}")
        numbers = [int(part) for part in text.split(".")]
        while len(numbers) > 2 and not numbers[-1]:
            numbers.pop()
        if len(numbers) == 1:
            numbers.append(0)
        return cls(tuple(numbers))

    def __lt__(self, other: Version) -> bool:
        return self.numbers < other.numbers

    def __str__(self) -> str:
        return ".".join(map(str, self.numbers))
