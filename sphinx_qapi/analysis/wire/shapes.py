"""The parts of the automata: positions, objects, entries. A part refers to others by their numbers."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace

from sphinx_qapi.analysis.wire.truth import ALWAYS, Form

STRING, INT, NUMBER, BOOLEAN, NULL, ARRAY, OBJECT, VALUE = (
    "string", "int", "number", "boolean", "null", "array", "object", "value"
)  # fmt: skip
"""What JSON distinguishes, with integers apart; `VALUE` is anything."""
JSON_TYPES = (STRING, INT, NUMBER, BOOLEAN, NULL, ARRAY, OBJECT, VALUE)

COMMAND, EVENT = "command", "event"
ARGUMENTS, RETURNS, DATA = "arguments", "returns", "data"
ALLOW_OOB, ALLOW_PRECONFIG, NO_RESPONSE = "allow-oob", "allow-preconfig", "no-success-response"
FLAGS = (ALLOW_OOB, ALLOW_PRECONFIG, NO_RESPONSE)
DEPRECATED, UNSTABLE = "deprecated", "unstable"


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
    """Of integers: the name of the type that has their range, such as ``uint8``; None where it is not known."""
    values: tuple[Value, ...] | None = None
    """Of strings: those that are taken; None: any."""
    target: int | None = None
    """Of arrays the position of an element, of objects the object."""
    condition: Form = ALWAYS


@dataclass(frozen=True, slots=True)
class Position:
    """A place for a value: what it may be, by JSON type."""

    kinds: tuple[Kind, ...]
    features: Features = ()
    """Features of the type that is used here."""

    def kind(self, json_type: str) -> Kind | None:
        """How it takes *json_type*; None if it does not."""
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
    """What a value of the discriminator adds to an object."""

    value: str
    object: int
    features: Features = ()
    """Features of the branch's type."""
    condition: Form = ALWAYS
    """The conditions of the branch and of its value, joined."""


@dataclass(frozen=True, slots=True)
class Object:
    """A JSON object: members, and branches that one of them chooses."""

    members: tuple[Member, ...] = ()
    """Sorted by name."""
    discriminator: str | None = None
    branches: tuple[Branch, ...] = ()
    """Sorted by value; one for each value of the discriminator, without members where the schema has no branch."""
    open: bool = False
    """Whether it takes members that nothing declares."""

    @property
    def is_empty(self) -> bool:
        """Whether nothing can be said of its content."""
        return not (self.members or self.branches or self.open)


@dataclass(frozen=True, slots=True)
class Entry:
    """A command or an event."""

    kind: str
    """`COMMAND` or `EVENT`."""
    arguments: int
    """The position of the arguments, or of the data of an event."""
    returns: int | None = None
    """The position of what a command returns."""
    flags: tuple[str, ...] = ()
    features: Features = ()
    condition: Form = ALWAYS

    @property
    def places(self) -> tuple[tuple[str, int], ...]:
        """The words of paths that follow its name, with their positions."""
        if self.kind == EVENT or self.returns is None:
            return ((DATA, self.arguments),)
        return ((ARGUMENTS, self.arguments), (RETURNS, self.returns))


Node = Position | Object | Entry


@dataclass(slots=True)
class Graph:
    """All parts of a schema as a producer of shapes finds them: equal ones may be there several times."""

    nodes: list[Node] = field(default_factory=list)
    entries: dict[str, int] = field(default_factory=dict)
    """The number of each entry by the beginning of its paths: ``command NAME`` or ``event NAME``."""

    def add(self, node: Node) -> int:
        """Add *node*; gives its number."""
        self.nodes.append(node)
        return len(self.nodes) - 1


def references(node: Node) -> Iterator[int]:
    """The numbers of the parts that *node* refers to."""
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
    """*node* with the parts that it refers to under other numbers."""
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
