"""The parts of a repair."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import NamedTuple

from sphinx_qapi.analysis.history.history import History
from sphinx_qapi.schema.model.schema import Schema
from sphinx_qapi.source.position import Position
from sphinx_qapi.source.version import Version


class FileEdit(NamedTuple):
    """A range of text in a file, and its replacement."""

    position: Position
    """The position where it begins; it is on one line."""
    old: str
    """The current text: never empty, so that an edit of a file that has changed since is noticed."""
    new: str


@dataclass(frozen=True, kw_only=True, slots=True)
class FixRequest:
    """The data that repairs use."""

    schema: Schema
    line_of: Callable[[str, int], str]
    """Returns the text of a line of a file, by path and number: the model does not keep lines as written."""
    history: History | None = None
    """The history that versions are compared with; None if there is none."""
    complete_from: Version | None = None
    """The release from which on versions are compared; None: the oldest release of the history."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Fix:
    """The repair of findings of one rule, if there is only one way to repair them."""

    rule: str
    """Name of the rule."""
    find: Callable[[FixRequest], Iterator[FileEdit]]
    """Yields the edits for the findings."""
    only_by_name: bool = False
    """Whether the repair is made only if ``--select`` names the rule, because it changes what the schema says."""
