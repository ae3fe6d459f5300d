"""What a history adds to what the comments of a definition say of versions."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import Enum
from typing import NamedTuple

from sphinx_qapi.analysis.history.wire_rows import WHOLE, RowKey
from sphinx_qapi.analysis.wire.truth import Form
from sphinx_qapi.source.version import Version


class Span(NamedTuple):
    """Releases in a row, by their names."""

    first: str
    last: str
    """Empty where it lasts: what a release more does not change stays the same."""


@dataclass(frozen=True, slots=True)
class Told:
    """What a row shows that its comment alone does not tell."""

    version: Version | None
    """Since when it is there; None where the comment is right, or nothing is known."""
    documented: Version | None = None
    """What the comments say, where that is wrong."""
    is_oldest: bool = False
    """Whether no release is known that lacks it, and no comment says since when it is there."""
    also: tuple[Span, ...] = ()
    """When it was there before it came back."""
    declared: str = ""
    """The release that first declared it, where it was accepted without that before."""
    unchecked: str = ""
    """The first release that so accepted it."""


class Cell(Enum):
    """What the releases of a column say of a row."""

    ABSENT = 0
    UNCHECKED = 1
    """Accepted without being declared."""
    THERE = 2


class StripRow(NamedTuple):
    """Where something is there."""

    key: RowKey
    cells: tuple[Cell, ...]
    conditions: tuple[Form, ...] = ()
    """For each cell in which builds it is there, where that was asked for."""


@dataclass(frozen=True, slots=True)
class Strip:
    """Where some things are there: releases that say the same of all of them share a column."""

    columns: tuple[Span, ...] = ()
    """Oldest first; the last one is open."""
    rows: tuple[StripRow, ...] = ()


@dataclass(frozen=True, slots=True)
class Facts:
    """What a history says of one definition."""

    rows: Mapping[RowKey, Told] = field(default_factory=dict)
    """Only those of which there is something to tell."""
    strip: Strip = field(default_factory=Strip)
    """Of the definition, then of its newest members."""

    @property
    def whole(self) -> Told | None:
        """What it says of the definition as a whole."""
        return self.rows.get(WHOLE)


NOTHING = Facts()
