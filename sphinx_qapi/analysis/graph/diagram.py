"""The content of a picture before layout: boxes of rows, and links between boxes."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

MOST_LINKS = 2000
"""The most links of a picture, twice those of QEMU's whole map.

Nobody can follow so many lines, and the time to lay them out grows ever faster.
"""


@dataclass(frozen=True, kw_only=True, slots=True)
class Row:
    """A definition in a box; without a name, only the words of `label`, such as "+3 more"."""

    name: str = ""
    kind: str = ""
    """Kind of the definition: the word before the name, if there is no label."""
    label: str = ""
    """Name of the member or branch whose type it is."""
    more: int = 0
    """Number of definitions that it uses without a link in the picture."""
    note: str = ""
    """The members and the like through which the definitions before it use it, if its label does not say so."""
    is_focus: bool = False
    sheet: str = ""
    """The sheet of the map on which the definition is drawn with what it uses; empty if that is this sheet."""

    @property
    def prefix(self) -> str:
        """The text before the name."""
        return f"{self.label}: " if self.label and self.name else f"{self.kind} " if self.kind else ""

    @property
    def suffix(self) -> str:
        """The text at the right end."""
        return f"+{self.more}" if self.more else ""


@dataclass(frozen=True, kw_only=True, slots=True)
class Box:
    """One definition, or a group of definitions with the same links."""

    rows: tuple[Row, ...]

    @property
    def is_group(self) -> bool:
        """Whether the box has a frame around several rows."""
        return len(self.rows) > 1

    @property
    def is_focus(self) -> bool:
        """Whether the picture is about the definition in the box."""
        return self.rows[0].is_focus


@dataclass(frozen=True, kw_only=True, slots=True)
class Link:
    """An arrow between two boxes, given by their indexes; both may be the same box."""

    source: int
    target: int
    is_base: bool = False
    """Whether the link only means that the source inherits from the target."""
    label: str = ""
    """Text at the arrow."""
    carrier: str = ""
    """Name of the member or the like that makes the link; empty if labels of the target's rows say it."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Diagram:
    """A picture before it is laid out."""

    boxes: tuple[Box, ...]
    links: tuple[Link, ...]
    is_dense: bool = False
    """Whether parts were left out because so many definitions are connected."""

    @property
    def is_list(self) -> bool:
        """Whether there is too much for a picture, so that it is shown only as text."""
        return self.is_dense or len(self.links) > MOST_LINKS

    def rows(self) -> Iterator[Row]:
        """Yield the rows of all boxes."""
        for box in self.boxes:
            yield from box.rows

    @property
    def names(self) -> list[str]:
        """The names of the definitions that are shown."""
        return [row.name for row in self.rows() if row.name]
