"""Repairs that ``check --fix`` makes: the edits for each rule that has a repair."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from sphinx_qapi.analysis.examples.rules import NOT_JSON
from sphinx_qapi.analysis.fixes.examples import example_repairs
from sphinx_qapi.analysis.fixes.fix import FileEdit, Fix, FixRequest
from sphinx_qapi.analysis.fixes.since import since_repairs
from sphinx_qapi.analysis.lint.versions import SINCE_MISMATCH

__all__ = ["FIXES", "FileEdit", "Fix", "FixRequest", "edits_of"]

FIXES: tuple[Fix, ...] = (
    Fix(rule=NOT_JSON.name, find=example_repairs),
    Fix(rule=SINCE_MISMATCH.name, find=since_repairs, only_by_name=True),
)
"""All repairs; a rule has at most one."""


def edits_of(request: FixRequest, *, select: Collection[str], ignore: Collection[str]) -> Iterator[FileEdit]:
    """Yield the edits for the rules *select* without those in *ignore*.

    If *select* is empty, all rules are taken except those that must be named.
    """
    for fix in FIXES:
        is_wanted = fix.rule in select if select else not fix.only_by_name
        if is_wanted and fix.rule not in ignore:
            yield from fix.find(request)
