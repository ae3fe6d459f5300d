"""What a message of an example holds: JSON values that remember their places."""

from __future__ import annotations

from typing import NamedTuple

from sphinx_qapi.schema.model.builtin_types import JsonType


class Elision(NamedTuple):
    """Something left out: ``...``, ``{ ... }``, ``[ ... words ... ]``, ``<placeholder>``; it may be any value."""

    start: int
    end: int


class Scalar(NamedTuple):
    """A string, number, boolean or null."""

    start: int
    end: int
    type: JsonType
    value: str | int | float | bool | None


class MemberValue(NamedTuple):
    """A member of an object."""

    key: str
    start: int
    """Where its key begins."""
    value: Value


class ObjectValue(NamedTuple):
    """An object; its keys may repeat."""

    start: int
    end: int
    members: tuple[MemberValue, ...]
    elided: bool
    """Whether members are left out."""

    @property
    def by_key(self) -> dict[str, Value]:
        """Its values; of a key that repeats, the first one."""
        return {member.key: member.value for member in reversed(self.members)}


class ArrayValue(NamedTuple):
    """An array, without what is left out."""

    start: int
    end: int
    elements: tuple[Value, ...]


Value = Elision | Scalar | ObjectValue | ArrayValue


def json_type_of(value: Scalar | ObjectValue | ArrayValue) -> JsonType:
    """What *value* is in JSON."""
    if isinstance(value, Scalar):
        return value.type
    return JsonType.OBJECT if isinstance(value, ObjectValue) else JsonType.ARRAY
