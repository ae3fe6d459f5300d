"""Positions in a schema file."""

from __future__ import annotations

from typing import NamedTuple


class Position(NamedTuple):
    """A place in a file; line and column count from 1, as in editors."""

    path: str
    """Path of the file, as given by the user or joined from an ``include``."""
    line: int
    column: int = 1

    def __str__(self) -> str:
        return f"{self.path}:{self.line}:{self.column}"
