"""The last steps of paths: the names of members or values that may follow a beginning that many paths share.

Most rows of a page are members or values of something that has many, so these names are listed once for all of them.
"""

from __future__ import annotations

from typing import NamedTuple

from sphinx_qapi.analysis.wire.paths import StepKind
from sphinx_qapi.analysis.wire.walk import ANYTHING, POSITION, VIEW, Presence, State, States, Walker
from sphinx_qapi.analysis.wire.words import OBJECT, STRING, VALUE

NAMED = frozenset((StepKind.MEMBER, StepKind.VALUE))
"""The kinds of steps that are listed."""
_NONE: frozenset[str] = frozenset()


class NextNames(NamedTuple):
    """The names that may follow a path, by the presence of the path that goes on with them."""

    declared: frozenset[str]
    undeclared: frozenset[str]
    others: Presence
    """The presence of a path that goes on with any other name."""

    def presence(self, name: str) -> Presence:
        """Return the presence of the path that goes on with *name*."""
        if name in self.declared:
            return Presence.DECLARED
        return Presence.UNDECLARED if name in self.undeclared else self.others


class LastSteps:
    """Lists of names for the states of one walker."""

    def __init__(self, walker: Walker) -> None:
        self._walker = walker
        self._names: dict[tuple[int, StepKind], tuple[States, NextNames]] = {}
        """Results by the address of the states; the states are kept in the value, so that the address stays valid."""
        self._members: dict[int, frozenset[str]] = {}

    def names(self, states: States, kind: StepKind) -> NextNames:
        """Return the names that a step of *kind*, which is one of `NAMED`, may have after *states*."""
        found = self._names.get((id(states), kind))
        if found is None:
            found = self._names[id(states), kind] = states, self._list(states, kind)
        return found[1]

    def _list(self, states: States, kind: StepKind) -> NextNames:
        declared = undeclared = _NONE
        others = Presence.ABSENT
        for state in states:
            known, is_open = self._members_at(state) if kind is StepKind.MEMBER else self._values_at(state)
            if state.is_declared:
                declared |= known
            else:
                undeclared |= known
            if is_open:
                others = Presence.UNDECLARED
        return NextNames(declared, undeclared, others)

    def _values_at(self, state: State) -> tuple[frozenset[str], bool]:
        """Return the values that are declared at *state*, and whether any others are taken."""
        if state.what != POSITION:
            return _NONE, state.what == ANYTHING
        node = self._walker.table.position(state.numbers[0])
        kind = node.kind(STRING)
        if node.kind(VALUE) is not None or kind is None or kind.values is None:
            return _NONE, node.kind(VALUE) is not None or kind is not None
        return frozenset([each.name for each in kind.values]), False

    def _members_at(self, state: State) -> tuple[frozenset[str], bool]:
        """Return the members that are declared at *state*, and whether any others are taken."""
        if state.what == POSITION:
            node = self._walker.table.position(state.numbers[0])
            kind = node.kind(OBJECT)
            if node.kind(VALUE) is not None or kind is None or kind.target is None:
                return _NONE, node.kind(VALUE) is not None
            return self._members_of(kind.target, 0), self._walker.table.object(kind.target).open
        if state.what != VIEW:
            return _NONE, state.what == ANYTHING
        parts = list(zip(state.numbers[::2], state.numbers[1::2], strict=True))
        is_open = any(self._walker.table.object(number).open for number, _ in parts)
        return _NONE.union(*(self._members_of(*part) for part in parts)), is_open

    def _members_of(self, number: int, is_chosen: int) -> frozenset[str]:
        """Return the members of an object, including those of its branches if none is chosen yet."""
        node = self._walker.table.object(number)
        if is_chosen and node.branches:
            return frozenset(self._walker.table.member_index(number))
        if number not in self._members:
            inner = (self._members_of(each.object, 0) for each in node.branches)
            self._members[number] = frozenset(self._walker.table.member_index(number)).union(*inner)
        return self._members[number]
