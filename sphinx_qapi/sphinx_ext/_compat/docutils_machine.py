"""docutils' state machine, with its states made when they are asked for.

docutils makes a machine with all its states, each with all its patterns, for every list in a text, and a list needs
three of them: to make the others took as long as all the parsing of lists.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from docutils.parsers.rst import states


class LazyStateMachine(states.NestedStateMachine):
    """A machine for nested text whose `states` come to be one by one."""

    def add_states(self, state_classes: Iterable[Any]) -> None:
        """Let there be a state of each of *state_classes*."""
        self.states = _States(self, state_classes)


class _States(dict[str, Any]):
    """The states of *machine* by their names, of *classes*."""

    def __init__(self, machine: LazyStateMachine, classes: Iterable[Any]) -> None:
        self._machine = machine
        self._classes = {each.__name__: each for each in classes}

    def __missing__(self, name: str) -> Any:
        state = self[name] = self._classes[name](self._machine, self._machine.debug)
        if hasattr(self._machine, "memo"):  # it runs: docutils has initialized those that there were
            state.runtime_init()
        return state
