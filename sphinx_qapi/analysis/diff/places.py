"""The place in a schema that a wire path comes from: the definition that declares it, and the position."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from sphinx_qapi.analysis.wire.paths import Path, Step, StepKind
from sphinx_qapi.analysis.wire.words import ARGUMENTS, DATA
from sphinx_qapi.schema.model import definitions as model
from sphinx_qapi.schema.model import members as parts
from sphinx_qapi.schema.model.builtin_types import BUILTIN_TYPES, JsonType
from sphinx_qapi.schema.model.schema import Schema
from sphinx_qapi.source.position import Position

_Part = parts.Member | parts.EnumValue | parts.Branch
_Typed = parts.TypeRef | parts.InlineStruct


class DeclaringPlace(NamedTuple):
    """The place where a step of a path is declared."""

    definition: str
    part: str
    """The name of the member, value or branch of the definition; empty for the definition itself."""
    position: Position
    declared: _Part | None = None


class _Scope(NamedTuple):
    """A place that a path may continue from: definitions that contribute members, or a type."""

    place: DeclaringPlace
    owners: tuple[model.Definition | parts.InlineStruct, ...] = ()
    """Structs, unions and inline structs; for a chosen branch, also those around it, which come after."""
    type: _Typed | None = None
    chosen: frozenset[str] = frozenset()
    """The unions whose branch is chosen."""


class Places:
    """Finder of the places of paths in one schema."""

    def __init__(self, schema: Schema) -> None:
        self.schema = schema

    def find(self, path: Path) -> DeclaringPlace | None:
        """Return where *path* is declared; None if it is not declared."""
        scopes = self._walk(path)
        return scopes[-1].place if len(scopes) == len(path.steps) + 1 else None

    def nearest(self, path: Path) -> DeclaringPlace | None:
        """Return where the longest existing beginning of *path* is declared; None if not even its entry is.

        If *path* goes on from there, the place is the definition of the last type on its way, because removed parts
        were in that definition.
        """
        scopes = self._walk(path)
        if not scopes:
            return None
        if len(scopes) == len(path.steps) + 1:
            return scopes[-1].place
        owners = [each for each in self._owners(scopes[-1]) if not isinstance(each, parts.InlineStruct)]
        if owners:
            return DeclaringPlace(owners[0].name, "", owners[0].position)
        return scopes[-1].place

    def _walk(self, path: Path) -> Sequence[_Scope]:
        kind, _, name = path.entry.partition(" ")
        definition = self.schema.definitions.get(name)
        if not isinstance(definition, (model.Command, model.Event)) or definition.kind != kind:
            return ()
        scopes = [_Scope(DeclaringPlace(name, "", definition.position), (definition,))]
        for step in path.steps:
            after = next(iter(self._after(scopes[-1], step)), None)
            if after is None:
                break
            if not after.place.definition:  # an inline struct belongs to the definition that contains it
                after = after._replace(place=after.place._replace(definition=scopes[-1].place.definition))
            scopes.append(after)
        return scopes

    def _after(self, scope: _Scope, step: Step) -> Iterator[_Scope]:
        match step.kind:
            case StepKind.PLACE:
                yield from self._place(scope, step.name)
            case StepKind.MEMBER:
                yield from self._members(self._owners(scope), step.name, scope.chosen)
            case StepKind.BRANCH:
                yield from self._branches(scope, step)
            case StepKind.ELEMENT:
                yield from self._element(scope)
            case StepKind.VALUE:
                yield from self._values(scope, step.value or step.name)
            case StepKind.TYPE:
                yield from self._alternatives(scope, step.name)
            case _:
                yield scope

    def _place(self, scope: _Scope, name: str) -> Iterator[_Scope]:
        entry = scope.owners[0]
        if isinstance(entry, (model.Command, model.Event)) and name in (ARGUMENTS, DATA):
            if entry.arguments_type is not None:
                yield _Scope(scope.place, type=entry.arguments_type)
            else:
                yield scope
        elif isinstance(entry, model.Command) and entry.returns is not None:
            yield _Scope(DeclaringPlace(entry.name, "", scope.place.position), type=entry.returns)

    def _owners(self, scope: _Scope) -> tuple[model.Definition | parts.InlineStruct, ...]:
        """Return the definitions whose members messages may have at *scope*."""
        if scope.type is None:
            return scope.owners
        return tuple(self._of_type(scope.type))

    def _of_type(self, type_: _Typed) -> Iterator[model.Definition | parts.InlineStruct]:
        if isinstance(type_, parts.InlineStruct):
            yield type_
            return
        definition = None if type_.is_list else self.schema.find(type_.name)
        if isinstance(definition, model.AlternateType):
            for branch in definition.branches:
                yield from self._of_type(branch.type)
        elif definition is not None:
            yield definition

    def _declaring(
        self, owners: Iterable[model.Definition | parts.InlineStruct]
    ) -> Iterator[tuple[str, Sequence[parts.Member]]]:
        """Yield each definition that declares members of *owners*, including bases, with these members."""
        seen: set[str] = set()
        pending = list(owners)
        while pending:
            owner = pending.pop(0)
            match owner:
                case parts.InlineStruct():
                    yield "", owner.members
                    continue
                case model.Command() | model.Event():
                    yield owner.name, owner.arguments
                case model.StructType():
                    yield owner.name, owner.members
                case model.UnionType():
                    yield owner.name, owner.base_members
                case _:
                    continue
            base = owner.base if isinstance(owner, (model.StructType, model.UnionType)) else None
            definition = self.schema.find(base.name) if base is not None else None
            if definition is not None and definition.name not in seen:
                seen.add(definition.name)
                pending.insert(0, definition)

    def _members(
        self, owners: Sequence[model.Definition | parts.InlineStruct], name: str, chosen: frozenset[str]
    ) -> Iterator[_Scope]:
        for owner, members in self._declaring(owners):
            for member in members:
                if member.name == name:
                    yield _Scope(DeclaringPlace(owner, name, member.position, member), type=member.type)
        for union in owners:
            if isinstance(union, model.UnionType) and union.name not in chosen:
                yield from self._in_branches(union, name, chosen)

    def _in_branches(self, union: model.UnionType, name: str, chosen: frozenset[str]) -> Iterator[_Scope]:
        inner = chosen | {union.name}
        if union.discriminator is None and name == "type":
            yield _Scope(DeclaringPlace(union.name, name, union.position), (union,))
        for branch in union.branches:
            if union.discriminator is None and name == "data":
                yield _Scope(DeclaringPlace(union.name, branch.name, branch.position, branch), type=branch.type)
            else:
                yield from self._members(tuple(self._of_type(branch.type)), name, inner)

    def _branches(self, scope: _Scope, step: Step) -> Iterator[_Scope]:
        owners = self._owners(scope)
        for union in owners:
            if isinstance(union, model.UnionType) and union.name not in scope.chosen:
                yield from self._chosen(scope, owners, union, step)
        members = list(self._members(owners, step.name, scope.chosen))
        for inner in members:
            for found in self._values(inner, step.value):
                yield _Scope(found.place, owners, chosen=scope.chosen)
        if not members:  # the branch exists only on the other side; its members may be anywhere here
            yield _Scope(scope.place, owners, chosen=scope.chosen)

    def _chosen(
        self, scope: _Scope, owners: Sequence[model.Definition | parts.InlineStruct], union: model.UnionType, step: Step
    ) -> Iterator[_Scope]:
        if (union.discriminator or "type") != step.name:
            return
        chosen = scope.chosen | {union.name}
        for branch in union.branches:
            if branch.name == step.value:
                place = DeclaringPlace(union.name, branch.name, branch.position, branch)
                if union.discriminator is None:
                    data = parts.Member(name="data", type=branch.type, position=branch.position)
                    inner: tuple[model.Definition | parts.InlineStruct, ...] = (
                        parts.InlineStruct(members=(data,), position=branch.position),
                    )
                else:
                    inner = tuple(self._of_type(branch.type))
                yield _Scope(place, (*inner, *owners), chosen=chosen)

    def _element(self, scope: _Scope) -> Iterator[_Scope]:
        for type_ in self._alternative_types(scope.type):
            if isinstance(type_, parts.TypeRef) and type_.is_list:
                yield _Scope(scope.place, type=parts.TypeRef(name=type_.name, position=type_.position))

    def _alternative_types(self, type_: _Typed | None) -> Iterator[_Typed]:
        if type_ is None:
            return
        definition = self.schema.find(type_.name) if isinstance(type_, parts.TypeRef) and not type_.is_list else None
        if isinstance(definition, model.AlternateType):
            yield from (branch.type for branch in definition.branches)
        else:
            yield type_

    def _values(self, scope: _Scope, name: str) -> Iterator[_Scope]:
        for type_ in self._alternative_types(scope.type):
            definition = self.schema.find(type_.name) if isinstance(type_, parts.TypeRef) else None
            for value in definition.values if isinstance(definition, model.EnumType) else ():
                if value.name == name and definition is not None:
                    yield _Scope(DeclaringPlace(definition.name, name, value.position, value))
        for union in scope.owners if scope.type is None else ():
            for branch in union.branches if isinstance(union, model.UnionType) else ():
                if branch.name == name and isinstance(union, model.UnionType):
                    yield _Scope(DeclaringPlace(union.name, name, branch.position, branch))

    def _alternatives(self, scope: _Scope, json_type: str) -> Iterator[_Scope]:
        definition = self.schema.find(scope.type.name) if isinstance(scope.type, parts.TypeRef) else None
        for branch in definition.branches if isinstance(definition, model.AlternateType) else ():
            if definition is not None and self._json_type(branch.type) == json_type:
                yield _Scope(DeclaringPlace(definition.name, branch.name, branch.position, branch))

    def _json_type(self, type_: _Typed) -> str:
        if isinstance(type_, parts.InlineStruct):
            return "object"
        if type_.is_list:
            return "array"
        builtin = BUILTIN_TYPES.get(type_.name)
        if builtin is not None:
            is_int = builtin.json_type is JsonType.NUMBER and builtin.name != "number"
            return "int" if is_int else builtin.json_type.value if builtin.json_type else "value"
        return "string" if isinstance(self.schema.find(type_.name), model.EnumType) else "object"
