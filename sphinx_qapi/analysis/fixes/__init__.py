"""Repairs that ``check --fix`` makes: for each rule that has some, the edits that it takes."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from sphinx_qapi.analysis.examples.faults import NOT_JSON
from sphinx_qapi.analysis.fixes.examples import example_repairs
from sphinx_qapi.analysis.fixes.fix import FileEdit, Fix, FixRequest
from sphinx_qapi.analysis.fixes.since import since_repairs

__all__ = ["FIXES", "FileEdit", "Fix", "FixRequest", "edits_of"]

FIXES: tuple[Fix, ...] = (
    Fix(rule=NOT_JSON, find=example_repairs),
    Fix(rule="since-mismatch", find=since_repairs, only_by_name=True),
)
"""All repairs, one of a rule."""


def edits_of(request: FixRequest, *, select: Collection[str], ignore: Collection[str]) -> Iterator[FileEdit]:
    """The edits for findings of *request*, of the rules *select* (if empty of all that may be unasked) but *ignore*."""
    for fix in FIXES:
        is_wanted = fix.rule in select if select else not fix.only_by_name
        if is_wanted and fix.rule not in ignore:
            yield from fix.find(request)
