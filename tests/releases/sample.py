"""Which real releases the suite looks at where looking at all of them takes long: ``make test-corpus`` takes all."""

from __future__ import annotations

import os
from collections.abc import Iterable
from pathlib import Path

ALL = "SPHINX_QAPI_ALL_RELEASES"
"""The variable of the environment that asks for all."""


def some_of(releases: Iterable[str]) -> list[str]:
    """One in three of *releases* from the oldest on, and the newest; all of them where `ALL` is set."""
    known = sorted(releases, key=numbers_of)
    return [
        each for number, each in enumerate(known, 1) if os.environ.get(ALL) or number % 3 == 1 or number == len(known)
    ]


def releases_at_hand(shared: Path) -> list[str]:
    """The names of all, the oldest first; none where there are no real schemas."""
    return sorted((path.name for path in (shared / "corpus").glob("*/")), key=numbers_of)


def numbers_of(release: str) -> list[int]:
    """What a release is sorted by; one that has no number is older than all."""
    return [int(part) if part.isdigit() else -1 for part in release.split(".")]
