"""Where something stands in a schema file."""

from __future__ import annotations

from typing import NamedTuple


class Position(NamedTuple):
    """A place in a file, as editors count: lines and columns from 1."""

    path: str
    """The file, as it was named by the user or joined from an ``include``."""
    line: int
    column: int = 1

    def __str__(self) -> str:
        return f"{self.path}:{self.line}:{self.column}"
