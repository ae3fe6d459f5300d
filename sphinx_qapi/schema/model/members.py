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
    """A reference to a type by name, or to a list of it; `Schema.definitions` resolves the name."""

    name: str
    is_list: bool = False
    position: Position = field(compare=False, repr=False)

    def __str__(self) -> str:
        return f"[{self.name}]" if self.is_list else self.name


@dataclass(frozen=True, kw_only=True, slots=True)
class InlineStruct:
    """A struct without a name in the place of a type (until 2.3)."""

    members: Sequence[Member]
    position: Position = field(compare=False, repr=False)


@dataclass(frozen=True, kw_only=True, slots=True)
class Since:
    """A version stated in a comment, with the words that state it."""

    version: Version
    text: str
    """The words as written, without the tag: ``0.14.0.``, or ``2.2; 'Unknown' and all entries below since 2.4``."""
    position: Position = field(compare=False, repr=False)


@dataclass(frozen=True, kw_only=True, slots=True)
class Feature:
    """A feature of a definition, member or value; `Documentation.features` holds its text."""

    name: str
    condition: Condition | None = None
    position: Position = field(compare=False, repr=False)


@dataclass(frozen=True, kw_only=True, slots=True)
class Member:
    """A member of a struct, of a union's base, or an argument of a command or event."""

    name: str
    """The name without the ``*`` that marks an optional member."""
    type: TypeRef | InlineStruct
    optional: bool = False
    condition: Condition | None = None
    features: tuple[Feature, ...] = ()
    text: Text | None = None
    """The text about the member in the definition's comment; None if there is none."""
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
    """The value of the discriminator; for an alternate, a name that only C code uses."""
    type: TypeRef | InlineStruct
    condition: Condition | None = None
    features: tuple[Feature, ...] = ()
    text: Text | None = None
    since: Since | None = None
    position: Position = field(compare=False, repr=False)
