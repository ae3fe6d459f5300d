"""docutils' state machine with states that are created on demand.

For every list in a text, docutils creates a machine with all its states, each with all its patterns, although a list
needs only three of them: creating the others took as long as all other parsing of lists.
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
