"""The classes of errors that commands are answered with: the values of one enum of a schema."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from sphinx_qapi.schema.model.definitions import EnumType
from sphinx_qapi.schema.model.schema import Schema

_ALWAYS_THERE = frozenset({"GenericError", "CommandNotFound"})
"""What every server of the protocol answers with; the enum has had several names."""


def error_classes(schema: Schema) -> Mapping[str, str]:
    """By the name of a class of errors the enum of *schema* that has it; empty where none has such."""
    for each in schema.definitions.values():
        if isinstance(each, EnumType) and {value.name for value in each.values} >= _ALWAYS_THERE:
            return MappingProxyType({value.name: each.name for value in each.values})
    return MappingProxyType({})
