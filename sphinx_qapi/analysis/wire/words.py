"""The words of wire paths, and of the shapes of what they lead to."""

from __future__ import annotations

from sphinx_qapi.schema.model.kinds import ENTRY_KINDS

STRING, INT, NUMBER, BOOLEAN, NULL, ARRAY, OBJECT, VALUE = (
    "string", "int", "number", "boolean", "null", "array", "object", "value"
)  # fmt: skip
"""JSON types, with integers as a type of their own; `VALUE` is any value."""
JSON_TYPES = (STRING, INT, NUMBER, BOOLEAN, NULL, ARRAY, OBJECT, VALUE)

COMMAND, EVENT = ENTRY_KINDS
ARGUMENTS, RETURNS, DATA = "arguments", "returns", "data"
ALLOW_OOB, ALLOW_PRECONFIG, NO_RESPONSE = "allow-oob", "allow-preconfig", "no-success-response"
FLAGS = (ALLOW_OOB, ALLOW_PRECONFIG, NO_RESPONSE)
