"""What a command returns that stands among the rows of its entry."""

from __future__ import annotations

from sphinx_qapi.analysis.members import effective_members
from sphinx_qapi.schema.model.definitions import Command, StructType
from sphinx_qapi.schema.model.schema import Schema

_FEW = 8
"""82 of the 97 commands of QMP 10.2.2 that return objects return one with no more members."""


def returned_in_place(schema: Schema, command: Command) -> StructType | None:
    """The struct that *command* returns, alone or in a list, where its members are few enough to stand in its entry."""
    struct = schema.find(command.returns.name) if command.returns is not None else None
    if not isinstance(struct, StructType):
        return None
    return struct if 0 < len(effective_members(schema, struct).members) <= _FEW else None
