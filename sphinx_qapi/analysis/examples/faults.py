"""Faults of an example, which get their severity later."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from sphinx_qapi.analysis.examples.json_reader import Edit
from sphinx_qapi.source.rule import Rule
from sphinx_qapi.source.suggestions import did_you_mean


class Fault(NamedTuple):
    """A fault at one character of an example."""

    rule: Rule
    message: str
    offset: int
    is_note: bool = False
    """Whether it is reported as a note, whatever the severity of its rule."""
    repair: tuple[Edit, ...] = ()


_MOST_SUGGESTIONS = 50
"""The most searches for similar names in one example.

These searches take longer than all other checks, and authors with so many typing errors need no more suggestions.
"""


class Faults:
    """The faults of one example, in the order in which they are found."""

    def __init__(self) -> None:
        self.found: list[Fault] = []
        self._suggestions = 0

    def report(self, rule: Rule, message: str, offset: int) -> None:
        """Add a fault."""
        self.found.append(Fault(rule, message, offset))

    def did_you_mean(self, name: str, names: Iterable[str]) -> str:
        """Return a text that suggests the *names* close to *name*; empty after `_MOST_SUGGESTIONS` searches."""
        self._suggestions += 1
        return did_you_mean(name, names) if self._suggestions <= _MOST_SUGGESTIONS else ""
