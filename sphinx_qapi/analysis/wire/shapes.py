"""The parts of the automata: positions, objects, entries. Parts refer to each other by number."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace

from sphinx_qapi.analysis.wire.truth import ALWAYS, Form
from sphinx_qapi.analysis.wire.words import ARGUMENTS, DATA, EVENT, RETURNS


@dataclass(frozen=True, slots=True)
class WireFeature:
    """A feature that clients can probe."""

    name: str
    condition: Form = ALWAYS


WireFeatures = tuple[WireFeature, ...]


@dataclass(frozen=True, slots=True)
class WireValue:
    """A string that a position takes."""

    name: str
    features: WireFeatures = ()
    condition: Form = ALWAYS


@dataclass(frozen=True, slots=True)
class WireType:
    """One JSON type that a position takes."""

    json_type: str
    width: str | None = None
    """For integers, the name of the type that has their range, such as ``uint8``; None if it is not known."""
    values: tuple[WireValue, ...] | None = None
    """For strings, the values that are taken; None if any string is."""
    target: int | None = None
    """For arrays, the position of an element; for objects, the object; otherwise None."""
    condition: Form = ALWAYS


@dataclass(frozen=True, slots=True)
class WirePosition:
    """A place for a value, with the JSON types that it may have."""

    kinds: tuple[WireType, ...]
    features: WireFeatures = ()
    """The features of the type that is used here."""

    def kind(self, json_type: str) -> WireType | None:
        """Return how the position takes *json_type*; None if it does not."""
        for each in self.kinds:
            if each.json_type == json_type:
                return each
        return None


@dataclass(frozen=True, slots=True)
class WireMember:
    """A member of an object."""

    name: str
    position: int
    optional: bool = False
    features: WireFeatures = ()
    condition: Form = ALWAYS


@dataclass(frozen=True, slots=True)
class WireBranch:
    """The part that one value of the discriminator adds to an object."""

    value: str
    object: int
    features: WireFeatures = ()
    """The features of the branch and of its type."""
    condition: Form = ALWAYS
    """The conjunction of the conditions of the branch and of its value."""


@dataclass(frozen=True, slots=True)
class WireObject:
    """A JSON object: members, and branches that the value of one of them chooses."""

    members: tuple[WireMember, ...] = ()
    """The members, sorted by name."""
    discriminator: str | None = None
    branches: tuple[WireBranch, ...] = ()
    """One branch for each value of the discriminator, sorted by value.

    A value without a branch in the schema has a branch without members.
    """
    open: bool = False
    """Whether the object takes members that are not declared."""

    @property
    def is_empty(self) -> bool:
        """Whether the object declares nothing and takes no other members."""
        return not (self.members or self.branches or self.open)


@dataclass(frozen=True, slots=True)
class WireEntry:
    """A command or an event."""

    kind: str
    """`COMMAND` or `EVENT`."""
    arguments: int
    """The position of a command's arguments or an event's data."""
    returns: int | None = None
    """The position of what a command returns; None for an event."""
    flags: tuple[str, ...] = ()
    features: WireFeatures = ()
    condition: Form = ALWAYS

    @property
    def places(self) -> tuple[tuple[str, int], ...]:
        """The words that follow the entry in paths, each with its position."""
        if self.kind == EVENT or self.returns is None:
            return ((DATA, self.arguments),)
        return ((ARGUMENTS, self.arguments), (RETURNS, self.returns))


WireNode = WirePosition | WireObject | WireEntry


@dataclass(slots=True)
class WireGraph:
    """All parts of a schema as they are first built; equal parts may appear several times."""

    nodes: list[WireNode] = field(default_factory=list)
    entries: dict[str, int] = field(default_factory=dict)
    """The number of each entry, by the beginning of its paths: ``command NAME`` or ``event NAME``."""

    def add(self, node: WireNode) -> int:
        """Add *node*; return its number."""
        self.nodes.append(node)
        return len(self.nodes) - 1


def references(node: WireNode) -> Iterator[int]:
    """Yield the numbers of the parts that *node* refers to."""
    match node:
        case WirePosition():
            for kind in node.kinds:
                if kind.target is not None:
                    yield kind.target
        case WireObject():
            for member in node.members:
                yield member.position
            for branch in node.branches:
                yield branch.object
        case WireEntry():
            yield node.arguments
            if node.returns is not None:
                yield node.returns


def renumbered(node: WireNode, numbers: Mapping[int, int]) -> WireNode:
    """Return *node* with the numbers of the parts that it refers to replaced according to *numbers*."""
    match node:
        case WirePosition():
            kinds = [each if each.target is None else replace(each, target=numbers[each.target]) for each in node.kinds]
            return WirePosition(tuple(kinds), node.features)
        case WireObject():
            members = [
                WireMember(each.name, numbers[each.position], each.optional, each.features, each.condition)
                for each in node.members
            ]
            branches = [
                WireBranch(each.value, numbers[each.object], each.features, each.condition) for each in node.branches
            ]
            return WireObject(tuple(members), node.discriminator, tuple(branches), node.open)
        case WireEntry():
            returns = None if node.returns is None else numbers[node.returns]
            return replace(node, arguments=numbers[node.arguments], returns=returns)
