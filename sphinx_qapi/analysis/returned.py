"""Return values that are shown among the rows of a command's entry."""

from __future__ import annotations

from sphinx_qapi.analysis.effective_members import effective_members
from sphinx_qapi.schema.model.definitions import Command, StructType
from sphinx_qapi.schema.model.schema import Schema

_FEW = 8
"""The most members that are shown in place.

Of the 97 commands of QMP 10.2.2 that return objects, 82 return one with no more members.
"""


def returned_in_place(schema: Schema, command: Command) -> StructType | None:
    """Return the struct that *command* returns, alone or in a list, if it has few enough members for the entry."""
    struct = schema.find(command.returns.name) if command.returns is not None else None
    if not isinstance(struct, StructType):
        return None
    return struct if 0 < len(effective_members(schema, struct).members) <= _FEW else None
