"""Checks JSON against a JSON Schema, with only the keywords that our schemas use, so that no validator is needed."""

from __future__ import annotations

import re
from typing import Any

TYPES: dict[str, type | tuple[type, ...]] = {
    "object": dict, "array": list, "string": str, "integer": int, "boolean": bool, "null": type(None)
}  # fmt: skip
KEYWORDS = {
    "$schema", "$defs", "title", "$ref", "type", "required", "properties", "additionalProperties", "items", "const",
    "enum", "pattern", "minimum",
}  # fmt: skip


def problems(value: object, schema: dict[str, Any], root: dict[str, Any] | None = None, at: str = "") -> list[str]:
    """The places where *value* violates *schema*, one line each; *root* has the definitions, *at* is *value*'s path."""
    root = root or schema
    assert set(schema) <= KEYWORDS, "this checker knows no other keywords"
    if "$ref" in schema:
        return problems(value, root["$defs"][schema["$ref"].removeprefix("#/$defs/")], root, at)
    types = [schema["type"]] if isinstance(schema.get("type"), str) else schema.get("type", list(TYPES))
    if not any(isinstance(value, TYPES[each]) and isinstance(value, bool) <= (each == "boolean") for each in types):
        return [f"{at}: {value!r} is no {' or '.join(types)}"]
    found = [f"{at}: {value!r}"] * (not _fits(value, schema))
    if isinstance(value, dict):
        known = schema.get("properties", {})
        found += [f"{at}: {name} is missing" for name in schema.get("required", ()) if name not in value]
        found += [
            f"{at}: {name} is unknown" for name in value if name not in known and "additionalProperties" in schema
        ]
        for name in value.keys() & known.keys():
            found += problems(value[name], known[name], root, f"{at}/{name}")
    if isinstance(value, list) and "items" in schema:
        for index, each in enumerate(value):
            found += problems(each, schema["items"], root, f"{at}/{index}")
    return found


def _fits(value: object, schema: dict[str, Any]) -> bool:
    if "const" in schema and value != schema["const"]:
        return False
    if "enum" in schema and value not in schema["enum"]:
        return False
    if isinstance(value, str) and "pattern" in schema and not re.search(schema["pattern"], value):
        return False
    return not (isinstance(value, int) and value < schema.get("minimum", value))
