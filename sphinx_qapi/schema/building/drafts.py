"""Definitions with mistakes: their readable parts are checked like any other, and the rest is left out.

While a definition is built, a type that cannot be read is `UNREAD`, so that a part of this type keeps its name. Checks
see this draft; the schema gets the definition without such parts.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import TypeVar

from sphinx_qapi.schema.model.definitions import (
    AlternateType,
    Command,
    Definition,
    EnumType,
    Event,
    StructType,
    UnionType,
)
from sphinx_qapi.schema.model.members import Branch, InlineStruct, Member, TypeRef
from sphinx_qapi.source.position import Position

UNREAD = ""
"""The name of a type that is unknown, as the value in its place is not the name of a type."""


def unread_type(position: Position) -> TypeRef:
    """A placeholder for the type at *position*, which cannot be read."""
    return TypeRef(name=UNREAD, position=position)


def without_unread(draft: Definition) -> Definition:
    """*draft* without the parts whose types cannot be read."""
    match draft:
        case EnumType():
            return draft
        case StructType(base=base, members=members):
            return replace(draft, base=_known(base), members=_read(members))
        case UnionType(base=base, base_members=members, branches=branches):
            return replace(
                draft,
                base=_known(base),
                base_members=_read(members),
                discriminator=draft.discriminator or None,
                branches=_read(branches),
            )
        case AlternateType(branches=branches):
            return replace(draft, branches=_read(branches))
        case Command(arguments=arguments, arguments_type=type_, returns=returns):
            return replace(draft, arguments=_read(arguments), arguments_type=_known(type_), returns=_known(returns))
        case Event(arguments=arguments, arguments_type=type_):
            return replace(draft, arguments=_read(arguments), arguments_type=_known(type_))


_Part = TypeVar("_Part", Member, Branch)


def _read(parts: Sequence[_Part]) -> Sequence[_Part]:
    return tuple(
        replace(part, type=replace(part.type, members=_read(part.type.members)))
        if isinstance(part.type, InlineStruct)
        else part
        for part in parts
        if isinstance(part.type, InlineStruct) or part.type.name != UNREAD
    )


def _known(ref: TypeRef | None) -> TypeRef | None:
    return None if ref is None or ref.name == UNREAD else ref
