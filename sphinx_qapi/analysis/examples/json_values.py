"""The values in a message of an example: JSON values that record their positions."""

from __future__ import annotations

from typing import NamedTuple

from sphinx_qapi.schema.model.builtin_types import JsonType


class Elision(NamedTuple):
    """A value that is left out: ``...``, ``{ ... }``, ``[ ... words ... ]`` or ``<placeholder>``.

    It may be any value.
    """

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
    """The offset where the key begins."""
    value: Value


class ObjectValue(NamedTuple):
    """An object; keys may repeat."""

    start: int
    end: int
    members: tuple[MemberValue, ...]
    elided: bool
    """Whether some members are left out."""

    @property
    def by_key(self) -> dict[str, Value]:
        """The values by key; for a repeated key, the first value."""
        return {member.key: member.value for member in reversed(self.members)}


class ArrayValue(NamedTuple):
    """An array, without elements that are left out."""

    start: int
    end: int
    elements: tuple[Value, ...]


Value = Elision | Scalar | ObjectValue | ArrayValue


def json_type_of(value: Scalar | ObjectValue | ArrayValue) -> JsonType:
    """Return the JSON type of *value*."""
    if isinstance(value, Scalar):
        return value.type
    return JsonType.OBJECT if isinstance(value, ObjectValue) else JsonType.ARRAY
