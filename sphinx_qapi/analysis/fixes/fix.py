"""What a repair is."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import NamedTuple

from sphinx_qapi.schema.model.schema import Schema
from sphinx_qapi.source.position import Position


class FileEdit(NamedTuple):
    """Text of a file, and what to write in its place."""

    position: Position
    """Where it begins; it is on one line."""
    old: str
    """What is there: never empty, so that an edit of a file that has changed meanwhile is noticed."""
    new: str


@dataclass(frozen=True, kw_only=True, slots=True)
class Fix:
    """How findings of a rule are repaired where there is only one way."""

    rule: str
    find: Callable[[Schema], Iterator[FileEdit]]
    """The edits for what it finds."""
    only_by_name: bool = False
    """Whether it is applied only where ``--select`` names the rule: it changes what the schema says."""
