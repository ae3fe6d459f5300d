"""The types of a schema that probe paths lead through."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from sphinx_qapi.analysis.probes.probe_types import (
    ProbeBuiltin,
    ProbeChoice,
    ProbeEntry,
    ProbeEnum,
    ProbeMember,
    ProbeObject,
    ProbeType,
    ProbeTypes,
    ProbeVariant,
)
from sphinx_qapi.analysis.wire.declared import OPEN_MARK, SORTED_QTYPES, inherited_members
from sphinx_qapi.analysis.wire.shapes import WireFeature, WireFeatures, WireValue
from sphinx_qapi.analysis.wire.truth import ALWAYS, Form, both, form_of
from sphinx_qapi.schema.model import definitions as model
from sphinx_qapi.schema.model import members as parts
from sphinx_qapi.schema.model.integer_types import INTEGER_TYPES
from sphinx_qapi.schema.model.schema import Schema

_BUILTIN_NAMES = {"str": "str", "number": "number", "bool": "bool", "null": "null", "any": "any"}
_EMPTY = ":empty"

_Typed = parts.TypeRef | parts.InlineStruct


def schema_types(schema: Schema) -> ProbeTypes:
    """Return the types of *schema*; a type that is not defined is ``any``."""
    return _TypesBuilder(schema).build()


class _TypesBuilder:
    """Builder of the types of a schema.

    Names that it invents begin with a colon, which no name of a definition contains.
    """

    def __init__(self, schema: Schema) -> None:
        self.schema = schema
        self.types: dict[str, ProbeType] = {_EMPTY: ProbeObject()}
        self._unmade: list[str] = []

    def build(self) -> ProbeTypes:
        entries: dict[str, ProbeEntry] = {}
        for each in self.schema.definitions.values():
            if isinstance(each, model.Command):
                returns = _EMPTY if each.returns is None else self._typed(each.returns)
                entries[each.name] = self._entry(each, returns)
            elif isinstance(each, model.Event):
                entries[each.name] = self._entry(each, None)
        while self._unmade:
            name = self._unmade.pop()
            if name not in self.types:
                self.types[name] = self._named(name)
        return ProbeTypes(entries, self.types)

    def _entry(self, entry: model.Command | model.Event, returns: str | None) -> ProbeEntry:
        if entry.arguments_type is not None:
            arguments = self._typed(entry.arguments_type)
        else:
            arguments = self._inline(entry.arguments) if entry.arguments else _EMPTY
        return ProbeEntry(arguments, returns, _features(entry.features), form_of(entry.condition))

    def _typed(self, type_: _Typed) -> str:
        """Return the name of *type_*, and schedule the type if it is not made yet."""
        if isinstance(type_, parts.InlineStruct):
            return self._inline(type_.members)
        self._unmade.append(type_.name)
        if not type_.is_list:
            return type_.name
        name = f":[{type_.name}]"
        self.types[name] = ProbeChoice(((type_.name, ALWAYS),))
        return name

    def _inline(self, members: Iterable[parts.Member]) -> str:
        name = f":{len(self.types)}"
        self.types[name] = ProbeObject()  # reserves the number, whatever is inside
        self.types[name] = ProbeObject(members=tuple(self._members(members)))
        return name

    def _named(self, name: str) -> ProbeType:
        match self.schema.find(name):
            case model.EnumType(values=values, condition=condition):
                return ProbeEnum(_values(values), form_of(condition))
            case model.StructType() as struct:
                members = (*inherited_members(self.schema, struct.base), *struct.members)
                return ProbeObject(
                    _features(struct.features), tuple(self._members(members)), condition=form_of(struct.condition)
                )
            case model.UnionType() as union:
                return self._union(union)
            case model.AlternateType(branches=branches, condition=condition):
                alternatives = tuple((self._typed(each.type), form_of(each.condition)) for each in branches)
                return ProbeChoice(alternatives, form_of(condition))
        return _builtin(name)

    def _members(self, declared: Iterable[parts.Member]) -> Iterator[ProbeMember]:
        for each in declared:
            if each.name != OPEN_MARK:
                yield ProbeMember(
                    each.name, self._typed(each.type), each.optional, _features(each.features), form_of(each.condition)
                )

    def _union(self, union: model.UnionType) -> ProbeObject:
        base = (*inherited_members(self.schema, union.base), *union.base_members)
        members = list(self._members(base))
        branches = {each.name: each for each in union.branches}
        if union.discriminator is None:
            kind = f":kind of {union.name}"
            values = tuple(WireValue(each.name, condition=form_of(each.condition)) for each in union.branches)
            self.types[kind] = ProbeEnum(values)
            members.append(ProbeMember("type", kind))
            variants = [ProbeVariant(name, self._wrapper(each.type), form_of(each.condition))
                        for name, each in branches.items()]  # fmt: skip
        else:
            values = next((self._values_of(each.type) for each in base if each.name == union.discriminator), ())
            variants = [self._variant(each.name, branches.pop(each.name, None), each.condition) for each in values]
            variants += [self._variant(name, each, ALWAYS) for name, each in branches.items()]
        return ProbeObject(_features(union.features), tuple(members), tuple(variants), form_of(union.condition))

    def _variant(self, value: str, branch: parts.Branch | None, condition: Form) -> ProbeVariant:
        if branch is None:
            return ProbeVariant(value, condition=condition)
        return ProbeVariant(value, self._typed(branch.type), both(condition, form_of(branch.condition)))

    def _values_of(self, type_: _Typed) -> tuple[WireValue, ...]:
        enum = self.schema.find(type_.name) if isinstance(type_, parts.TypeRef) else None
        return _values(enum.values) if isinstance(enum, model.EnumType) else ()

    def _wrapper(self, type_: _Typed) -> str:
        """Return the name of the object around a branch's value in a simple union; unions share it."""
        inner = self._typed(type_)
        name = f":wrapper of {inner}"
        self.types[name] = ProbeObject(members=(ProbeMember("data", inner),))
        return name


def _builtin(name: str) -> ProbeType:
    if name == "QType":
        return ProbeEnum(tuple(map(WireValue, SORTED_QTYPES)))
    if name in INTEGER_TYPES:
        return ProbeBuiltin("int")
    return ProbeBuiltin(_BUILTIN_NAMES.get(name, "any"))


def _values(declared: Iterable[parts.EnumValue]) -> tuple[WireValue, ...]:
    return tuple(WireValue(each.name, _features(each.features), form_of(each.condition)) for each in declared)


def _features(declared: Iterable[parts.Feature]) -> WireFeatures:
    return tuple(WireFeature(each.name, form_of(each.condition)) for each in declared)
