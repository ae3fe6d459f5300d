"""Where the members and branches that a type declares stand in place: entries, and branches of these."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from sphinx_qapi.analysis.members import EffectiveMembers, effective_members
from sphinx_qapi.schema.model.schema import Schema


class Placement(NamedTuple):
    """An entry that shows what another definition declares."""

    definition: str
    path: tuple[str, ...]
    """The values of the branches passed through, from outside in."""


def placements(schema: Schema) -> Mapping[str, tuple[Placement, ...]]:
    """For each definition whose members or branches stand in other entries too, these, commands and events first."""
    found: dict[str, dict[Placement, None]] = {}
    for definition in sorted(schema.definitions.values(), key=lambda each: ("command", "event").count(each.kind) == 0):
        effective = effective_members(schema, definition)
        for origin, path in _origins(effective):
            found.setdefault(origin, {})[Placement(definition.name, path)] = None
    return {origin: tuple(places) for origin, places in found.items()}


def _origins(effective: EffectiveMembers) -> dict[tuple[str, tuple[str, ...]], None]:
    """The definitions that declare what is in place, and the branches in which that is."""
    members = ((each.origin, each.path[: -len(each.own_path)]) for each in effective.all_members())
    branches = ((each.origin, each.path[:-1]) for each in effective.all_branches())
    return {(origin, path): None for origin, path in (*members, *branches) if origin is not None}
