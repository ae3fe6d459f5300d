"""Places in messages that may hold values of a type; types have no place of their own in a history."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator, Mapping, Sequence

from sphinx_qapi.analysis.effective_members import SIMPLE_DISCRIMINATOR
from sphinx_qapi.analysis.history.wire_rows import entry_path
from sphinx_qapi.analysis.wire.paths import MOST_STEPS, Path, Step, StepKind
from sphinx_qapi.analysis.wire.words import ARGUMENTS, DATA, RETURNS
from sphinx_qapi.schema.model.definitions import AlternateType, Command, Definition, Event, StructType, UnionType
from sphinx_qapi.schema.model.members import InlineStruct, Member, TypeRef
from sphinx_qapi.schema.model.schema import Schema

Place = tuple[Path, TypeRef | InlineStruct]


def type_uses(schema: Schema) -> Mapping[str, tuple[Path, ...]]:
    """Map each type that is used to the shortest path to a value of it in each command or event."""
    found: dict[str, list[Path]] = {}
    for definition in schema.definitions.values():
        if isinstance(definition, (Command, Event)):
            for name, path in _types_of(schema, definition).items():
                found.setdefault(name, []).append(path)
    return {name: tuple(paths) for name, paths in found.items()}


def _types_of(schema: Schema, entry: Command | Event) -> Mapping[str, Path]:
    found: dict[str, Path] = {}
    pending = deque(_places_of_entry(entry))
    while pending:
        path, type_ = pending.popleft()
        if len(path.steps) > MOST_STEPS:
            continue
        if isinstance(type_, InlineStruct):
            pending += _of_members(path, type_.members)
            continue
        inner = path.child(Step(StepKind.ELEMENT)) if type_.is_list else path
        definition = schema.find(type_.name)
        if definition is not None and type_.name not in found:
            found[type_.name] = inner
            pending += _places_in(inner, definition)
    return found


def _places_of_entry(entry: Command | Event) -> Iterator[Place]:
    path = entry_path(entry)
    place = path.child(Step(StepKind.PLACE, ARGUMENTS if isinstance(entry, Command) else DATA))
    yield from _of_members(place, entry.arguments)
    if entry.arguments_type is not None:
        yield place, entry.arguments_type
    if isinstance(entry, Command) and entry.returns is not None:
        yield path.child(Step(StepKind.PLACE, RETURNS)), entry.returns


def _places_in(path: Path, definition: Definition) -> Iterator[Place]:
    match definition:
        case StructType(base=base, members=members):
            yield from _of_members(path, members)
            if base is not None:
                yield path, base
        case UnionType(base=base, base_members=members, branches=branches):
            yield from _of_members(path, members)
            if base is not None:
                yield path, base
            for branch in branches:
                inner = path.child(Step(StepKind.BRANCH, definition.discriminator or SIMPLE_DISCRIMINATOR, branch.name))
                if definition.discriminator is None:
                    inner = inner.child(Step(StepKind.MEMBER, "data"))
                yield inner, branch.type
        case AlternateType(branches=branches):
            yield from ((path, branch.type) for branch in branches)
        case _:
            return


def _of_members(path: Path, members: Sequence[Member]) -> Iterator[Place]:
    return ((path.child(Step(StepKind.MEMBER, each.name)), each.type) for each in members)
