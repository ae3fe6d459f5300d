"""The parts of the automata: positions, objects, entries. Parts refer to each other by number."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace

from sphinx_qapi.analysis.wire.truth import ALWAYS, Form
from sphinx_qapi.schema.model.kinds import ENTRY_KINDS

STRING, INT, NUMBER, BOOLEAN, NULL, ARRAY, OBJECT, VALUE = (
    "string", "int", "number", "boolean", "null", "array", "object", "value"
)  # fmt: skip
"""JSON types, with integers as a type of their own; `VALUE` is any value."""
JSON_TYPES = (STRING, INT, NUMBER, BOOLEAN, NULL, ARRAY, OBJECT, VALUE)

COMMAND, EVENT = ENTRY_KINDS
ARGUMENTS, RETURNS, DATA = "arguments", "returns", "data"
ALLOW_OOB, ALLOW_PRECONFIG, NO_RESPONSE = "allow-oob", "allow-preconfig", "no-success-response"
FLAGS = (ALLOW_OOB, ALLOW_PRECONFIG, NO_RESPONSE)


@dataclass(frozen=True, slots=True)
class Feature:
    """A feature that clients can probe."""

    name: str
    condition: Form = ALWAYS


Features = tuple[Feature, ...]


@dataclass(frozen=True, slots=True)
class Value:
    """A string that a position takes."""

    name: str
    features: Features = ()
    condition: Form = ALWAYS


@dataclass(frozen=True, slots=True)
class Kind:
    """One JSON type that a position takes."""

    json_type: str
    width: str | None = None
    """For integers, the name of the type that has their range, such as ``uint8``; None if it is not known."""
    values: tuple[Value, ...] | None = None
    """For strings, the values that are taken; None if any string is."""
    target: int | None = None
    """For arrays, the position of an element; for objects, the object; otherwise None."""
    condition: Form = ALWAYS


@dataclass(frozen=True, slots=True)
class Position:
    """A place for a value, with the JSON types that it may have."""

    kinds: tuple[Kind, ...]
    features: Features = ()
    """The features of the type that is used here."""

    def kind(self, json_type: str) -> Kind | None:
        """Return how the position takes *json_type*; None if it does not."""
        for each in self.kinds:
            if each.json_type == json_type:
                return each
        return None


@dataclass(frozen=True, slots=True)
class Member:
    """A member of an object."""

    name: str
    position: int
    optional: bool = False
    features: Features = ()
    condition: Form = ALWAYS


@dataclass(frozen=True, slots=True)
class Branch:
    """The part that one value of the discriminator adds to an object."""

    value: str
    object: int
    features: Features = ()
    """The features of the branch and of its type."""
    condition: Form = ALWAYS
    """The conjunction of the conditions of the branch and of its value."""


@dataclass(frozen=True, slots=True)
class Object:
    """A JSON object: members, and branches that the value of one of them chooses."""

    members: tuple[Member, ...] = ()
    """The members, sorted by name."""
    discriminator: str | None = None
    branches: tuple[Branch, ...] = ()
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
class Entry:
    """A command or an event."""

    kind: str
    """`COMMAND` or `EVENT`."""
    arguments: int
    """The position of a command's arguments or an event's data."""
    returns: int | None = None
    """The position of what a command returns; None for an event."""
    flags: tuple[str, ...] = ()
    features: Features = ()
    condition: Form = ALWAYS

    @property
    def places(self) -> tuple[tuple[str, int], ...]:
        """The words that follow the entry in paths, each with its position."""
        if self.kind == EVENT or self.returns is None:
            return ((DATA, self.arguments),)
        return ((ARGUMENTS, self.arguments), (RETURNS, self.returns))


Node = Position | Object | Entry


@dataclass(slots=True)
class Graph:
    """All parts of a schema as they are first built; equal parts may appear several times."""

    nodes: list[Node] = field(default_factory=list)
    entries: dict[str, int] = field(default_factory=dict)
    """The number of each entry, by the beginning of its paths: ``command NAME`` or ``event NAME``."""

    def add(self, node: Node) -> int:
        """Add *node*; return its number."""
        self.nodes.append(node)
        return len(self.nodes) - 1


def references(node: Node) -> Iterator[int]:
    """Yield the numbers of the parts that *node* refers to."""
    match node:
        case Position():
            for kind in node.kinds:
                if kind.target is not None:
                    yield kind.target
        case Object():
            for member in node.members:
                yield member.position
            for branch in node.branches:
                yield branch.object
        case Entry():
            yield node.arguments
            if node.returns is not None:
                yield node.returns


def renumbered(node: Node, numbers: Mapping[int, int]) -> Node:
    """Return *node* with the numbers of the parts that it refers to replaced according to *numbers*."""
    match node:
        case Position():
            kinds = [each if each.target is None else replace(each, target=numbers[each.target]) for each in node.kinds]
            return Position(tuple(kinds), node.features)
        case Object():
            members = [
                Member(each.name, numbers[each.position], each.optional, each.features, each.condition)
                for each in node.members
            ]
            branches = [
                Branch(each.value, numbers[each.object], each.features, each.condition) for each in node.branches
            ]
            return Object(tuple(members), node.discriminator, tuple(branches), node.open)
        case Entry():
            returns = None if node.returns is None else numbers[node.returns]
            return replace(node, arguments=numbers[node.arguments], returns=returns)
