"""What a history adds to what the comments of a definition say of versions."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

from sphinx_qapi.analysis.history.wire_rows import WHOLE, RowKey
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


@dataclass(frozen=True, slots=True)
class Presence:
    """Where something is there: a row of a strip."""

    key: RowKey
    spans: tuple[Span, ...]
    unchecked: tuple[Span, ...] = ()
    """Where it is accepted without being declared."""


@dataclass(frozen=True, slots=True)
class Facts:
    """What a history says of one definition."""

    rows: Mapping[RowKey, Told] = field(default_factory=dict)
    """Only those of which there is something to tell."""
    first: str = ""
    """The oldest release that was asked."""
    strip: tuple[Presence, ...] = ()
    """The definition, then its newest members."""

    @property
    def whole(self) -> Told | None:
        """What it says of the definition as a whole."""
        return self.rows.get(WHOLE)


NOTHING = Facts()
