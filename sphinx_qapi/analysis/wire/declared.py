"""Facts about the model that both shapes and probe paths need."""

from __future__ import annotations

from collections.abc import Sequence

from sphinx_qapi.schema.model.builtin_types import QTYPES
from sphinx_qapi.schema.model.definitions import StructType
from sphinx_qapi.schema.model.members import Member, TypeRef
from sphinx_qapi.schema.model.schema import Schema
from sphinx_qapi.schema.model.walks import base_chain

SORTED_QTYPES = tuple(sorted(QTYPES))
"""The values of the built-in type ``QType`` in the order of shapes."""
OPEN_MARK = "*"
"""Name of a member that says that there may be undeclared members.

Written ``**`` (1.2 to 2.4), where the first star marks it optional.
"""


def inherited_members(schema: Schema, base: TypeRef | None) -> Sequence[Member]:
    """Return the members of *base* and of its own bases; a base that contains itself ends the search."""
    members: list[Member] = []
    for definition in base_chain(schema.find, base.name if base else None):
        if not isinstance(definition, StructType):
            break
        members += definition.members
    return members
