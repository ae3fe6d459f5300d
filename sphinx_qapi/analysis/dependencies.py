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
from sphinx_qapi.schema.model.members import Branch, EnumValue, Member, TypeRef
from sphinx_qapi.schema.model.schema import Schema
from sphinx_qapi.schema.model.walks import named_types


def type_references(definition: Definition) -> Iterator[TypeRef]:
    """Yield every type that *definition* names, in source order."""
    return (each.type for each in named_types(definition))


class Dependencies:
    """The definitions that each definition of *schema* reaches, as far as its entry shows them."""

    def __init__(self, schema: Schema) -> None:
        self._schema = schema
        self._used: dict[str, dict[str, Definition]] = {}
        self._reached: dict[str, Mapping[str, None]] = {}
        self._displayed: dict[str, Mapping[str, None]] = {}
        self._outlines: dict[str, Definition] = {}

    def displayed(self, definition: Definition) -> Mapping[str, None]:
        """Return the result of the function `displayed` for *definition*."""
        name = definition.name
        if name not in self._displayed:
            self._displayed[name] = displayed(self._schema, definition)
        return self._displayed[name]

    def of(self, definition: Definition) -> Mapping[str, None]:
        """Return the names of all definitions that *definition* reaches, itself first.

        Of those that are not `displayed`, its entry shows nothing but the `outline`.
        """
        name = definition.name
        if name not in self._reached:
            self._reached[name] = self._reach(definition)
        return self._reached[name]

    def outline(self, definition: Definition) -> Definition:
        """Return the result of the function `outline` for *definition*."""
        name = definition.name
        if name not in self._outlines:
            self._outlines[name] = outline(definition)
        return self._outlines[name]

    def _reach(self, definition: Definition) -> dict[str, None]:
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
            targets = (self._schema.find(each.name) for each in type_references(definition))
            self._used[definition.name] = {each.name: each for each in targets if each is not None}
        return self._used[definition.name]


def outline(definition: Definition) -> Definition:
    """Return *definition* with only what entries of others show of it: its kind, and names of values or alternatives.

    Its module and its keyword are empty.
    """
    name, position = definition.name, definition.position
    match definition:
        case EnumType(values=values):
            named = tuple(EnumValue(name=each.name, position=each.position) for each in values)
            return EnumType(name=name, keyword="", module="", position=position, values=named)
        case AlternateType(branches=branches):
            typed = tuple(Branch(name=each.name, type=each.type, position=each.position) for each in branches)
            return AlternateType(name=name, keyword="", module="", position=position, branches=typed)
        case StructType():
            return StructType(name=name, keyword="", module="", position=position, members=())
        case UnionType():
            return UnionType(name=name, keyword="", module="", position=position, branches=())
        case Command():
            return Command(name=name, keyword="", module="", position=position)
        case Event():
            return Event(name=name, keyword="", module="", position=position)


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
