"""Prints the model in the format of the language's own test suite, for comparison with its `.out` files."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from sphinx_qapi.schema.model.conditions import All, Any, Condition, Not, Raw, Symbol
from sphinx_qapi.schema.model.definitions import (
    AlternateType,
    Command,
    Definition,
    EnumType,
    Event,
    StructType,
    UnionType,
)
from sphinx_qapi.schema.model.members import Branch, Feature, InlineStruct, Member, TypeRef
from sphinx_qapi.schema.model.schema import Inclusion, Schema


def dump(schema: Schema) -> list[str]:
    """The lines for all modules of *schema*, without doc comments."""
    lines: list[str] = []
    for module in schema.modules:
        lines.append(f"module {module.path}")
        for item in module.items:
            if isinstance(item, Inclusion):
                lines.append(f"include {schema.modules_by_name[item.module].path}")
            elif isinstance(item, (EnumType, StructType, UnionType, AlternateType, Command, Event)):
                lines += _definition(schema, item)
    return lines


def _definition(schema: Schema, definition: Definition) -> Iterator[str]:
    match definition:
        case EnumType():
            yield f"enum {definition.name}"
            if definition.prefix:
                yield f"    prefix {definition.prefix}"
            for value in definition.values:
                yield f"    member {value.name}"
                yield from _extras(value.condition, value.features, 8)
        case StructType():
            yield f"object {definition.name}"
            if definition.base:
                yield f"    base {definition.base}"
            yield from _members(definition.members)
        case UnionType():
            yield from _union(schema, definition)
        case AlternateType():
            yield f"alternate {definition.name}"
            yield "    tag type"
            yield from _branches(definition.branches)
        case Command():
            yield from _inline_arguments(definition)
            yield f"command {definition.name} {_arguments(definition)} -> {_type(definition.returns)}"
            coroutine = " coroutine=True" if definition.coroutine else ""
            yield (
                f"    gen={definition.gen} success_response={definition.success_response} boxed={definition.boxed} "
                f"oob={definition.allow_oob} preconfig={definition.allow_preconfig}{coroutine}"
            )
        case Event():
            yield from _inline_arguments(definition)
            yield f"event {definition.name} {_arguments(definition)}"
            yield f"    boxed={definition.boxed}"
    yield from _extras(definition.condition, definition.features, 4)


def _union(schema: Schema, union: UnionType) -> Iterator[str]:
    base = _type(union.base)
    if union.base is None:
        base = f"q_obj_{union.name}-base"
        yield f"object {base}"
        yield from _members(union.base_members)
        yield from _extras(union.condition, (), 4)
    yield f"object {union.name}"
    yield f"    base {base}"
    yield f"    tag {union.discriminator}"
    yield from _branches(union.branches)
    members = {member.name: member for member in union.base_members}
    owner = schema.definitions.get(base)
    while isinstance(owner, StructType):
        members |= {member.name: member for member in owner.members}
        owner = schema.definitions.get(owner.base.name) if owner.base else None
    tag = members[union.discriminator or ""].type
    assert isinstance(tag, TypeRef)
    enum = schema.definitions[tag.name]
    assert isinstance(enum, EnumType)
    named = {branch.name for branch in union.branches}
    for value in enum.values:
        if value.name not in named:
            yield f"    case {value.name}: q_empty"
            yield from _extras(value.condition, (), 8)


def _inline_arguments(definition: Command | Event) -> Iterator[str]:
    if definition.arguments:
        yield f"object {_arguments(definition)}"
        yield from _members(definition.arguments)
        yield from _extras(definition.condition, (), 4)


def _arguments(definition: Command | Event) -> str:
    return f"q_obj_{definition.name}-arg" if definition.arguments else _type(definition.arguments_type)


def _members(members: Sequence[Member]) -> Iterator[str]:
    for member in members:
        yield f"    member {member.name}: {_type(member.type)} optional={member.optional}"
        yield from _extras(member.condition, member.features, 8)


def _branches(branches: Sequence[Branch]) -> Iterator[str]:
    for branch in branches:
        yield f"    case {branch.name}: {_type(branch.type)}"
        yield from _extras(branch.condition, (), 8)


def _extras(condition: Condition | None, features: tuple[Feature, ...], indentation: int) -> Iterator[str]:
    margin = " " * indentation
    if condition is not None:
        yield f"{margin}if {_condition(condition)}"
    for feature in features:
        yield f"{margin}feature {feature.name}"
        if feature.condition is not None:
            yield f"{margin}    if {_condition(feature.condition)}"


def _condition(condition: Condition) -> object:
    match condition:
        case Symbol(name=text) | Raw(text=text):
            return text
        case Not(condition=inner):
            return {"not": _condition(inner)}
        case All(conditions=conditions):
            return {"all": [_condition(each) for each in conditions]}
        case Any(conditions=conditions):
            return {"any": [_condition(each) for each in conditions]}


def _type(type_: TypeRef | InlineStruct | None) -> str:
    if type_ is None:
        return "None"
    assert isinstance(type_, TypeRef)
    return f"{type_.name}List" if type_.is_list else type_.name
