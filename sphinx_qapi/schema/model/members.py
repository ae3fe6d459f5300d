"""Parts of definitions: type references, members, enum values, branches, features."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from sphinx_qapi.schema.model.conditions import Condition
from sphinx_qapi.source.position import Position
from sphinx_qapi.source.text import Text
from sphinx_qapi.source.version import Version


@dataclass(frozen=True, kw_only=True, slots=True)
class TypeRef:
    """A type by its name, or a list of it; `Schema.definitions` holds what the name means."""

    name: str
    is_list: bool = False
    position: Position = field(compare=False, repr=False)

    def __str__(self) -> str:
        return f"[{self.name}]" if self.is_list else self.name


@dataclass(frozen=True, kw_only=True, slots=True)
class InlineStruct:
    """A nameless struct in the place of a type (until 2.3)."""

    members: Sequence[Member]
    position: Position = field(compare=False, repr=False)


@dataclass(frozen=True, kw_only=True, slots=True)
class Since:
    """A version that the comment states, with the words that state it."""

    version: Version
    text: str
    """As written, without the tag: ``0.14.0.``, or ``2.2; 'Unknown' and all entries below since 2.4``."""
    position: Position = field(compare=False, repr=False)


@dataclass(frozen=True, kw_only=True, slots=True)
class Feature:
    """A feature that a definition, member or value has; `Documentation.features` holds its text."""

    name: str
    condition: Condition | None = None
    position: Position = field(compare=False, repr=False)


@dataclass(frozen=True, kw_only=True, slots=True)
class Member:
    """A member of a struct, of a union's base, or an argument of a command or event."""

    name: str
    """Without the ``*`` that marks it optional."""
    type: TypeRef | InlineStruct
    optional: bool = False
    condition: Condition | None = None
    features: tuple[Feature, ...] = ()
    text: Text | None = None
    """What its definition's comment says of it; None where it says nothing."""
    since: Since | None = None
    position: Position = field(compare=False, repr=False)


@dataclass(frozen=True, kw_only=True, slots=True)
class EnumValue:
    """A value of an enum."""

    name: str
    condition: Condition | None = None
    features: tuple[Feature, ...] = ()
    text: Text | None = None
    since: Since | None = None
    position: Position = field(compare=False, repr=False)


@dataclass(frozen=True, kw_only=True, slots=True)
class Branch:
    """A branch of a union or an alternative of an alternate."""

    name: str
    """The discriminator's value; of an alternate only a name for C."""
    type: TypeRef | InlineStruct
    condition: Condition | None = None
    features: tuple[Feature, ...] = ()
    text: Text | None = None
    since: Since | None = None
    position: Position = field(compare=False, repr=False)
