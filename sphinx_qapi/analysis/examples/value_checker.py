"""Checks of the values in an example against their types."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import NamedTuple

from sphinx_qapi.analysis.examples.expected_objects import ExpectedObject, ExpectedObjects
from sphinx_qapi.analysis.examples.faults import Faults
from sphinx_qapi.analysis.examples.json_values import ArrayValue, Elision, ObjectValue, Scalar, Value, json_type_of
from sphinx_qapi.analysis.examples.protocol import Vocabulary
from sphinx_qapi.analysis.examples.rules import (
    DUPLICATE_MEMBER,
    MISSING_MEMBER,
    OUTDATED,
    UNKNOWN_MEMBER,
    WRONG_TYPE,
    WRONG_VALUE,
)
from sphinx_qapi.schema.model.builtin_types import BUILTIN_TYPES, JsonType
from sphinx_qapi.schema.model.definitions import AlternateType, Definition, EnumType, StructType, UnionType
from sphinx_qapi.schema.model.integer_types import INTEGER_TYPES
from sphinx_qapi.schema.model.kinds import DEPRECATED
from sphinx_qapi.schema.model.members import EnumValue, Feature, InlineStruct, Member, TypeRef
from sphinx_qapi.schema.model.schema import Schema
from sphinx_qapi.source.rule import Rule

_ARTICLES = {JsonType.OBJECT: "an object", JsonType.ARRAY: "an array", JsonType.NULL: "null"}


class DeprecatedUse(NamedTuple):
    """The use of something deprecated in an example."""

    name: str
    owner: str
    """Name of the definition that declares it."""
    offset: int


class ValueChecker:
    """A checker of values against the types of a schema, which reports what does not fit."""

    def __init__(
        self,
        vocabulary: Vocabulary,
        faults: Faults,
        *,
        is_reply: bool = False,
        note_use: Callable[[DeprecatedUse], None] | None = None,
    ) -> None:
        """Prepare a checker.

        *is_reply*: the values come from the server, which may be older than the schema. *note_use* is called for
        everything deprecated that a value uses.
        """
        self._schema = vocabulary.schema
        self._shapes = vocabulary.shapes
        self._faults = faults
        self._missing = OUTDATED if is_reply else MISSING_MEMBER
        self._note_use = note_use

    def value(self, value: Value, type_: TypeRef | InlineStruct, owner: str) -> None:
        """Check *value*, which should be of *type_*; *owner* is the name of the definition that contains it."""
        if isinstance(value, Elision):
            return
        if isinstance(type_, InlineStruct):
            self.object(value, self._shapes.inline(type_, owner))
        elif type_.is_list:
            self._list(value, type_)
        else:
            self._named(value, type_.name, owner)

    def object(self, value: Value, shape: ExpectedObject) -> None:
        """Check *value*, which should be an object of that *shape*."""
        if isinstance(value, ObjectValue):
            _ObjectCheck(self, self._shapes, value).run(shape)
        elif not isinstance(value, Elision):
            self._wrong_type(value, f"an object ({shape.owner})")

    def report(self, rule: Rule, message: str, offset: int) -> None:
        """Report a fault."""
        self._faults.report(rule, message, offset)

    def did_you_mean(self, name: str, names: Iterable[str]) -> str:
        """Return a text that suggests the *names* close to *name*."""
        return self._faults.did_you_mean(name, names)

    def note_use(self, part: Member | EnumValue, owner: str, offset: int) -> None:
        """Report the use of *part* of *owner*, if it is deprecated."""
        if self._note_use is not None and is_deprecated(part.features):
            self._note_use(DeprecatedUse(part.name, owner, offset))

    def missing(self, names: Iterable[str], owner: str, offset: int) -> None:
        """Report mandatory members that the object at *offset* lacks."""
        self._faults.report(self._missing, f"{owner} lacks {', '.join(names)}", offset)

    def _list(self, value: Value, type_: TypeRef) -> None:
        if isinstance(value, ArrayValue):
            element = TypeRef(name=type_.name, position=type_.position)
            for each in value.elements:
                self.value(each, element, type_.name)
        else:
            self._wrong_type(value, f"an array of {type_.name}")

    def _named(self, value: Value, name: str, owner: str) -> None:
        definition = self._schema.find(name)
        match definition:
            case StructType() | UnionType():
                self.object(value, self._shapes.of_type(name))
            case EnumType():
                self._enum(value, definition)
            case AlternateType():
                self._alternate(value, definition, owner)
            case None if name in BUILTIN_TYPES:
                self._builtin(value, name)

    def _enum(self, value: Value, enum: EnumType) -> None:
        if not (isinstance(value, Scalar) and value.type is JsonType.STRING):
            self._wrong_type(value, f"a string ({enum.name})")
            return
        values = self._shapes.enum_values(enum.name)
        if value.value not in values:
            message = f'{enum.name} has no value "{value.value}"{self._faults.did_you_mean(str(value.value), values)}'
            self._faults.report(WRONG_VALUE, message, value.start)
        else:
            self.note_use(values[str(value.value)], enum.name, value.start)

    def _alternate(self, value: Value, alternate: AlternateType, owner: str) -> None:
        if isinstance(value, Elision):
            return
        found = json_type_of(value)
        fitting = [each.type for each in alternate.branches if found in json_types_in(self._schema, each.type)]
        if not fitting:
            expected = [word for each in alternate.branches for word in _words(json_types_in(self._schema, each.type))]
            self._wrong_type(value, f"{' or '.join(dict.fromkeys(expected))} ({alternate.name})")
        elif len(fitting) == 1:
            self.value(value, fitting[0], owner)

    def _builtin(self, value: Value, name: str) -> None:
        expected = BUILTIN_TYPES[name].json_type
        if expected is None or isinstance(value, Elision):
            return
        if json_type_of(value) is not expected:
            self._wrong_type(value, _expected(name, expected))
        elif expected is JsonType.NUMBER and isinstance(value, Scalar):
            self._number(value, name)

    def _number(self, scalar: Scalar, name: str) -> None:
        if name not in INTEGER_TYPES:
            return
        if not isinstance(scalar.value, int):
            self._faults.report(
                WRONG_TYPE, f"an integer ({name}) was expected, not a number with a fraction", scalar.start
            )
            return
        lowest, highest = INTEGER_TYPES[name]
        if not lowest <= scalar.value <= highest:
            self._faults.report(WRONG_VALUE, f"{name} holds numbers from {lowest} to {highest}", scalar.start)

    def _wrong_type(self, value: Value, expected: str) -> None:
        assert not isinstance(value, Elision)
        found = json_type_of(value)
        self._faults.report(WRONG_TYPE, f"{expected} was expected, not {_word(found)}", value.start)


class _ObjectCheck:
    """The check of one object against its shape and the branches that its tags select."""

    def __init__(self, checker: ValueChecker, shapes: ExpectedObjects, value: ObjectValue) -> None:
        self.checker = checker
        self.shapes = shapes
        self.value = value
        self.members: dict[str, tuple[Member, str]] = {}
        """The members that the object may have, each with its owner."""
        self.required: list[str] = []
        self.free: set[str] = set()
        """Members that the object may have unchecked, because the tag of their branch is not known."""
        self.is_open = False

    def run(self, shape: ExpectedObject) -> None:
        by_key = self.value.by_key
        self._enter(shape, by_key)
        missing = [name for name in self.required if name not in by_key]
        if missing and not self.value.elided:
            self.checker.missing(missing, shape.owner, self.value.start)
        seen: set[str] = set()
        for key, start, value in self.value.members:
            if key in seen:
                self.checker.report(DUPLICATE_MEMBER, f'"{key}" is there already', start)
            elif key in self.members:
                member, owner = self.members[key]
                self.checker.note_use(member, owner, start)
                self.checker.value(value, member.type, owner)
            elif key not in self.free and not self.is_open:
                message = f'{shape.owner} has no member "{key}"{self.checker.did_you_mean(key, self.members)}'
                self.checker.report(UNKNOWN_MEMBER, message, start)
            seen.add(key)

    def _enter(self, shape: ExpectedObject, by_key: Mapping[str, Value]) -> None:
        """Add the members of *shape*, and of the branches that the object's tags select."""
        entered: set[str] = set()
        inner: ExpectedObject | None = shape
        while inner is not None:
            self.members.update((name, (member, inner.owner)) for name, member in inner.members.items())
            self.required += inner.required
            self.is_open = self.is_open or inner.is_open
            if inner.discriminator is None or inner.owner in entered:
                return
            entered.add(inner.owner)
            inner = self._branch(inner, by_key.get(inner.discriminator))

    def _branch(self, shape: ExpectedObject, tag: Value | None) -> ExpectedObject | None:
        """Return the branch that the tag of the union *shape* selects.

        If it is unknown, allow the members of any branch.
        """
        if isinstance(tag, Scalar) and isinstance(tag.value, str) and self._is_tag(shape, tag.value):
            return self.shapes.of_branch(shape, tag.value)
        self.free |= self.shapes.any_branch(shape)
        if shape.is_simple and isinstance(tag, Scalar) and isinstance(tag.value, str):
            message = f'{shape.owner} has no branch "{tag.value}"{self.checker.did_you_mean(tag.value, shape.branches)}'
            self.checker.report(WRONG_VALUE, message, tag.start)
        return None

    def _is_tag(self, shape: ExpectedObject, value: str) -> bool:
        if value in shape.branches:
            return True
        tag = shape.members.get(shape.discriminator or "")
        return tag is not None and isinstance(tag.type, TypeRef) and value in self.shapes.enum_values(tag.type.name)


def is_deprecated(features: Iterable[Feature]) -> bool:
    """Return whether *features* include ``deprecated``."""
    return any(each.name == DEPRECATED for each in features)


def json_types_in(schema: Schema, type_: TypeRef | InlineStruct) -> tuple[JsonType, ...]:
    """Return the JSON types that a value of *type_*, a type in *schema*, may have; all types if that is not known."""
    if isinstance(type_, InlineStruct):
        return (JsonType.OBJECT,)
    if type_.is_list:
        return (JsonType.ARRAY,)
    builtin = BUILTIN_TYPES.get(type_.name)
    if builtin is not None:
        return (builtin.json_type,) if builtin.json_type else tuple(JsonType)
    return json_types_of(schema.find(type_.name))


def json_types_of(definition: Definition | None) -> tuple[JsonType, ...]:
    """Return the JSON types that values of the type *definition* may have."""
    match definition:
        case StructType() | UnionType():
            return (JsonType.OBJECT,)
        case EnumType():
            return (JsonType.STRING,)
        case _:
            return tuple(JsonType)


def _expected(name: str, type_: JsonType) -> str:
    if name in INTEGER_TYPES:
        return f"an integer ({name})"
    return _word(type_)


def _words(types: Iterable[JsonType]) -> list[str]:
    return [_word(each) for each in types]


def _word(type_: JsonType) -> str:
    return _ARTICLES.get(type_, f"a {type_.value}")
