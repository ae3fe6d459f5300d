"""A slow reader of wire paths that shares nothing with the real one: it looks up each step in the schema itself.

It has no shapes and no numbers, and keeps nothing from one path to the next.
"""

from __future__ import annotations

from collections.abc import Iterator

from sphinx_qapi.schema.model.definitions import (
    AlternateType,
    Command,
    Definition,
    EnumType,
    Event,
    StructType,
    UnionType,
)
from sphinx_qapi.schema.model.members import Feature, InlineStruct, Member, TypeRef
from sphinx_qapi.schema.model.schema import Schema

Typed = TypeRef | InlineStruct
Chosen = dict[str, str]
"""The discriminator values that a path has chosen, by name of the union."""


class Anything:
    """The state below a value of any type, where no definition declares anything."""


class Here:
    """The end of a path: a type, or an object with some of its branches chosen."""

    def __init__(self, schema: Schema, owners: list[object], features: list[Feature], *, is_open: bool = False) -> None:
        self.schema = schema
        self.owners = owners
        """Types and inline structs, and commands and events as owners of their inline arguments."""
        self.features = features
        self.is_open = is_open
        self.chosen: Chosen = {}


def tokens(path: str) -> tuple[str, str, list[tuple[str, str, str]]]:
    """The kind and name of the entry, and the steps as sign, name and value."""
    kind, _, rest = path.partition(" ")
    end = next((i for i, sign in enumerate(rest) if sign in " $#"), len(rest))
    name, rest = rest[:end], rest[end:]
    steps: list[tuple[str, str, str]] = []
    while rest:
        sign = rest[0]
        if sign == "<":
            inner, rest = rest[1:].split(">", 1)
            steps.append((sign, *inner.split("=", 1)))  # type: ignore[arg-type]
        elif sign in "=$#":
            end = rest.find("$", 1) if sign == "=" else -1
            end = len(rest) if end < 0 else end
            steps.append((sign, rest[1:end], ""))
            rest = rest[end:]
        elif rest.startswith("[]"):
            steps.append(("[]", "", ""))
            rest = rest[2:]
        elif sign == "(":
            inner, rest = rest[1:].split(")", 1)
            steps.append((sign, inner, ""))
        else:
            end = next((i for i, each in enumerate(rest) if i and each in ".<[=($#"), len(rest))
            steps.append((sign, rest[1:end], ""))
            rest = rest[end:]
    return kind, name, steps


def ask(schema: Schema, path: str) -> str:
    """Whether *schema* has *path*: ``declared``, ``undeclared`` (accepted all the same) or ``absent``."""
    kind, name, steps = tokens(path)
    definition = schema.find(name)
    if not isinstance(definition, (Command, Event)) or definition.kind != kind:
        return "absent"
    states: list[tuple[object, bool]] = [(definition, True)]
    for step in steps:
        states = [after for state, declared in states for after in follow(schema, state, declared, step)]
    if any(declared for _, declared in states):
        return "declared"
    return "undeclared" if states else "absent"


def follow(schema: Schema, state: object, declared: bool, step: tuple[str, str, str]) -> Iterator[tuple[object, bool]]:
    if isinstance(state, Anything):
        if step[0] not in "$#":
            yield state, False
    elif isinstance(state, (Command, Event)):
        yield from follow_entry(schema, state, step)
    elif isinstance(state, Here):
        yield from follow_type(schema, state, declared, step)


def follow_type(
    schema: Schema, state: Here, declared: bool, step: tuple[str, str, str]
) -> Iterator[tuple[object, bool]]:
    sign, name, _ = step
    if sign == "$":
        yield from ((Here(schema, [], []), declared) for each in state.features if each.name == name)
    elif any(is_any(schema, each) for each in state.owners):
        yield Anything(), False
    elif sign == "[]":
        for owner in alternatives(schema, state.owners):
            if isinstance(owner, TypeRef) and owner.is_list:
                yield typed(schema, TypeRef(name=owner.name, position=owner.position)), declared
    elif sign == "=":
        for found, is_declared in strings(schema, state.owners, name):
            yield found, declared and is_declared
    elif sign == "(":
        if any(json_type(schema, each) == name for each in alternatives(schema, state.owners)):
            yield Here(schema, [], []), declared
    else:
        yield from follow_object(state, declared, step)


def follow_entry(schema: Schema, entry: Command | Event, step: tuple[str, str, str]) -> Iterator[tuple[object, bool]]:
    sign, name, _ = step
    if sign == "$":
        if any(each.name == name for each in entry.features):
            yield Here(schema, [], []), True
    elif sign == "#":
        flags = {
            "allow-oob": getattr(entry, "allow_oob", False),
            "allow-preconfig": getattr(entry, "allow_preconfig", False),
        }
        if flags.get(name, name == "no-success-response" and not getattr(entry, "success_response", True)):
            yield Here(schema, [], []), True
    elif name == "returns" and isinstance(entry, Command):
        if entry.returns is not None and not is_empty(schema, entry.returns):
            yield typed(schema, entry.returns), True
    elif name == ("arguments" if isinstance(entry, Command) else "data"):
        here = typed(schema, entry.arguments_type) if entry.arguments_type else Here(schema, [entry], [])
        has_arguments = bool(entry.arguments or entry.arguments_type)
        here.is_open = has_arguments and not getattr(entry, "gen", True)
        yield here, True


def typed(schema: Schema, type_: Typed, features: tuple[Feature, ...] = ()) -> Here:
    definition = schema.find(type_.name) if isinstance(type_, TypeRef) and not type_.is_list else None
    found = [*features, *(definition.features if definition else ())]
    if isinstance(definition, AlternateType):
        for branch in definition.branches:
            found += typed(schema, branch.type).features
    return Here(schema, [type_], found)


def alternatives(schema: Schema, owners: list[object]) -> Iterator[object]:
    for owner in owners:
        definition = schema.find(owner.name) if isinstance(owner, TypeRef) and not owner.is_list else None
        if isinstance(definition, AlternateType):
            yield from (branch.type for branch in definition.branches)
        else:
            yield owner


def is_any(schema: Schema, owner: object) -> bool:
    return isinstance(owner, TypeRef) and not owner.is_list and owner.name == "any"


def is_empty(schema: Schema, type_: TypeRef) -> bool:
    definition = schema.find(type_.name)
    is_struct = isinstance(definition, StructType) and not type_.is_list
    return is_struct and not list(base_members(schema, definition))


def strings(schema: Schema, owners: list[object], value: str) -> Iterator[tuple[Here, bool]]:
    for owner in alternatives(schema, owners):
        if isinstance(owner, _SimpleTag):
            if value in owner.values:
                yield Here(schema, [], []), True
            continue
        if not isinstance(owner, TypeRef) or owner.is_list:
            continue
        definition = schema.find(owner.name)
        if owner.name == "str":
            yield Here(schema, [], []), False
        for each in definition.values if isinstance(definition, EnumType) else ():
            if each.name == value:
                yield Here(schema, [], list(each.features)), True


def json_type(schema: Schema, type_: object) -> str:
    if not isinstance(type_, TypeRef):
        return "object"
    if type_.is_list:
        return "array"
    definition = schema.find(type_.name)
    if definition is not None:
        return "string" if isinstance(definition, EnumType) else "object"
    return {"str": "string", "bool": "boolean", "number": "number", "null": "null", "any": "value"}.get(
        type_.name, "int"
    )


class _SimpleTag:
    """The member ``type`` of a simple union."""

    def __init__(self, union: UnionType) -> None:
        self.values = [branch.name for branch in union.branches]


def objects(schema: Schema, owners: list[object]) -> Iterator[object]:
    """The definitions and inline structs to which the members of an object may belong."""
    for owner in alternatives(schema, owners):
        if isinstance(owner, TypeRef):
            definition = None if owner.is_list else schema.find(owner.name)
            if isinstance(definition, (StructType, UnionType)):
                yield definition
        else:
            yield owner


def base_members(schema: Schema, owner: object) -> Iterator[Member]:
    if isinstance(owner, (Command, Event)):
        yield from owner.arguments
    elif isinstance(owner, InlineStruct):
        yield from owner.members
    elif isinstance(owner, (StructType, UnionType)):
        yield from owner.members if isinstance(owner, StructType) else owner.base_members
        base: Definition | None = schema.find(owner.base.name) if owner.base else None
        if base is not None:
            yield from base_members(schema, base)


def follow_object(state: Here, declared: bool, step: tuple[str, str, str]) -> Iterator[tuple[object, bool]]:
    sign, name, value = step
    owners = list(objects(state.schema, state.owners))
    is_open = state.is_open or any(each.name == "**" for o in owners for each in base_members(state.schema, o))
    if sign == "." and name == "*":
        if is_open:
            yield Here(state.schema, [], []), declared
        return
    if sign == ".":
        found = [each for owner in owners for each in find(state.schema, owner, name, state.chosen)]
        yield from ((each, declared) for each in found)
        if not found and is_open and owners:
            yield Anything(), False
        return
    yield from follow_branch(state, owners, declared, (name, value, is_open))


def follow_branch(
    state: Here, owners: list[object], declared: bool, branch: tuple[str, str, bool]
) -> Iterator[tuple[object, bool]]:
    name, value, is_open = branch
    unions = [each for owner in owners for each in unions_below(state.schema, owner, state.chosen)]
    chosen = [each for each in unions if (each.discriminator or "type") == name]
    for union in chosen:
        for inner, features in branch_of(state.schema, union, value):
            here = Here(state.schema, [*inner, *owners], features, is_open=state.is_open)
            here.chosen = {**state.chosen, union.name: value}
            yield here, declared
    if chosen:
        return
    found = [each for owner in owners for each in find(state.schema, owner, name, state.chosen)]
    for member in found:
        if any(is_any(state.schema, each) for each in member.owners):
            yield state, False
        for _, is_declared in strings(state.schema, member.owners, value):
            here = Here(state.schema, list(owners), [], is_open=state.is_open)
            here.chosen = state.chosen
            yield here, declared and is_declared
    if not found and is_open and owners:
        yield Anything(), False


def find(schema: Schema, owner: object, name: str, chosen: Chosen) -> Iterator[Here]:
    """The member *name* of *owner*, or else of its branches, unless one is chosen, which is an owner of its own."""
    for member in base_members(schema, owner):
        if member.name == name:
            yield typed(schema, member.type, member.features)
            return
    if not isinstance(owner, UnionType):
        return
    if owner.discriminator is None and name == "type":
        yield Here(schema, [_SimpleTag(owner)], [])
    elif owner.name not in chosen:
        for branch in owner.branches:
            if owner.discriminator is None:
                if name == "data":
                    yield typed(schema, branch.type)
            else:
                for inner in objects(schema, [branch.type]):
                    yield from find(schema, inner, name, chosen)


def unions_below(schema: Schema, owner: object, chosen: Chosen) -> Iterator[UnionType]:
    if isinstance(owner, UnionType) and owner.name not in chosen:
        yield owner
        for branch in owner.branches if owner.discriminator is not None else ():
            for inner in objects(schema, [branch.type]):
                yield from unions_below(schema, inner, chosen)


def branch_of(schema: Schema, union: UnionType, value: str) -> Iterator[tuple[list[object], list[Feature]]]:
    """The owners that the branch *value* adds, and their features."""
    for branch in union.branches:
        if branch.name == value:
            if union.discriminator is None:
                data = Member(name="data", type=branch.type, position=branch.position)
                yield [InlineStruct(members=(data,), position=branch.position)], []
            else:
                inner = list(objects(schema, [branch.type]))
                yield inner, [feature for each in inner for feature in getattr(each, "features", ())]
            return
    values = [each for each in base_members(schema, union) if each.name == union.discriminator]
    if any(is_declared for each in values for _, is_declared in strings(schema, [each.type], value)):
        yield [], []
