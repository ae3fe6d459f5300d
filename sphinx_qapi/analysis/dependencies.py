"""The definitions that the entry of a definition depends on."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from sphinx_qapi.schema.model.definitions import (
    AlternateType,
    Command,
    Definition,
    EnumType,
    Event,
    StructType,
    UnionType,
)
from sphinx_qapi.schema.model.members import InlineStruct, Member, TypeRef
from sphinx_qapi.schema.model.schema import Schema


def references(definition: Definition) -> Iterator[TypeRef]:
    """Yield every type that *definition* names, in source order: base, members, branches, arguments, return value."""
    match definition:
        case EnumType():
            return
        case StructType(base=base, members=members):
            yield from _one(base)
            yield from _member_types(members)
        case UnionType(base=base, base_members=members, branches=branches):
            yield from _one(base)
            yield from _member_types(members)
            for branch in branches:
                yield from _type(branch.type)
        case AlternateType(branches=branches):
            for branch in branches:
                yield from _type(branch.type)
        case Command(arguments=members, arguments_type=boxed, returns=returns):
            yield from _one(boxed)
            yield from _member_types(members)
            yield from _one(returns)
        case Event(arguments=members, arguments_type=boxed):
            yield from _one(boxed)
            yield from _member_types(members)


class Dependencies:
    """The definitions that each definition of *schema* reaches."""

    def __init__(self, schema: Schema) -> None:
        self._schema = schema
        self._used: dict[str, dict[str, Definition]] = {}

    def of(self, definition: Definition) -> dict[str, None]:
        """Return the names of all definitions that *definition* reaches, itself first.

        Its entry shows nothing beyond them. See `displayed` for the ones whose members, values or texts it shows.
        """
        found = {definition.name: None}
        todo = [definition]
        while todo:
            used = self._uses(todo.pop())
            if used.keys() <= found.keys():  # true of most definitions where all reach each other
                continue
            fresh = [name for name in used if name not in found]
            found.update(dict.fromkeys(fresh))
            todo += [used[name] for name in fresh]
        return found

    def _uses(self, definition: Definition) -> Mapping[str, Definition]:
        """The definitions that *definition* names."""
        if definition.name not in self._used:
            targets = (self._schema.find(each.name) for each in references(definition))
            self._used[definition.name] = {each.name: each for each in targets if each is not None}
        return self._used[definition.name]


def displayed(schema: Schema, definition: Definition) -> dict[str, None]:
    """Return the names of all definitions whose members, values or texts the entry of *definition* shows, itself first.

    Of the other definitions that it reaches, the entry shows only names and links.
    """
    expand = isinstance(definition, (Command, Event))
    found = {definition.name: None}
    discriminators: set[str] = set()
    discriminating: dict[str, TypeRef] = {}
    todo = [definition]
    while todo:
        each = todo.pop()
        for member in _members(each):
            if isinstance(member.type, TypeRef):
                discriminating[member.name] = member.type
        if isinstance(each, UnionType) and each.discriminator is not None:
            discriminators.add(each.discriminator)
        enums = [discriminating.pop(name) for name in discriminators & discriminating.keys()]
        for reference in (*_shown_in(each, expand=expand), *enums):
            target = schema.find(reference.name)
            if target is not None and target.name not in found:
                found[target.name] = None
                todo.append(target)
    return found


def _members(definition: Definition) -> Sequence[Member]:
    match definition:
        case StructType(members=members) | UnionType(base_members=members):
            return members
        case _:
            return ()


def _shown_in(definition: Definition, *, expand: bool) -> Iterator[TypeRef]:
    """Yield the types whose members are shown among those of *definition*; with *expand* also the types of branches."""
    match definition:
        case StructType(base=base):
            yield from _one(base)
        case UnionType(base=base, branches=branches):
            yield from _one(base)
            if expand:
                yield from (branch.type for branch in branches if isinstance(branch.type, TypeRef))
        case Command(arguments_type=boxed, returns=returns):
            yield from _one(boxed)
            yield from _one(returns)
        case Event(arguments_type=boxed):
            yield from _one(boxed)


def _one(reference: TypeRef | None) -> Iterator[TypeRef]:
    if reference is not None:
        yield reference


def _member_types(members: Sequence[Member]) -> Iterator[TypeRef]:
    for member in members:
        yield from _type(member.type)


def _type(type_: TypeRef | InlineStruct) -> Iterator[TypeRef]:
    if isinstance(type_, InlineStruct):
        yield from _member_types(type_.members)
    else:
        yield type_
