"""The shapes of a schema: the messages without names of types, bases, boxed arguments and modules."""

from __future__ import annotations

from collections.abc import Iterable

from sphinx_qapi.analysis.wire.declared import OPEN_MARK, SORTED_QTYPES, inherited_members
from sphinx_qapi.analysis.wire.nesting import cut_branches
from sphinx_qapi.analysis.wire.shapes import (
    WireBranch,
    WireEntry,
    WireFeature,
    WireFeatures,
    WireGraph,
    WireMember,
    WireObject,
    WirePosition,
    WireType,
    WireValue,
)
from sphinx_qapi.analysis.wire.truth import both, form_of
from sphinx_qapi.analysis.wire.words import (
    ALLOW_OOB,
    ALLOW_PRECONFIG,
    ARRAY,
    BOOLEAN,
    COMMAND,
    EVENT,
    INT,
    NO_RESPONSE,
    NULL,
    NUMBER,
    OBJECT,
    STRING,
    VALUE,
)
from sphinx_qapi.schema.model import definitions as model
from sphinx_qapi.schema.model import members as parts
from sphinx_qapi.schema.model.integer_types import INTEGER_TYPES
from sphinx_qapi.schema.model.schema import Schema

_SCALARS = {"str": STRING, "number": NUMBER, "bool": BOOLEAN, "null": NULL, "any": VALUE}
_WIDTHS = {name: name for name in INTEGER_TYPES} | {"int": "int64"}

_Typed = parts.TypeRef | parts.InlineStruct


def graph_of(schema: Schema) -> WireGraph:
    """Return the shapes of *schema*, by command and event."""
    return _GraphBuilder(schema).build()


class _GraphBuilder:
    def __init__(self, schema: Schema) -> None:
        self.schema = schema
        self.graph = WireGraph()
        self._positions: dict[tuple[str, bool], int] = {}
        self._objects: dict[str, int] = {}
        self._unmade: list[tuple[int, model.StructType | model.UnionType]] = []
        """Numbers of objects that are still empty, with their types; a list, because types may be nested deeply."""
        self.empty = self.graph.add(WireObject())
        self.nothing = self.graph.add(WirePosition((WireType(OBJECT, target=self.empty),)))

    def build(self) -> WireGraph:
        for definition in self.schema.definitions.values():
            if isinstance(definition, model.Command):
                self.graph.entries[f"{COMMAND} {definition.name}"] = self._command(definition)
            elif isinstance(definition, model.Event):
                self.graph.entries[f"{EVENT} {definition.name}"] = self._event(definition)
        self._make_objects()
        cut_branches(self.graph, self.empty)
        return self.graph

    def _make_objects(self) -> None:
        while self._unmade:
            number, definition = self._unmade.pop()
            node = self._struct(definition) if isinstance(definition, model.StructType) else self._union(definition)
            self.graph.nodes[number] = node

    def _command(self, command: model.Command) -> int:
        flags = {
            ALLOW_OOB: command.allow_oob,
            ALLOW_PRECONFIG: command.allow_preconfig,
            NO_RESPONSE: not command.success_response,
        }
        returns = self.nothing if command.returns is None else self._typed(command.returns)
        return self.graph.add(
            WireEntry(
                COMMAND,
                self._arguments(command, is_open=not command.gen),
                returns,
                tuple(flag for flag, is_set in flags.items() if is_set),
                _features(command.features),
                form_of(command.condition),
            )
        )

    def _event(self, event: model.Event) -> int:
        condition = form_of(event.condition)
        return self.graph.add(
            WireEntry(EVENT, self._arguments(event), features=_features(event.features), condition=condition)
        )

    def _arguments(self, entry: model.Command | model.Event, *, is_open: bool = False) -> int:
        """Return the position of the arguments of *entry*.

        With *is_open*, that is with ``'gen': false``, a command that has arguments at all takes any others.
        """
        if entry.arguments_type is not None:
            position = self._typed(entry.arguments_type)
            return self._opened(position) if is_open else position
        if not entry.arguments:
            return self.nothing
        members = self._members(entry.arguments)
        return self._object_position(WireObject(tuple(members), open=is_open or _has_open_mark(entry.arguments)))

    def _opened(self, position: int) -> int:
        """Return the position of the struct or union at *position*, with undeclared members allowed."""
        self._make_objects()
        node = self.graph.nodes[position]
        target = node.kinds[0].target if isinstance(node, WirePosition) else None
        inner = self.graph.nodes[target] if target is not None else None
        if not isinstance(inner, WireObject):
            return position
        return self._object_position(WireObject(inner.members, inner.discriminator, inner.branches, open=True))

    def _object_position(self, node: WireObject, features: WireFeatures = ()) -> int:
        return self.graph.add(WirePosition((WireType(OBJECT, target=self.graph.add(node)),), features))

    def _typed(self, type_: _Typed) -> int:
        """Return the position that takes *type_*."""
        if isinstance(type_, parts.InlineStruct):
            return self._object_position(
                WireObject(tuple(self._members(type_.members)), open=_has_open_mark(type_.members))
            )
        key = type_.name, type_.is_list
        number = self._positions.get(key)
        if number is None:
            number = self._positions[key] = self.graph.add(
                self._list(type_) if type_.is_list else self._named(type_.name)
            )
        return number

    def _list(self, type_: parts.TypeRef) -> WirePosition:
        element = self._typed(parts.TypeRef(name=type_.name, position=type_.position))
        return WirePosition((WireType(ARRAY, target=element),))

    def _named(self, name: str) -> WirePosition:
        definition = self.schema.find(name)
        match definition:
            case model.EnumType():
                return WirePosition(
                    (WireType(STRING, values=_values(definition.values)),), _features(definition.features)
                )
            case model.StructType() | model.UnionType():
                return WirePosition(
                    (WireType(OBJECT, target=self._object(definition)),), _features(definition.features)
                )
            case model.AlternateType():
                return self._alternate(definition)
        return WirePosition((_builtin(name),))

    def _object(self, definition: model.StructType | model.UnionType) -> int:
        name = definition.name
        number = self._objects.get(name)
        if number is None:
            number = self._objects[name] = self.graph.add(WireObject())
            self._unmade.append((number, definition))
        return number

    def _struct(self, struct: model.StructType) -> WireObject:
        declared = (*inherited_members(self.schema, struct.base), *struct.members)
        return WireObject(tuple(self._members(declared)), open=_has_open_mark(declared))

    def _members(self, declared: Iterable[parts.Member]) -> list[WireMember]:
        members = {
            each.name: WireMember(
                each.name, self._typed(each.type), each.optional, _features(each.features), form_of(each.condition)
            )
            for each in declared
            if each.name != OPEN_MARK
        }
        return [members[name] for name in sorted(members)]

    def _union(self, union: model.UnionType) -> WireObject:
        base = (*inherited_members(self.schema, union.base), *union.base_members)
        members = {each.name: each for each in self._members(base)}
        if union.discriminator is None:
            return self._simple_union(union, members)
        branches = {each.name: each for each in union.branches}
        found = [
            self._branch(value, branches.pop(value.name, None))
            for value in self._discriminator_values(members, union.discriminator)
        ]
        found += [self._branch(WireValue(name), branch) for name, branch in branches.items()]
        return WireObject(
            _sorted_members(members), union.discriminator, tuple(sorted(found, key=lambda each: each.value))
        )

    def _discriminator_values(self, members: dict[str, WireMember], name: str) -> tuple[WireValue, ...]:
        """Return the enum values of the member *name*; empty for a string as discriminator (2.4 and before)."""
        node = self.graph.nodes[members[name].position] if name in members else None
        kind = node.kind(STRING) if isinstance(node, WirePosition) else None
        return kind.values or () if kind is not None else ()

    def _branch(self, value: WireValue, branch: parts.Branch | None) -> WireBranch:
        if branch is None:
            return WireBranch(value.name, self.empty, condition=value.condition)
        condition = both(value.condition, form_of(branch.condition))
        definition = self.schema.find(branch.type.name) if isinstance(branch.type, parts.TypeRef) else None
        if not isinstance(definition, (model.StructType, model.UnionType)):
            return WireBranch(value.name, self.empty, _features(branch.features), condition)
        features = _joined(_features(branch.features), _features(definition.features))
        return WireBranch(value.name, self._object(definition), features, condition)

    def _simple_union(self, union: model.UnionType, members: dict[str, WireMember]) -> WireObject:
        values: list[WireValue] = []
        branches: list[WireBranch] = []
        for each in sorted(union.branches, key=lambda branch: branch.name):
            condition = form_of(each.condition)
            content = self.graph.add(WireObject((WireMember("data", self._typed(each.type)),)))
            values.append(WireValue(each.name, condition=condition))
            branches.append(WireBranch(each.name, content, condition=condition))
        kind = self.graph.add(WirePosition((WireType(STRING, values=tuple(values)),)))
        members["type"] = WireMember("type", kind)
        return WireObject(_sorted_members(members), "type", tuple(branches))

    def _alternate(self, alternate: model.AlternateType) -> WirePosition:
        kinds: dict[str, WireType] = {}
        features = _features(alternate.features)
        for branch in alternate.branches:
            node = self.graph.nodes[self._typed(branch.type)]
            if not isinstance(node, WirePosition):
                continue
            features = _joined(features, node.features)
            condition = form_of(branch.condition)
            for kind in node.kinds:
                kinds[kind.json_type] = WireType(kind.json_type, kind.width, kind.values, kind.target, condition)
        if VALUE in kinds:  # QAPI forbids it: any value would be taken, whatever the others are
            return WirePosition((WireType(VALUE),), features)
        return WirePosition(tuple(kinds[each] for each in sorted(kinds)), features)


def _builtin(name: str) -> WireType:
    if name in _WIDTHS:
        return WireType(INT, width=_WIDTHS[name])
    if name == "QType":
        return WireType(STRING, values=tuple(WireValue(each) for each in SORTED_QTYPES))
    return WireType(_SCALARS.get(name, VALUE))  # nothing is known of a type that is not defined


def _values(declared: Iterable[parts.EnumValue]) -> tuple[WireValue, ...]:
    values = {each.name: WireValue(each.name, _features(each.features), form_of(each.condition)) for each in declared}
    return tuple(values[name] for name in sorted(values))


def _features(declared: Iterable[parts.Feature]) -> WireFeatures:
    features = {each.name: WireFeature(each.name, form_of(each.condition)) for each in declared}
    return tuple(features[name] for name in sorted(features))


def _joined(left: WireFeatures, right: WireFeatures) -> WireFeatures:
    features = {each.name: each for each in (*right, *left)}
    return tuple(features[name] for name in sorted(features))


def _sorted_members(members: dict[str, WireMember]) -> tuple[WireMember, ...]:
    return tuple(members[name] for name in sorted(members))


def _has_open_mark(declared: Iterable[parts.Member]) -> bool:
    return any(each.name == OPEN_MARK for each in declared)
