"""The type graph of a schema: definitions, and what each of them uses by which name."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import Enum
from functools import cached_property

from sphinx_qapi.analysis.graph.components import strongly_connected_groups
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
    """What one definition is to another that uses it."""

    ARGUMENT = "argument"
    RETURN = "return"
    BASE = "base"
    MEMBER = "member"
    BRANCH = "branch"
    ALTERNATIVE = "alternative"


@dataclass(frozen=True, kw_only=True, slots=True)
class Use:
    """One definition using another: an edge of the graph."""

    source: str
    target: str
    relation: Relation
    name: str = ""
    """The member, argument, branch or alternative that carries it; empty for bases, returns and boxed arguments."""


@dataclass(frozen=True, kw_only=True)
class TypeGraph:
    """The definitions of a schema and their uses of each other; built-in types are no part of it."""

    kinds: Mapping[str, str]
    """The kind of each definition by its name, in source order."""
    uses: Mapping[str, tuple[Use, ...]]
    """What each definition uses, in source order."""

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
        """The definitions that each one uses, each once."""
        return {name: tuple(dict.fromkeys(use.target for use in uses)) for name, uses in self.uses.items()}

    @cached_property
    def predecessors(self) -> Mapping[str, tuple[str, ...]]:
        """The definitions that use each one, each once."""
        return {name: tuple(dict.fromkeys(use.source for use in uses)) for name, uses in self.used_by.items()}

    @cached_property
    def cycle_of(self) -> Mapping[str, int]:
        """The number of the strongly connected group of each definition."""
        groups = strongly_connected_groups(self.successors)
        return {name: number for number, group in enumerate(groups) for name in group}


def type_graph(schema: Schema) -> TypeGraph:
    """The type graph of *schema*; references to unknown types are left out."""
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
    """The types of *items*; those in inline structs count as the item's."""
    for item in items:
        for reference in _types(item.type):
            yield relation, item.name, reference


def _types(type_: TypeRef | InlineStruct) -> Iterator[TypeRef]:
    if isinstance(type_, InlineStruct):
        for member in type_.members:
            yield from _types(member.type)
    else:
        yield type_
