"""The types that probe paths lead through, in the form that a schema and a reply of ``query-qmp-schema`` share."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from sphinx_qapi.analysis.wire.shapes import WireFeatures, WireValue
from sphinx_qapi.analysis.wire.truth import ALWAYS, Form


@dataclass(frozen=True, slots=True)
class ProbeMember:
    """A member of an object."""

    name: str
    type: str
    optional: bool = False
    features: WireFeatures = ()
    condition: Form = ALWAYS


@dataclass(frozen=True, slots=True)
class ProbeVariant:
    """The part that one value of the discriminator adds to an object."""

    value: str
    type: str | None = None
    """The type that it adds; None if it adds nothing."""
    condition: Form = ALWAYS


@dataclass(frozen=True, slots=True)
class ProbeObject:
    """A JSON object, with the members of its bases in place."""

    features: WireFeatures = ()
    members: tuple[ProbeMember, ...] = ()
    variants: tuple[ProbeVariant, ...] = ()
    condition: Form = ALWAYS


@dataclass(frozen=True, slots=True)
class ProbeEnum:
    """A type with a fixed set of strings."""

    values: tuple[WireValue, ...] = ()
    condition: Form = ALWAYS


@dataclass(frozen=True, slots=True)
class ProbeBuiltin:
    """A type without parts; integers of all widths are ``int``."""

    name: str


@dataclass(frozen=True, slots=True)
class ProbeChoice:
    """A type that adds no step to a path: an alternate, or an array, which has one alternative."""

    alternatives: tuple[tuple[str, Form], ...]
    """The types, with the conditions of the branches."""
    condition: Form = ALWAYS


ProbeType = ProbeObject | ProbeEnum | ProbeBuiltin | ProbeChoice


@dataclass(frozen=True, slots=True)
class ProbeEntry:
    """A command or an event."""

    arguments: str
    returns: str | None = None
    features: WireFeatures = ()
    condition: Form = ALWAYS


@dataclass(frozen=True, slots=True)
class ProbeTypes:
    """All entries and types of a schema or of a reply."""

    entries: Mapping[str, ProbeEntry] = field(default_factory=dict)
    """Commands and events by their names."""
    types: Mapping[str, ProbeType] = field(default_factory=dict)
    """Types by internal names; equal names mean the same type, which is all that paths need."""
