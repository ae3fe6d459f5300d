"""The built-in types, which every schema has.

Follows "Built-in Types" of the QAPI manual.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum

from sphinx_qapi.schema.model.integer_types import INTEGER_TYPES
from sphinx_qapi.source import releases
from sphinx_qapi.source.span import ALWAYS, Span


class JsonType(Enum):
    """The type of a value in JSON."""

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
    """The JSON type of its values; None for any type."""
    span: Span = ALWAYS


BUILTIN_TYPES: dict[str, BuiltinType] = {
    each.name: each
    for each in (
        BuiltinType(name="str", json_type=JsonType.STRING),
        BuiltinType(name="int", json_type=JsonType.NUMBER),
        BuiltinType(name="number", json_type=JsonType.NUMBER),
        BuiltinType(name="bool", json_type=JsonType.BOOLEAN),
        *(
            BuiltinType(name=name, json_type=JsonType.NUMBER, span=releases.SIZED_TYPES)
            for name in INTEGER_TYPES
            if name != "int"
        ),
        BuiltinType(name="any", json_type=None, span=releases.ANY),
        BuiltinType(name="null", json_type=JsonType.NULL, span=releases.NULL_TYPE),
        BuiltinType(name="QType", json_type=JsonType.STRING, span=releases.QTYPE),
    )
}
"""The built-in types by name."""

QTYPES = ("none", "qnull", "qnum", "qstring", "qdict", "qlist", "qbool")
"""The values of ``QType``."""

OLD_NAMES_OF_ANY: dict[str, Span] = {"visitor": releases.VISITOR, "**": releases.DOUBLE_STAR}
"""Former names of ``any``, with the releases that have them; the model always uses the new name."""
