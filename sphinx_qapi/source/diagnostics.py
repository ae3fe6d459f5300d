"""Findings as values: what is wrong, where, and how bad it is."""

from __future__ import annotations

from dataclasses import dataclass
from enum import IntEnum

from sphinx_qapi.source.position import Position


class Severity(IntEnum):
    """How bad a finding is; larger is worse."""

    NOTE = 1
    """Something was read although its time's tools would have tripped over it; nothing is lost."""
    WARNING = 2
    """The schema contradicts itself, or a reader will miss something."""
    ERROR = 3
    """The chosen dialect rejects it, or part of the schema could not be read."""

    def __str__(self) -> str:
        return self.name.lower()


@dataclass(frozen=True, kw_only=True, slots=True)
class Diagnostic:
    """One finding."""

    rule: str
    """Name of the rule in `sphinx_qapi.source.rules.RULES`."""
    severity: Severity
    message: str
    """What is wrong and what was expected; one line, no full stop."""
    position: Position
    """Where it is; of a finding about a definition, where that begins, as the language's own tools have it."""
    detail: Position | None = None
    """The exact place inside the definition, if it is known and on another line."""
    end: Position | None = None
    """Behind the last character of the part at fault, where that is known."""
    definition: str | None = None
    """Name of the definition that it is in, where there is one."""
    included_from: tuple[Position, ...] = ()
    """The ``include`` expressions that led to the file, innermost first."""

    @property
    def place(self) -> Position:
        """The part at fault, as exactly as it is known."""
        return self.detail or self.position

    def __str__(self) -> str:
        return f"{self.place}: {self.severity}: {self.message} [{self.rule}]"
