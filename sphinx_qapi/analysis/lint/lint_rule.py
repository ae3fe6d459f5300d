"""What a lint rule is asked, and what it answers."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from sphinx_qapi.schema.model.schema import Schema
from sphinx_qapi.source.position import Position
from sphinx_qapi.source.version import Version

if TYPE_CHECKING:  # most runs have no history, and need nothing of the wire model
    from sphinx_qapi.analysis.history.history import History


@dataclass(frozen=True, kw_only=True, slots=True)
class LintRequest:
    """What is looked at."""

    schema: Schema
    target: Version | None = None
    """The release that the schema is to be part of."""
    history: History | None = None
    """What releases had, as far as it is known."""
    complete_from: Version | None = None
    """The release from which on versions are held against the history; None: its oldest one."""


class LintFinding(NamedTuple):
    """Something that a lint rule has found."""

    message: str
    position: Position
    definition: str | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class LintRule:
    """A rule and how it finds what it finds."""

    name: str
    """Its name in `sphinx_qapi.source.rules.RULES`."""
    find: Callable[[LintRequest], Iterator[LintFinding]]
