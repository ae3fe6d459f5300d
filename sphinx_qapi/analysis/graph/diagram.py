"""What a picture shows, before anything is placed: boxes of rows, and links between boxes."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

MOST_LINKS = 2000
"""Twice those of QEMU's whole map: nobody tells so many lines apart, and to lay them out takes ever longer."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Row:
    """A definition in a box; without a name the words of `label` only, such as "+3 more"."""

    name: str = ""
    kind: str = ""
    """What it is: the word in front of the name, if there is no label."""
    label: str = ""
    """The member or branch that has it as its type."""
    more: int = 0
    """How many definitions that it uses are not linked from it in the picture."""
    note: str = ""
    """By which members and the like those before it use it, where its label does not say so."""
    is_focus: bool = False
    sheet: str = ""
    """The sheet of the map where it is drawn with what it uses, if this one is another."""

    @property
    def prefix(self) -> str:
        """What stands in front of the name."""
        return f"{self.label}: " if self.label and self.name else f"{self.kind} " if self.kind else ""

    @property
    def suffix(self) -> str:
        """What stands at the right end."""
        return f"+{self.more}" if self.more else ""


@dataclass(frozen=True, kw_only=True, slots=True)
class Box:
    """One definition, or a group of such as are all linked alike."""

    rows: tuple[Row, ...]

    @property
    def is_group(self) -> bool:
        """Whether it has a frame of its own around rows."""
        return len(self.rows) > 1

    @property
    def is_focus(self) -> bool:
        """Whether the picture is about it."""
        return self.rows[0].is_focus


@dataclass(frozen=True, kw_only=True, slots=True)
class Link:
    """An arrow between two boxes, by their numbers; both may be the same."""

    source: int
    target: int
    is_base: bool = False
    """Whether it says that the source inherits from the target, and no more."""
    label: str = ""
    """Shown at the arrow."""
    carrier: str = ""
    """The member or the like that makes it; empty where the rows of the target's box have labels for that."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Diagram:
    """A picture to be laid out."""

    boxes: tuple[Box, ...]
    links: tuple[Link, ...]
    is_dense: bool = False
    """Whether so much hangs together that some of it was left out."""

    @property
    def is_list(self) -> bool:
        """Whether there is too much of it for a picture, so that it is shown in words only."""
        return self.is_dense or len(self.links) > MOST_LINKS

    def rows(self) -> Iterator[Row]:
        """The rows of all boxes."""
        for box in self.boxes:
            yield from box.rows

    @property
    def names(self) -> list[str]:
        """The definitions shown."""
        return [row.name for row in self.rows() if row.name]
