"""Facts about the model that both shapes and probe paths need."""

from __future__ import annotations

from collections.abc import Sequence

from sphinx_qapi.schema.model.definitions import StructType
from sphinx_qapi.schema.model.members import Member, TypeRef
from sphinx_qapi.schema.model.schema import Schema

QTYPES = ("none", "qbool", "qdict", "qlist", "qnull", "qnum", "qstring")
"""The values of the built-in type ``QType``."""
OPEN_MARK = "*"
"""Name of a member that says that there may be undeclared members.

Written ``**`` (1.2 to 2.4), where the first star marks it optional.
"""


def inherited_members(schema: Schema, base: TypeRef | None) -> Sequence[Member]:
    """Return the members of *base* and of its own bases; a base that contains itself ends the search."""
    members: list[Member] = []
    seen: set[str] = set()
    while base is not None and base.name not in seen:
        seen.add(base.name)
        definition = schema.find(base.name)
        if not isinstance(definition, StructType):
            break
        members += definition.members
        base = definition.base
    return members
