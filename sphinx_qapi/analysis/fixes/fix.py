"""What a repair is."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import NamedTuple

from sphinx_qapi.analysis.history.history import History
from sphinx_qapi.schema.model.schema import Schema
from sphinx_qapi.source.position import Position
from sphinx_qapi.source.version import Version


class FileEdit(NamedTuple):
    """Text of a file, and what to write in its place."""

    position: Position
    """Where it begins; it is on one line."""
    old: str
    """What is there: never empty, so that an edit of a file that has changed meanwhile is noticed."""
    new: str


@dataclass(frozen=True, kw_only=True, slots=True)
class FixRequest:
    """What repairs may look at."""

    schema: Schema
    line_of: Callable[[str, int], str]
    """The text of a line of a file, by its path and number: the model keeps no lines as they are written."""
    history: History | None = None
    """What versions are held against."""
    complete_from: Version | None = None
    """Nothing is said of earlier versions; None: than the oldest release of the history."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Fix:
    """How findings of a rule are repaired where there is only one way."""

    rule: str
    find: Callable[[FixRequest], Iterator[FileEdit]]
    """The edits for what it finds."""
    only_by_name: bool = False
    """Whether it is applied only where ``--select`` names the rule: it changes what the schema says."""
