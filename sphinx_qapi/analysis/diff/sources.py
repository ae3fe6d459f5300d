"""Changes that only affect code generated from a schema, and nothing on the wire."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from sphinx_qapi.analysis.diff.change import Change
from sphinx_qapi.analysis.diff.change_kinds import Verdict
from sphinx_qapi.analysis.wire.paths import Path
from sphinx_qapi.schema.model import definitions as model
from sphinx_qapi.schema.model import members as parts
from sphinx_qapi.schema.model.schema import Schema

KIND = "source-changed"


def source_changes(old: Schema, new: Schema, found: Iterable[Change]) -> Iterator[Change]:
    """Yield a change for each definition that differs between the schemas and in which nothing else was *found*."""
    told = {change.definition for change in found}
    reached = _entries_by_definition(new)
    for name, definition in new.definitions.items():
        before = old.definitions.get(name)
        if before is None or name in told or _signature(before) == _signature(definition):
            continue
        for entry in sorted(reached.get(name, ())):
            yield Change(
                kind=KIND,
                path=Path(entry),
                sent=entry.startswith("command"),
                verdict=Verdict.SOURCE,
                definition=name,
                cause=(name, KIND),
                position=definition.position,
                annotation=definition.position,
            )


def _entries_by_definition(schema: Schema) -> dict[str, set[str]]:
    """Map each definition to the commands and events that reach it."""
    reached: dict[str, set[str]] = {}
    for definition in schema.definitions.values():
        if not isinstance(definition, (model.Command, model.Event)):
            continue
        pending = [definition.name]
        seen: set[str] = set()
        while pending:
            name = pending.pop()
            target = schema.find(name)
            if target is None or name in seen:
                continue
            seen.add(name)
            reached.setdefault(name, set()).add(f"{definition.kind} {definition.name}")
            pending += _used(target)
    return reached


def _used(definition: model.Definition) -> Iterator[str]:
    """Yield the names of the types that *definition* uses."""
    match definition:
        case model.Command():
            yield from _type_names(definition.arguments_type, definition.returns, *_types(definition.arguments))
        case model.Event():
            yield from _type_names(definition.arguments_type, *_types(definition.arguments))
        case model.StructType():
            yield from _type_names(definition.base, *_types(definition.members))
        case model.UnionType():
            yield from _type_names(
                definition.base, *_types(definition.base_members), *(each.type for each in definition.branches)
            )
        case model.AlternateType():
            yield from _type_names(*(each.type for each in definition.branches))


def _types(members: Iterable[parts.Member]) -> list[parts.TypeRef | parts.InlineStruct]:
    return [member.type for member in members]


def _type_names(*types: parts.TypeRef | parts.InlineStruct | None) -> Iterator[str]:
    for each in types:
        if isinstance(each, parts.TypeRef):
            yield each.name
        elif each is not None:
            yield from _type_names(*_types(each.members))


def _signature(definition: model.Definition) -> object:
    """Return what generated code depends on: names of types and their parts; order counts only for enum values."""
    common = type(definition).__name__
    match definition:
        case model.EnumType():
            return common, definition.prefix, tuple(value.name for value in definition.values)
        case model.StructType():
            return common, str(definition.base), _members(definition.members)
        case model.UnionType():
            branches = sorted((each.name, _type(each.type)) for each in definition.branches)
            base = str(definition.base), _members(definition.base_members)
            return common, base, definition.discriminator, tuple(branches)
        case model.AlternateType():
            return common, tuple(sorted((each.name, _type(each.type)) for each in definition.branches))
        case model.Command():
            flags = definition.boxed, definition.gen, definition.coroutine
            return common, flags, str(definition.returns), *_arguments(definition)
        case model.Event():
            return common, definition.boxed, *_arguments(definition)


def _arguments(definition: model.Command | model.Event) -> tuple[object, ...]:
    return str(definition.arguments_type), _members(definition.arguments)


def _members(members: Iterable[parts.Member]) -> tuple[tuple[str, str], ...]:
    return tuple(sorted((member.name, _type(member.type)) for member in members))


def _type(type_: parts.TypeRef | parts.InlineStruct) -> str:
    return str(_members(type_.members)) if isinstance(type_, parts.InlineStruct) else str(type_)
