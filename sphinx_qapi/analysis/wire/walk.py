"""Reading of paths by an automaton: whether it accepts a path, and with which shape.

A path is read as "some message has this": a member that only a branch has is accepted without the branch's step, so
that moving a member from all branches to the base, or back, changes nothing. The reader keeps the set of all states
that it may be in.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from enum import Enum
from typing import NamedTuple

from sphinx_qapi.analysis.wire.paths import Path, Step, StepKind
from sphinx_qapi.analysis.wire.shape_table import ShapeTable
from sphinx_qapi.analysis.wire.shapes import WireBranch, WireFeatures, WireMember, WireObject, WirePosition
from sphinx_qapi.analysis.wire.words import ARRAY, INT, NULL, NUMBER, OBJECT, RETURNS, STRING, VALUE


class Presence(Enum):
    """Whether a release has a path."""

    DECLARED = "declared"
    UNDECLARED = "accepted undeclared"
    """The path is not declared, but a message that has it is valid."""
    ABSENT = "absent"

    __hash__ = object.__hash__  # for the same reason as in `StepKind`


class State(NamedTuple):
    """A place where a message may be after a path has been read up to here."""

    what: str
    """`ENTRY`, `POSITION`, `VIEW` (of an object), `LEAF` or `ANYTHING`."""
    numbers: tuple[int, ...] = ()
    """Number of the shape.

    For a view, the objects that contribute members, each followed by 1 if its branch is chosen.
    """
    is_declared: bool = True
    optional: bool = False
    features: WireFeatures = ()


ENTRY, POSITION, VIEW, LEAF, ANYTHING = "entry", "position", "view", "leaf", "anything"
_ANY_VALUE = State(ANYTHING, (), False)
States = tuple[State, ...]
ABSENT: States = ()


class Answer(NamedTuple):
    """The answer of a release about a path."""

    presence: Presence
    shape: str = ""
    """Shape of the declared positions; empty if there are none."""


NOTHING = Answer(Presence.ABSENT)


class Walker:
    """Reader of paths in the automata of one table; results for a part hold in every release."""

    def __init__(self, table: ShapeTable) -> None:
        self.table = table
        self._same: dict[States, States] = {}
        """The one tuple for all equal tuples of states; its address serves as a key, because hashing states is slow."""
        self._steps: dict[int, dict[Step, States]] = {}
        self._starts: dict[int, States] = {}
        self._answers: dict[int, Answer] = {}
        self._discriminators: dict[int, frozenset[str]] = {}

    def start(self, number: int | None) -> States:
        """Return the states at the beginning of the entry *number*; if it is None, the release lacks the entry."""
        if number is None:
            return ABSENT
        if number not in self._starts:
            self._starts[number] = self._one((State(ENTRY, (number,), features=self.table.entry(number).features),))
        return self._starts[number]

    def step(self, states: States, step: Step) -> States:
        """Return the states after one more step."""
        if not states:
            return ABSENT
        known = self._steps.get(id(states))
        if known is None:
            states = self._one(states)
            known = self._steps[id(states)]
        found = known.get(step)
        if found is None:
            found = known[step] = self._one(
                tuple(dict.fromkeys(after for state in states for after in self._after(state, step)))
            )
        return found

    def _one(self, states: States) -> States:
        found = self._same.setdefault(states, states)
        self._steps.setdefault(id(found), {})
        return found

    def answer(self, states: States) -> Answer:
        """Return what *states* say about the path that leads to them."""
        if not states:
            return NOTHING
        states = self._one(states)
        found = self._answers.get(id(states))
        if found is None:
            declared = [state for state in states if state.is_declared]
            found = self._answers[id(states)] = Answer(presence_of(states), self._shape(declared))
        return found

    def ask(self, path: Path, number: int | None) -> Answer:
        """Return what the entry *number* says about *path*."""
        states = self.start(number)
        for step in path.steps:
            states = self.step(states, step)
        return self.answer(states)

    def _shape(self, states: Iterable[State]) -> str:
        positions = [state for state in states if state.what == POSITION]
        if not positions:
            return ""
        names = {name for state in positions for name in shape_names(self.table.position(state.numbers[0]))}
        return ("?" if any(state.optional for state in positions) else "") + "|".join(sorted(names))

    def _after(self, state: State, step: Step) -> Iterator[State]:
        if step.kind is StepKind.FEATURE:
            if any(each.name == step.name for each in state.features):
                yield State(LEAF, is_declared=state.is_declared)
        elif state.what == ANYTHING:
            yield _ANY_VALUE
        elif state.what == ENTRY:
            yield from self._after_entry(state, step)
        elif state.what == POSITION:
            yield from self._after_position(state, step)
        elif state.what == VIEW:
            yield from self._in_object(state.numbers, state.is_declared, step)

    def _after_entry(self, state: State, step: Step) -> Iterator[State]:
        entry = self.table.entry(state.numbers[0])
        if step.kind is StepKind.FLAG and step.name in entry.flags:
            yield State(LEAF)
        elif step.kind is StepKind.PLACE:
            for name, number in entry.places:
                if name == step.name and not (name == RETURNS and is_nothing(self.table, number)):
                    yield self._at(number)

    def _at(self, number: int, *, declared: bool = True, optional: bool = False, features: WireFeatures = ()) -> State:
        node = self.table.position(number)
        return State(POSITION, (number,), declared, optional, (*features, *node.features))

    def _after_position(self, state: State, step: Step) -> Iterator[State]:
        node = self.table.position(state.numbers[0])
        if node.kind(VALUE) is not None:
            yield _ANY_VALUE
            return
        match step.kind:
            case StepKind.ELEMENT:
                kind = node.kind(ARRAY)
                if kind is not None and kind.target is not None:
                    yield self._at(kind.target, declared=state.is_declared)
            case StepKind.TYPE:
                if node.kind(step.name) is not None:
                    yield State(LEAF, is_declared=state.is_declared)
            case StepKind.VALUE:
                yield from _values(node, state.is_declared, step.name)
            case _:
                kind = node.kind(OBJECT)
                if kind is not None and kind.target is not None:
                    yield from self._in_object((kind.target, 0), state.is_declared, step)

    def _in_object(self, view: tuple[int, ...], declared: bool, step: Step) -> Iterator[State]:
        if step.kind is StepKind.MEMBER:
            yield from self._members(view, declared, step.name)
        elif step.kind is StepKind.BRANCH:
            yield from self._branches(view, declared, step)
        elif step.kind is StepKind.ANY_MEMBER and self._is_open(view):
            yield State(LEAF, is_declared=declared)

    def _is_open(self, view: tuple[int, ...]) -> bool:
        return any(self.table.object(number).open for number in view[::2])

    def _members(self, view: tuple[int, ...], declared: bool, name: str) -> Iterator[State]:
        found = list(self.find(view, name))
        for member, optional in found:
            yield self._at(member.position, declared=declared, optional=optional, features=member.features)
        if not found and self._is_open(view):
            yield _ANY_VALUE

    def find(self, view: tuple[int, ...], name: str) -> Iterator[tuple[WireMember, bool]]:
        """Yield the members *name* that objects of *view* may have, and whether messages may lack them."""
        for number, is_chosen in zip(view[::2], view[1::2], strict=True):
            node = self.table.object(number)
            index = self.table.member_index(number).get(name)
            if index is not None:
                yield node.members[index], node.members[index].optional
            elif not is_chosen and node.branches:
                yield from self._find_in_branches(node, name)

    def _find_in_branches(self, node: WireObject, name: str) -> Iterator[tuple[WireMember, bool]]:
        found = [list(self.find((branch.object, 0), name)) for branch in node.branches]
        partly = not all(found)
        for each in found:
            for member, optional in each:
                yield member, optional or partly

    def _branches(self, view: tuple[int, ...], declared: bool, step: Step) -> Iterator[State]:
        if self._is_discriminated(view, step.name):
            for before, branch, after in self._chosen(view, step):
                yield State(VIEW, (*before, branch.object, 0, *after), declared, features=branch.features)
            return
        found = False
        for member, _ in self.find(view, step.name):
            found = True
            node = self.table.position(member.position)
            for state in [_ANY_VALUE] if node.kind(VALUE) else _values(node, declared, step.value):
                yield State(VIEW, view, state.is_declared)
        if not found and self._is_open(view):
            yield _ANY_VALUE

    def _is_discriminated(self, view: tuple[int, ...], name: str) -> bool:
        """Return whether the member *name* chooses branches that are not chosen yet."""
        return any(
            not is_chosen and name in self._discriminators_in(number)
            for number, is_chosen in zip(view[::2], view[1::2], strict=True)
        )

    def _discriminators_in(self, number: int) -> frozenset[str]:
        """Return the members that choose branches of the object *number*, or branches within its branches."""
        found = self._discriminators.get(number)
        if found is None:
            node = self.table.object(number)
            own = [node.discriminator] if node.discriminator is not None and node.branches else []
            inner = [self._discriminators_in(each.object) for each in node.branches]
            found = self._discriminators[number] = frozenset(own).union(*inner)
        return found

    def _chosen(
        self, view: tuple[int, ...], step: Step
    ) -> Iterator[tuple[tuple[int, ...], WireBranch, tuple[int, ...]]]:
        """Yield each branch of *view* that *step* may choose, with the objects before and after it in the new view."""
        for index in range(0, len(view), 2):
            number, is_chosen = view[index : index + 2]
            node = self.table.object(number)
            if is_chosen or not node.branches:
                continue
            before, after = (*view[:index], number, 1), view[index + 2 :]
            if node.discriminator == step.name:
                place = self.table.branch_index(number).get(step.value)
                if place is not None:
                    yield before, node.branches[place], after
                continue
            for branch in node.branches:
                for inner, found, outer in self._chosen((branch.object, 0), step):
                    yield (*before, *inner), found, (*outer, *after)


def presence_of(states: States) -> Presence:
    """Return the presence of the path that leads to *states*."""
    if not states:
        return Presence.ABSENT
    return Presence.DECLARED if any(state.is_declared for state in states) else Presence.UNDECLARED


def _values(node: WirePosition, declared: bool, name: str) -> Iterator[State]:
    kind = node.kind(STRING)
    if kind is None:
        return
    if kind.values is None:
        yield State(LEAF, is_declared=False)
        return
    for value in kind.values:
        if value.name == name:
            yield State(LEAF, is_declared=declared, features=value.features)


def is_nothing(table: ShapeTable, number: int) -> bool:
    """Return whether the position *number* takes only an empty object, as for a command that returns nothing."""
    kinds = table.position(number).kinds
    target = kinds[0].target if len(kinds) == 1 and kinds[0].json_type == OBJECT else None
    return target is not None and table.object(target).is_empty


_NAMES = {NUMBER: "number", "boolean": "bool", NULL: "null", VALUE: "any", ARRAY: "array", OBJECT: "object"}


def shape_names(node: WirePosition) -> Iterator[str]:
    """Yield the words for what *node* takes."""
    for kind in node.kinds:
        if kind.json_type == INT:
            yield kind.width or "int"
        elif kind.json_type == STRING:
            yield "str" if kind.values is None else "enum"
        else:
            yield _NAMES[kind.json_type]
