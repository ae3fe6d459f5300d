"""docutils' state machine with states that are created on demand, and the end of the states of a parsed document.

For every list in a text, docutils creates a machine with all its states, each with all its patterns, although a list
needs only three of them: creating the others took as long as all other parsing of lists. States are cycles: each has
its own methods in a table.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from docutils.parsers.rst import states


class LazyStateMachine(states.NestedStateMachine):
    """A state machine for nested text whose `states` are created when they are first used."""

    def add_states(self, state_classes: Iterable[Any]) -> None:
        """Offer a state of each of *state_classes*, to be created on demand."""
        self.states = _States(self, state_classes)


class _States(dict[str, Any]):
    """States of *machine* by name, each created from one of *classes* when it is first looked up."""

    def __init__(self, machine: LazyStateMachine, classes: Iterable[Any]) -> None:
        self._machine = machine
        self._classes = {each.__name__: each for each in classes}

    def __missing__(self, name: str) -> Any:
        state = self[name] = self._classes[name](self._machine, self._machine.debug)
        if hasattr(self._machine, "memo"):  # it is running: docutils has initialized only the states that existed
            state.runtime_init()
        return state


def states_of(state: Any) -> list[dict[str, Any]]:
    """All states of the machine that *state* belongs to while it runs, and of the machine of the whole document.

    There are none in Markdown.
    """
    outermost = getattr(getattr(state, "reporter", None), "get_source_and_line", None)
    machines = (getattr(state, "state_machine", None), getattr(outermost, "__self__", None))
    return [getattr(machine, "states", None) or {} for machine in machines]


def free(finished: Iterable[dict[str, Any]]) -> None:
    """Let the states of machines that have *finished* be freed at once, with all that they parsed."""
    for table in finished:
        for state in table.values():
            state.transitions = {}
        table.clear()
