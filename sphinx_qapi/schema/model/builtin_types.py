"""The types that every schema has.

Follows "Built-in Types" of the QAPI manual.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum

from sphinx_qapi.syntax.expressions import ALWAYS, Span, before, since


class JsonType(Enum):
    """What a value is in JSON."""

    STRING = "string"
    NUMBER = "number"
    BOOLEAN = "boolean"
    NULL = "null"
    OBJECT = "object"
    ARRAY = "array"


@dataclass(frozen=True, kw_only=True, slots=True)
class BuiltinType:
    """A type that needs no definition."""

    name: str
    json_type: JsonType | None
    """None: any value."""
    span: Span = ALWAYS


_SIZED = since("1.2")
_INTEGERS = tuple(f"{sign}int{bits}" for sign in ("", "u") for bits in (8, 16, 32, 64))

BUILTIN_TYPES: dict[str, BuiltinType] = {
    each.name: each
    for each in (
        BuiltinType(name="str", json_type=JsonType.STRING),
        BuiltinType(name="int", json_type=JsonType.NUMBER),
        BuiltinType(name="number", json_type=JsonType.NUMBER),
        BuiltinType(name="bool", json_type=JsonType.BOOLEAN),
        *(BuiltinType(name=name, json_type=JsonType.NUMBER, span=_SIZED) for name in _INTEGERS),
        BuiltinType(name="size", json_type=JsonType.NUMBER, span=_SIZED),
        BuiltinType(name="any", json_type=None, span=since("2.5")),
        BuiltinType(name="null", json_type=JsonType.NULL, span=since("2.10")),
        BuiltinType(name="QType", json_type=JsonType.STRING, span=since("2.6")),
    )
}
"""By name."""

OLD_NAMES_OF_ANY: dict[str, Span] = {"visitor": before("2.4"), "**": since("1.2", "2.5")}
"""What ``any`` was called; the model knows it by its new name."""
