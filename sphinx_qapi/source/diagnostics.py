"""Diagnostics as values: what is wrong, where, and how severe it is."""

from __future__ import annotations

from dataclasses import dataclass
from enum import IntEnum

from sphinx_qapi.source.position import Position


class Severity(IntEnum):
    """Severity of a finding; larger is worse."""

    NOTE = 1
    """The text was read, although the tools of its release would have rejected it; nothing is lost."""
    WARNING = 2
    """The schema contradicts itself, or a reader of the pages will miss something."""
    ERROR = 3
    """The chosen dialect rejects the text, or part of the schema could not be read."""

    def __str__(self) -> str:
        return self.name.lower()


@dataclass(frozen=True, kw_only=True, slots=True)
class Diagnostic:
    """One finding: the rule, the message and the place."""

    rule: str
    """Name of the rule, a key of `sphinx_qapi.analysis.catalogue.RULES`."""
    severity: Severity
    message: str
    """What is wrong and what was expected; one line, no full stop."""
    position: Position
    """Place of the finding; for a finding about a definition, the beginning of the definition, as QEMU's own tools
    report it."""
    detail: Position | None = None
    """The exact place inside the definition; None if it is unknown or on the line of `position`."""
    end: Position | None = None
    """Place after the last character of the part at fault; None if it is unknown."""
    definition: str | None = None
    """Name of the definition that contains the finding; None if there is none."""
    included_from: tuple[Position, ...] = ()
    """The ``include`` expressions that led to the file, innermost first."""

    @property
    def place(self) -> Position:
        """The most exact known place of the part at fault: `detail`, or else `position`."""
        return self.detail or self.position

    def __str__(self) -> str:
        return f"{self.place}: {self.severity}: {self.message} [{self.rule}]"
