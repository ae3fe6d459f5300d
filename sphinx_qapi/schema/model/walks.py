"""Walks over what a definition declares: its members, the types that it names, and its bases."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Sequence
from enum import Enum
from typing import NamedTuple

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

Names = tuple[str, ...]


class UseRole(Enum):
    """The role of a type for the definition that names it."""

    ARGUMENT = "argument"
    RETURN = "return"
    BASE = "base"
    MEMBER = "member"
    BRANCH = "branch"
    ALTERNATIVE = "alternative"


class NamedType(NamedTuple):
    """A type that a definition names."""

    relation: UseRole
    names: Names
    """The member, argument, branch or alternative of this type, after those whose inline structs contain it.

    Empty for bases, return values and boxed arguments.
    """
    type: TypeRef


def own_members(definition: Definition) -> Sequence[Member]:
    """Return the members or arguments that *definition* itself declares; for a union, those of its inline base."""
    match definition:
        case StructType(members=members) | UnionType(base_members=members):
            return members
        case Command(arguments=members) | Event(arguments=members):
            return members
    return ()


def base_chain(
    find: Callable[[str], Definition | None], name: str | None, entered: Collection[str] = frozenset()
) -> Iterator[StructType | UnionType]:
    """Yield the type *name*, its base, and so on; *find* returns definitions by name.

    The chain ends early at a type that is unknown or neither struct nor union, that is among *entered*, or that the
    chain has already.
    """
    seen = set(entered)
    while name is not None and name not in seen:
        definition = find(name)
        if not isinstance(definition, (StructType, UnionType)):
            return
        yield definition
        seen.add(name)
        name = definition.base.name if definition.base else None


def nested_members(members: Sequence[Member], above: Names = ()) -> Iterator[tuple[Names, Member]]:
    """Yield each of *members*, followed by the members of its inline struct, with the names that lead to it.

    The names begin with *above*.
    """
    for member in members:
        names = (*above, member.name)
        yield names, member
        if isinstance(member.type, InlineStruct):
            yield from nested_members(member.type.members, names)


def named_types(definition: Definition) -> Iterator[NamedType]:
    """Yield every type that *definition* names, in source order: base, arguments' type, members, branches, returns."""
    match definition:
        case EnumType():
            return
        case StructType(base=base, members=members):
            yield from _one(UseRole.BASE, base)
            yield from _each(UseRole.MEMBER, members)
        case UnionType(base=base, base_members=members, branches=branches):
            yield from _one(UseRole.BASE, base)
            yield from _each(UseRole.MEMBER, members)
            yield from _each(UseRole.BRANCH, branches)
        case AlternateType(branches=branches):
            yield from _each(UseRole.ALTERNATIVE, branches)
        case Command(arguments=members, arguments_type=boxed, returns=returns):
            yield from _one(UseRole.ARGUMENT, boxed)
            yield from _each(UseRole.ARGUMENT, members)
            yield from _one(UseRole.RETURN, returns)
        case Event(arguments=members, arguments_type=boxed):
            yield from _one(UseRole.ARGUMENT, boxed)
            yield from _each(UseRole.ARGUMENT, members)


def _one(relation: UseRole, type_: TypeRef | None) -> Iterator[NamedType]:
    if type_ is not None:
        yield NamedType(relation, (), type_)


def _each(relation: UseRole, items: Sequence[Member] | Sequence[Branch]) -> Iterator[NamedType]:
    for item in items:
        if isinstance(item.type, TypeRef):
            yield NamedType(relation, (item.name,), item.type)
            continue
        for names, member in nested_members(item.type.members, (item.name,)):
            if isinstance(member.type, TypeRef):
                yield NamedType(relation, names, member.type)
