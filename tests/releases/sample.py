"""The real releases that a test reads if reading all of them takes long: ``make test-corpus`` reads all."""

from __future__ import annotations

import os
from collections.abc import Iterable
from pathlib import Path

ALL = "SPHINX_QAPI_ALL_RELEASES"
"""The environment variable that asks for all releases."""


def some_of(releases: Iterable[str]) -> list[str]:
    """Every third of *releases*, from the oldest on, and the newest; all of them if the variable `ALL` is set."""
    known = sorted(releases, key=numbers_of)
    return [
        each for number, each in enumerate(known, 1) if os.environ.get(ALL) or number % 3 == 1 or number == len(known)
    ]


def releases_at_hand(shared: Path) -> list[str]:
    """The names of all available releases, the oldest first; none if there are no real schemas."""
    return sorted((path.name for path in (shared / "corpus").glob("*/")), key=numbers_of)


def numbers_of(release: str) -> list[int]:
    """The sort key of a release; a part that is not a number is older than any number."""
    return [int(part) if part.isdigit() else -1 for part in release.split(".")]
