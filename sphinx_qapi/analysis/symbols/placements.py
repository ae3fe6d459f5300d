"""Placements of a type's members and branches: the entries, and branches of these, that show them in place."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import NamedTuple

from sphinx_qapi.analysis.effective_members import EffectiveMembers, effective_members
from sphinx_qapi.schema.model.kinds import ENTRY_KINDS
from sphinx_qapi.schema.model.schema import Schema


class Placement(NamedTuple):
    """An entry that shows members or branches that another definition declares."""

    definition: str
    path: tuple[str, ...]
    """The values of the branches that lead to them, outermost first."""


def placements(schema: Schema) -> Mapping[str, tuple[Placement, ...]]:
    """Map definitions to the other entries that show their members or branches, commands and events first."""
    found: dict[str, dict[Placement, None]] = {}
    for definition in sorted(schema.definitions.values(), key=lambda each: each.kind not in ENTRY_KINDS):
        effective = effective_members(schema, definition)
        for origin, path in _origins(effective):
            found.setdefault(origin, {})[Placement(definition.name, path)] = None
    return {origin: tuple(places) for origin, places in found.items()}


def _origins(effective: EffectiveMembers) -> dict[tuple[str, tuple[str, ...]], None]:
    """Return the definitions that declare members and branches in place, each with the branches that lead there."""
    contents = list(_contents(effective, ()))
    places = [(each.origin, path) for path, content in contents for each in content.members]
    # All branches of a union have one origin.
    places += [(each.origin, path) for path, content in contents for each in content.branches[:1]]
    return {(origin, path): None for origin, path in places if origin is not None}


def _contents(content: EffectiveMembers, path: tuple[str, ...]) -> Iterator[tuple[tuple[str, ...], EffectiveMembers]]:
    """Yield *content*, to which *path* leads, and what its branches contain, each with the branches that lead there."""
    yield path, content
    for branch in content.branches:
        if branch.content:
            yield from _contents(branch.content, branch.path)
