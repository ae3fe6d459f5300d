"""The arguments of a command or the data of an event, made from their types."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import NamedTuple, TypeVar

from sphinx_qapi.analysis.examples.expected_objects import ExpectedObject
from sphinx_qapi.analysis.examples.payloads.placeholders import (
    Json,
    builtin_default,
    builtin_placeholder,
    choices,
    how_odd,
)
from sphinx_qapi.analysis.examples.protocol import Vocabulary
from sphinx_qapi.analysis.examples.value_checker import is_deprecated, json_types_of
from sphinx_qapi.analysis.stated_default import stated_default
from sphinx_qapi.schema.model.builtin_types import BUILTIN_TYPES, JsonType
from sphinx_qapi.schema.model.definitions import AlternateType, EnumType, StructType, UnionType
from sphinx_qapi.schema.model.members import Branch, InlineStruct, Member, TypeRef

T = TypeVar("T")
_OPTIONAL_DOWN_TO = 3
"""The deepest level of nested objects with optional members; deeper objects have only mandatory members."""
_MOST_VALUES = 400
"""The most values of a message before optional members are left out.

Real messages have fewer, but unions of unions may have more.
"""
_TOO_MANY_VALUES = 2_000
"""The most values of a message; a message that needs more is not made. Mandatory members can double with each level."""
_DEEPEST = 50
"""The deepest nesting of types; real schemas have a few levels."""
_LAST = (JsonType.NULL, JsonType.ARRAY, JsonType.OBJECT)
"""JSON types of alternatives to take only if there are no others: an object may contain its own type."""


class Made(NamedTuple):
    """A value, which may be null; its absence is None instead of a `Made`."""

    value: Json


class ContentMaker:
    """Maker of one object; if it is *full*, with optional members."""

    def __init__(self, vocabulary: Vocabulary, *, full: bool) -> None:
        self._schema = vocabulary.schema
        self._shapes = vocabulary.shapes
        self._full = full
        self._inside: list[str] = []
        """The types whose values are being made, outermost first."""
        self._depth = 0
        self._values = 0

    def object(self, shape: ExpectedObject, tags: Sequence[str] = ()) -> dict[str, Json] | None:
        """Return an object of that *shape*, with the branches *tags*, outermost first.

        Returns None if the object would contain itself.
        """
        if self._depth > _DEEPEST:
            return None
        self._depth += 1
        made: dict[str, Json] = {}
        is_made = self._fill(made, shape, tags)
        self._depth -= 1
        return made if is_made else None

    def _fill(self, made: dict[str, Json], shape: ExpectedObject, tags: Sequence[str]) -> bool:
        """Add the members of *shape* to *made*; return False if that would be endless."""
        for name, member in shape.members.items():
            if name == shape.discriminator:
                made[name] = ""  # reserves the place; the branch is chosen when the other members are there
            elif self._is_wanted(member):
                value = self._member(member, shape.owner)
                if value is not None:
                    made[name] = value.value
                elif not member.optional:
                    return False
        return shape.discriminator is None or self._fill_branch(made, shape, shape.discriminator, tags)

    def _fill_branch(
        self, made: dict[str, Json], shape: ExpectedObject, discriminator: str, tags: Sequence[str]
    ) -> bool:
        """Add the members of a branch: the first of *tags*, or else the first that is not endless.

        Returns False if all branches are endless.
        """
        for tag in tags[:1] or choices(self._shapes.tags(shape)):
            added: dict[str, Json] = {discriminator: tag}
            branch = self._shapes.of_branch(shape, tag)
            if branch is None or self._fill_within(added, branch, shape, tags[1:]):
                made.update(added)
                return True
        return False

    def _fill_within(
        self, made: dict[str, Json], branch: ExpectedObject, shape: ExpectedObject, tags: Sequence[str]
    ) -> bool:
        """Add the members of *branch* of the union *shape*; return False if that is already being done."""
        # Otherwise it is a part of the union itself, which has no branches.
        has_name = branch.owner != shape.owner or branch.discriminator is not None
        if has_name and not self._may_enter(branch.owner):
            return False
        self._inside += [branch.owner] if has_name else []
        is_made = self._fill(made, branch, tags)
        if has_name:
            self._inside.pop()
        return is_made

    def _is_wanted(self, member: Member) -> bool:
        if not member.optional:
            return True
        has_room = self._depth <= _OPTIONAL_DOWN_TO and self._values < _MOST_VALUES
        return self._full and has_room and not is_deprecated(member.features)

    def _member(self, member: Member, owner: str) -> Made | None:
        self._values += 1
        if self._values > _TOO_MANY_VALUES:
            return None
        return self._default(member) or self.value(member.type, member.name, owner)

    def _default(self, member: Member) -> Made | None:
        """Return the default that the comment states, if it is a value of the member's type; otherwise None."""
        if not member.optional or isinstance(member.type, InlineStruct):
            return None
        stated = stated_default(self._schema, member.type, member.text)
        if not stated or member.type.is_list:
            return None
        if stated in self._shapes.enum_values(member.type.name):
            return Made(stated)
        value = builtin_default(member.type.name, stated) if member.type.name in BUILTIN_TYPES else None
        return None if value is None else Made(value)

    def value(self, type_: TypeRef | InlineStruct, name: str, owner: str) -> Made | None:
        """Return a value for the member *name*; None if it would contain itself."""
        if isinstance(type_, InlineStruct):
            return _made(self.object(self._shapes.inline(type_, owner)))
        if type_.is_list:
            element = self.value(TypeRef(name=type_.name, position=type_.position), name, owner)
            return Made([] if element is None else [element.value])
        definition = self._schema.find(type_.name)
        match definition:
            case StructType() | UnionType():
                shape = self._shapes.of_type(type_.name)
                return _made(self._within(type_.name, lambda: self.object(shape)))
            case EnumType():
                best = choices(self._shapes.enum_values(type_.name).values())
                return Made(best[0]) if best else None
            case AlternateType():
                return self._within(type_.name, lambda: self._alternative(definition, name))
            case _:
                return Made(builtin_placeholder(type_.name, name))

    def _alternative(self, alternate: AlternateType, name: str) -> Made | None:
        for branch in sorted(alternate.branches, key=self._how_unfit):
            made = self.value(branch.type, name, alternate.name)
            if made is not None:
                return made
        return None

    def _how_unfit(self, branch: Branch) -> tuple[int, int]:
        type_ = branch.type
        if isinstance(type_, InlineStruct):
            json_type: JsonType | None = JsonType.OBJECT
        elif type_.is_list:
            json_type = JsonType.ARRAY
        elif type_.name in BUILTIN_TYPES:
            json_type = BUILTIN_TYPES[type_.name].json_type
        else:
            json_type = json_types_of(self._schema.find(type_.name))[0]
        return (_LAST.index(json_type) + 1 if json_type in _LAST else 0, how_odd(branch.features, branch.condition))

    def _may_enter(self, name: str) -> bool:
        return name not in self._inside and len(self._inside) < _DEEPEST

    def _within(self, name: str, make: Callable[[], T | None]) -> T | None:
        """Return what *make* returns within the type *name*; None if a value of that type is already being made."""
        if not self._may_enter(name):
            return None
        self._inside.append(name)
        result = make()
        self._inside.pop()
        return result


def _made(content: dict[str, Json] | None) -> Made | None:
    return None if content is None else Made(content)
