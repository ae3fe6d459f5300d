"""The input and output of lint rules."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from sphinx_qapi.schema.model.schema import Schema
from sphinx_qapi.source.position import Position
from sphinx_qapi.source.rule import Rule
from sphinx_qapi.source.version import Version

if TYPE_CHECKING:  # most runs have no history, and need no wire model
    from sphinx_qapi.analysis.history.history import History


@dataclass(frozen=True, kw_only=True, slots=True)
class LintRequest:
    """The data that lint rules use."""

    schema: Schema
    target: Version | None = None
    """The release that the schema will be part of; None if it was not given."""
    history: History | None = None
    """The history of the schema; None if there is none."""
    complete_from: Version | None = None
    """The first release whose versions are compared with the history; None for its oldest release."""


class LintFinding(NamedTuple):
    """A finding of a lint rule."""

    message: str
    position: Position
    definition: str | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class LintRule:
    """A rule together with the function that finds violations."""

    rule: Rule
    find: Callable[[LintRequest], Iterator[LintFinding]]

    @property
    def name(self) -> str:
        """The name of the rule."""
        return self.rule.name
