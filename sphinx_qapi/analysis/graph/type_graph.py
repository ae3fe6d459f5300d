"""The type graph of a schema: definitions, and their uses of each other by name."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import Enum
from functools import cached_property

from sphinx_qapi.analysis.connected_parts import strongly_connected_groups
from sphinx_qapi.schema.model.definitions import (
    AlternateType,
    Command,
    Definition,
    EnumType,
    Event,
    StructType,
    UnionType,
)
from sphinx_qapi.schema.model.members import Branch, InlineStruct, Member, TypeRef
from sphinx_qapi.schema.model.schema import Schema


class Relation(Enum):
    """The role of a definition for one that uses it."""

    ARGUMENT = "argument"
    RETURN = "return"
    BASE = "base"
    MEMBER = "member"
    BRANCH = "branch"
    ALTERNATIVE = "alternative"


@dataclass(frozen=True, kw_only=True, slots=True)
class Use:
    """One use of a definition by another: an edge of the graph."""

    source: str
    target: str
    relation: Relation
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
            Use(source=name, target=reference.name, relation=relation, name=carrier)
            for relation, carrier, reference in _references(definition)
            if reference.name in definitions
        )
        for name, definition in definitions.items()
    }
    return TypeGraph(kinds={name: each.kind for name, each in definitions.items()}, uses=uses)


_Reference = tuple[Relation, str, TypeRef]


def _references(definition: Definition) -> Iterator[_Reference]:
    match definition:
        case EnumType():
            return
        case StructType(base=base, members=members):
            yield from _one(Relation.BASE, base)
            yield from _named(Relation.MEMBER, members)
        case UnionType(base=base, base_members=members, branches=branches):
            yield from _one(Relation.BASE, base)
            yield from _named(Relation.MEMBER, members)
            yield from _named(Relation.BRANCH, branches)
        case AlternateType(branches=branches):
            yield from _named(Relation.ALTERNATIVE, branches)
        case Command(arguments=members, arguments_type=boxed, returns=returns):
            yield from _one(Relation.ARGUMENT, boxed)
            yield from _named(Relation.ARGUMENT, members)
            yield from _one(Relation.RETURN, returns)
        case Event(arguments=members, arguments_type=boxed):
            yield from _one(Relation.ARGUMENT, boxed)
            yield from _named(Relation.ARGUMENT, members)


def _one(relation: Relation, reference: TypeRef | None) -> Iterator[_Reference]:
    if reference is not None:
        yield relation, "", reference


def _named(relation: Relation, items: Sequence[Member] | Sequence[Branch]) -> Iterator[_Reference]:
    """Yield the types of *items*; types in an inline struct count as types of its item."""
    for item in items:
        for reference in _types(item.type):
            yield relation, item.name, reference


def _types(type_: TypeRef | InlineStruct) -> Iterator[TypeRef]:
    if isinstance(type_, InlineStruct):
        for member in type_.members:
            yield from _types(member.type)
    else:
        yield type_
