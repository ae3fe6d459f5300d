"""Versions and availability that a history adds to the comments of a definition."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import Enum
from typing import NamedTuple

from sphinx_qapi.analysis.history.wire_rows import WHOLE, RowKey
from sphinx_qapi.analysis.wire.truth import Form
from sphinx_qapi.source.version import Version


class ReleaseSpan(NamedTuple):
    """Consecutive releases, by name."""

    first: str
    last: str
    """Empty if the span is still open, so that a further release without changes does not change the page."""


@dataclass(frozen=True, slots=True)
class Told:
    """Facts that a row shows in addition to its comment."""

    version: Version | None
    """The version to show; None if the comment is right, or nothing is known."""
    documented: Version | None = None
    """The version that the comments state, if it is wrong; otherwise None."""
    is_oldest: bool = False
    """Whether no known release lacks the row and no comment states a version."""
    also: tuple[ReleaseSpan, ...] = ()
    """Earlier spans, before the row was removed and came back."""
    declared: str = ""
    """The release that first declared it, if it was accepted undeclared before; otherwise empty."""
    unchecked: str = ""
    """The first of the releases that accepted it undeclared; otherwise empty."""


class Cell(Enum):
    """The availability of a row in the releases of one column."""

    ABSENT = 0
    UNCHECKED = 1
    """Accepted without being declared."""
    THERE = 2


class StripRow(NamedTuple):
    """The availability of one row."""

    key: RowKey
    cells: tuple[Cell, ...]
    conditions: tuple[Form, ...] = ()
    """For each cell, the builds that have the row; empty unless conditions were asked for."""


@dataclass(frozen=True, slots=True)
class Strip:
    """A table of availability: consecutive releases in which all rows have the same cells share a column."""

    columns: tuple[ReleaseSpan, ...] = ()
    """The releases of each column, oldest first; the last span is open if it ends with the newest release."""
    rows: tuple[StripRow, ...] = ()


@dataclass(frozen=True, slots=True)
class Facts:
    """Facts from a history about one definition."""

    rows: Mapping[RowKey, Told] = field(default_factory=dict)
    """Only rows that have something to show."""
    strip: Strip = field(default_factory=Strip)
    """The strip of the definition and its newest members."""

    @property
    def whole(self) -> Told | None:
        """The facts about the definition as a whole; None if there is nothing to show."""
        return self.rows.get(WHOLE)


NOTHING = Facts()
