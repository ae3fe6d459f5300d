"""The type graph of a schema: definitions, and their uses of each other by name."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from sphinx_qapi.analysis.connected_parts import strongly_connected_groups
from sphinx_qapi.schema.model.schema import Schema
from sphinx_qapi.schema.model.walks import UseRole, named_types


@dataclass(frozen=True, kw_only=True, slots=True)
class Use:
    """One use of a definition by another: an edge of the graph."""

    source: str
    target: str
    relation: UseRole
    name: str = ""
    """Name of the member, argument, branch or alternative that carries the use.

    Empty for bases, return values and boxed arguments.
    """


@dataclass(frozen=True, kw_only=True)
class TypeGraph:
    """The definitions of a schema and their uses of each other, without built-in types."""

    kinds: Mapping[str, str]
    """The kind of each definition by name, in source order."""
    uses: Mapping[str, tuple[Use, ...]]
    """The uses by each definition, in source order."""

    @cached_property
    def used_by(self) -> Mapping[str, tuple[Use, ...]]:
        """The uses of each definition, in source order."""
        found: dict[str, list[Use]] = {name: [] for name in self.kinds}
        for uses in self.uses.values():
            for use in uses:
                found[use.target].append(use)
        return {name: tuple(uses) for name, uses in found.items()}

    @cached_property
    def successors(self) -> Mapping[str, tuple[str, ...]]:
        """The definitions that each definition uses, each once."""
        return {name: tuple(dict.fromkeys(use.target for use in uses)) for name, uses in self.uses.items()}

    @cached_property
    def predecessors(self) -> Mapping[str, tuple[str, ...]]:
        """The definitions that use each definition, each once."""
        return {name: tuple(dict.fromkeys(use.source for use in uses)) for name, uses in self.used_by.items()}

    @cached_property
    def cycle_of(self) -> Mapping[str, int]:
        """The number of each definition's strongly connected group."""
        groups = strongly_connected_groups(self.successors, self.successors.__getitem__)
        return {name: number for number, group in enumerate(groups) for name in group}


def type_graph(schema: Schema) -> TypeGraph:
    """Return the type graph of *schema*; references to unknown types are left out."""
    definitions = schema.definitions
    uses = {
        name: tuple(
            Use(source=name, target=each.type.name, relation=each.relation, name=each.names[0] if each.names else "")
            for each in named_types(definition)
            if each.type.name in definitions
        )
        for name, definition in definitions.items()
    }
    return TypeGraph(kinds={name: each.kind for name, each in definitions.items()}, uses=uses)
