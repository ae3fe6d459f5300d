"""The error classes of a schema: the values of the enum that names what an error reply may contain."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from sphinx_qapi.schema.model.definitions import EnumType
from sphinx_qapi.schema.model.schema import Schema

_ALWAYS_THERE = frozenset({"GenericError", "CommandNotFound"})
"""Values by which the enum is recognised: every server of the protocol uses them; the enum's name has changed."""


def error_classes(schema: Schema) -> Mapping[str, str]:
    """Map the name of each error class to the name of the enum of *schema* that has it; empty if there is none."""
    for each in schema.definitions.values():
        if isinstance(each, EnumType) and {value.name for value in each.values} >= _ALWAYS_THERE:
            return MappingProxyType({value.name: each.name for value in each.values})
    return MappingProxyType({})
