"""Defaults that comments state, which tell what a command does without an optional argument."""

from __future__ import annotations

from collections.abc import Iterator

from sphinx_qapi.analysis.diff.change import Change
from sphinx_qapi.analysis.diff.change_kinds import KINDS
from sphinx_qapi.analysis.diff.places import Places
from sphinx_qapi.analysis.stated_default import stated_default
from sphinx_qapi.analysis.wire.listing import list_paths
from sphinx_qapi.analysis.wire.paths import Path, StepKind
from sphinx_qapi.analysis.wire.shape_table import Entries, ShapeTable
from sphinx_qapi.analysis.wire.words import ARGUMENTS
from sphinx_qapi.schema.model.members import Member

KIND = "default-changed"


def default_changes(table: ShapeTable, old: Places, new: Places, entries: Entries) -> Iterator[Change]:
    """Yield a change for each argument whose comment states another default; *entries* are those of the new side."""
    for name, number in entries.items():
        if not name.startswith("command "):
            continue
        for path in list_paths(table, name, number):
            if len(path.steps) > 1 and path.steps[0].name == ARGUMENTS and path.steps[-1].kind is StepKind.MEMBER:
                before, after = _default(old, path), _default(new, path)
                if before and after and before != after:
                    verdict = KINDS[KIND].verdict(sent=True)
                    yield Change(kind=KIND, path=path, sent=True, verdict=verdict, old=before, new=after)


def _default(places: Places, path: Path) -> str:
    place = places.find(path)
    declared = place.declared if place is not None else None
    return stated_default(places.schema, declared.type, declared.text) if isinstance(declared, Member) else ""
