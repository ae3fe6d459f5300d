"""The kinds of definitions, one class for each."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import ClassVar

from sphinx_qapi.schema.model.conditions import Condition
from sphinx_qapi.schema.model.documentation import Documentation
from sphinx_qapi.schema.model.members import Branch, EnumValue, Feature, Member, Since, TypeRef
from sphinx_qapi.source.position import Position


@dataclass(frozen=True, kw_only=True, slots=True)
class _Definition:
    """The attributes that all definitions have."""

    kind: ClassVar[str]
    """The kind: ``command``, ``event``, ``enum``, ``struct``, ``union`` or ``alternate``."""

    name: str
    keyword: str
    """The keyword as written; ``type`` for a struct until 2.3, ``union`` for an anonymous union."""
    module: str
    """Name of the `Module` that contains the definition."""
    condition: Condition | None = None
    features: tuple[Feature, ...] = ()
    documentation: Documentation | None = None
    position: Position = field(compare=False, repr=False)
    """Where its expression begins."""

    @property
    def since(self) -> Since | None:
        """The version in the definition's ``Since:``; None if there is none."""
        return self.documentation.since if self.documentation else None


@dataclass(frozen=True, kw_only=True, slots=True)
class EnumType(_Definition):
    """An enumeration of strings."""

    kind: ClassVar[str] = "enum"
    values: Sequence[EnumValue]
    prefix: str | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class StructType(_Definition):
    """A JSON object."""

    kind: ClassVar[str] = "struct"
    base: TypeRef | None = None
    members: Sequence[Member]
    """Its own members, without those of `base`."""


@dataclass(frozen=True, kw_only=True, slots=True)
class UnionType(_Definition):
    """A JSON object whose members depend on the value of one of them.

    Without a discriminator it is a simple union (until 6.1): ``{"type": branch, "data": value of its type}``, with the
    members of `base`, if any.
    """

    kind: ClassVar[str] = "union"
    base: TypeRef | None = None
    base_members: Sequence[Member] = ()
    """The members of an inline base."""
    discriminator: str | None = None
    branches: Sequence[Branch]


@dataclass(frozen=True, kw_only=True, slots=True)
class AlternateType(_Definition):
    """A value whose JSON type decides on its alternative; an anonymous union until 2.3."""

    kind: ClassVar[str] = "alternate"
    branches: Sequence[Branch]


@dataclass(frozen=True, kw_only=True, slots=True)
class Command(_Definition):
    """A command of the protocol."""

    kind: ClassVar[str] = "command"
    arguments: Sequence[Member] = ()
    """Inline arguments."""
    arguments_type: TypeRef | None = None
    """The type whose members are the arguments, if `arguments` is empty."""
    boxed: bool = False
    returns: TypeRef | None = None
    gen: bool = True
    success_response: bool = True
    allow_oob: bool = False
    allow_preconfig: bool = False
    coroutine: bool = False


@dataclass(frozen=True, kw_only=True, slots=True)
class Event(_Definition):
    """An event of the protocol."""

    kind: ClassVar[str] = "event"
    arguments: Sequence[Member] = ()
    arguments_type: TypeRef | None = None
    boxed: bool = False


Definition = EnumType | StructType | UnionType | AlternateType | Command | Event


def is_entry_point(definition: Definition | None) -> bool:
    """Return whether clients meet *definition* on the wire by its name: whether it is a command or an event."""
    return isinstance(definition, (Command, Event))
