"""Types as JSON Schema: each is a part of the document that others refer to, made when it is first asked for."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence

from sphinx_qapi.analysis.effective_members import (
    EffectiveBranch,
    EffectiveMember,
    EffectiveMembers,
    effective_members,
)
from sphinx_qapi.export.json_schema.names import PartNames
from sphinx_qapi.export.json_schema.notes import default_value, definition_notes, notes, value_notes
from sphinx_qapi.export.json_schema.options import Json, Options
from sphinx_qapi.schema.model.builtin_types import BUILTIN_TYPES, QTYPES
from sphinx_qapi.schema.model.definitions import AlternateType, EnumType, StructType, UnionType
from sphinx_qapi.schema.model.integer_types import INTEGER_TYPES
from sphinx_qapi.schema.model.members import InlineStruct, Member, TypeRef
from sphinx_qapi.schema.model.schema import Schema

OPEN_MARK = "*"
"""Name of a member that says that there may be undeclared members.

Written ``**`` (1.2 to 2.4), where the first star marks it optional.
"""

Typed = TypeRef | InlineStruct


class Types:
    """The parts of one document."""

    def __init__(self, schema: Schema, names: PartNames, options: Options, prefix: str = "#/$defs/") -> None:
        self.schema = schema
        self.prefix = prefix
        """The beginning of references to parts."""
        self.names = names
        self.options = options
        self.parts: dict[str, Json] = {}
        """The parts by name, in the order in which they were requested."""
        self.uses: dict[str, list[str]] = {}
        """For each part, by name, the names of the parts that it refers to, in order of request.

        The key "" has the parts that no part requested.
        """
        self._makers: dict[tuple[str, bool], tuple[str, Callable[[], Json]] | None] = {}
        """For each type, as clients receive or send it, the result of `_maker`."""
        self._unmade: list[tuple[str, Callable[[], Json]]] = []
        self._making = ""

    def of(self, type_: Typed, *, received: bool) -> Json:
        """Return the schema of a value of *type_*."""
        if isinstance(type_, InlineStruct):
            return self._inline(type_, received)
        one = self._named(type_.name, received)
        return {"type": "array", "items": one} if type_.is_list else one

    def part(self, name: str, make: Callable[[], Json]) -> Json:
        """Return a reference to the part *name*, whose schema *make* returns; see `finish`."""
        if name not in self.parts:
            self.parts[name] = {}
            self._unmade.append((name, make))
        self.uses.setdefault(self._making, []).append(name)
        return {"$ref": self.prefix + name}

    def finish(self) -> dict[str, Json]:
        """Return all parts, made one after the other, because they may refer to each other to any depth."""
        for name, make in self._unmade:  # the list grows meanwhile
            self._making = name
            self.uses.setdefault(name, [])
            self.parts[name].update(make())
        self._unmade.clear()
        self._making = ""
        return self.parts

    def noted(self, form: Json, said: Json) -> Json:
        """Return *form* with the annotations *said*, as far as the options include them."""
        if not self.options.lean:
            return form | said if said else form
        kept = said.keys() & {"deprecated"}
        return form if "$ref" in form else form | {name: said[name] for name in sorted(kept)}

    def closed_object(
        self, properties: Mapping[str, Json], required: Iterable[str], *, received: bool, takes_more: bool = False
    ) -> Json:
        """Return an object; it takes other members if the options say so, or if *takes_more*."""
        needed = [name for name in required if name in properties]
        form: Json = {"type": "object"}
        if properties:
            form["properties"] = dict(properties)
        if needed:
            form["required"] = needed
        if not (takes_more or self.names.is_open(received)):
            form["additionalProperties"] = False
        return form

    def members(self, members: Sequence[EffectiveMember], *, received: bool, takes_more: bool = False) -> Json:
        """Return an object with *members*; members of inline structs are in the schemas of these."""
        outer = [each for each in members if len(each.path) == 1]
        shown = [each for each in outer if each.name != OPEN_MARK]
        return self.closed_object(
            {each.name: self.member(each, received=received) for each in shown},
            [each.name for each in shown if not each.optional],
            received=received,
            takes_more=takes_more or len(shown) < len(outer),
        )

    def member(self, member: EffectiveMember, *, received: bool) -> Json:
        """Return the schema of *member* with its annotations."""
        said = notes(text=member.text, since=member.since, features=member.features, condition=member.condition)
        if member.default and not self.options.lean:
            default = default_value(self.schema, member.type, member.default)
            if default is not None:
                said["default"] = default
        return self.noted(self.of(member.type, received=received), said)

    def _named(self, name: str, received: bool) -> Json:
        makers = self._makers
        if (name, received) not in makers:
            makers[name, received] = self._maker(name, received)
        maker = makers[name, received]
        return _builtin(name) if maker is None else self.part(*maker)

    def _maker(self, name: str, received: bool) -> tuple[str, Callable[[], Json]] | None:
        """Return the name of the part for the type *name*, and what makes it; None for a built-in or unknown type."""
        definition = self.schema.find(name)
        match definition:
            case EnumType():
                return self.names.type(name, received), lambda: self._enum(definition)
            case StructType():
                return self.names.type(name, received), lambda: self._struct(definition, received)
            case UnionType():
                return self.names.type(name, received), lambda: self._union(definition, received)
            case AlternateType():
                return self.names.type(name, received), lambda: self._alternate(definition, received)
        return None

    def _enum(self, enum: EnumType) -> Json:
        form: Json = {"type": "string", "enum": list(dict.fromkeys(each.name for each in enum.values))}
        if not enum.values:
            form = {"not": {}}
        return self.noted(form, definition_notes(enum) | value_notes(enum.values))

    def _struct(self, struct: StructType, received: bool) -> Json:
        content = effective_members(self.schema, struct).members
        return self.noted(self.members(content, received=received), definition_notes(struct))

    def _alternate(self, alternate: AlternateType, received: bool) -> Json:
        forms = []
        for each in alternate.branches:
            said = notes(text=each.text, since=each.since, features=each.features, condition=each.condition)
            forms.append(self.noted(self.of(each.type, received=received), said))
        return self.noted({"anyOf": forms}, definition_notes(alternate))

    def _inline(self, struct: InlineStruct, received: bool) -> Json:
        return self.members([_effective(each) for each in struct.members], received=received)

    def _union(self, union: UnionType, received: bool) -> Json:
        content = effective_members(self.schema, union)
        return self.noted(_Branches(self, union.name, received).form(content, (), {}, ()), definition_notes(union))


class _Branches:
    """The branches of one union: each is a whole object and a part of its own, distinguished by constant members."""

    def __init__(self, types: Types, union: str, received: bool) -> None:
        self.types = types
        self.union = union
        self.received = received

    def form(
        self,
        content: EffectiveMembers,
        before: tuple[EffectiveMember, ...],
        chosen: Mapping[str, Json],
        values: tuple[str, ...],
    ) -> Json:
        """Return a schema that accepts any branch of *content*, with the members *before* it.

        *values* are the values of the branches that lead to *content*.
        """
        members = (*before, *content.members)
        if content.discriminator is None or not content.branches:
            return self._object(members, chosen)
        tag = content.discriminator
        forms = [
            self._branch(each, content.is_simple, members, {**chosen, tag: {"const": each.name}}, values)
            for each in content.branches
        ]
        return {"oneOf": forms, "discriminator": {"propertyName": tag}}

    def _branch(
        self,
        branch: EffectiveBranch,
        is_simple: bool,
        members: tuple[EffectiveMember, ...],
        chosen: Mapping[str, Json],
        values: tuple[str, ...],
    ) -> Json:
        inner = (*values, branch.name)
        name = self.types.names.branch(inner, self.union, self.received)
        said = notes(text=branch.text, since=branch.since, features=branch.features, condition=branch.condition)

        def make() -> Json:
            if is_simple and branch.type is not None:
                data = self.types.of(branch.type, received=self.received)
                return self.types.noted(self._object(members, {**chosen, "data": data}), said)
            return self.types.noted(self._content(branch, members, chosen, inner), said)

        return self.types.part(name, make)

    def _content(
        self,
        branch: EffectiveBranch,
        members: tuple[EffectiveMember, ...],
        chosen: Mapping[str, Json],
        values: tuple[str, ...],
    ) -> Json:
        if isinstance(branch.type, InlineStruct):
            return self._object((*members, *map(_effective, branch.type.members)), chosen)
        definition = self.types.schema.find(branch.type.name) if branch.type is not None else None
        if not isinstance(definition, (StructType, UnionType)) or len(values) > _DEEPEST:
            return self._object(members, chosen)
        return self.form(effective_members(self.types.schema, definition), members, chosen, values)

    def _object(self, members: tuple[EffectiveMember, ...], chosen: Mapping[str, Json]) -> Json:
        form = self.types.members(members, received=self.received)
        form["properties"] = {**form.get("properties", {}), **chosen}
        form["required"] = list(dict.fromkeys((*form.get("required", ()), *chosen)))
        return form


_DEEPEST = 10
"""The deepest nesting of unions within branches; real schemas have two levels."""


def _effective(member: Member) -> EffectiveMember:
    return EffectiveMember(
        path=(member.name,),
        name=member.name,
        type=member.type,
        optional=member.optional,
        condition=member.condition,
        features=member.features,
        text=member.text,
        since=member.since,
    )


def _builtin(name: str) -> Json:
    """Return the schema of a built-in type; nothing is known of a type that is not defined."""
    builtin = BUILTIN_TYPES.get(name)
    if builtin is None or builtin.json_type is None:
        return {}
    if name == "QType":
        return {"type": "string", "enum": list(QTYPES)}
    if name in INTEGER_TYPES:
        least, most = INTEGER_TYPES[name]
        return {"type": "integer", "minimum": least, "maximum": most, "x-qapi-type": name}
    return {"type": builtin.json_type.value}
