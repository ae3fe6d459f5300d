"""docutils' state machine for nested text, with states that are made only when they are needed."""

from __future__ import annotations

from typing import Any

from docutils.parsers.rst import states

from sphinx_qapi.sphinx_ext._compat.docutils_machine import LazyStateMachine

from .contracts import contract
from .texts import read


def test_states_are_asked_for_by_name() -> None:
    with contract(
        "docutils' state machine gets its states by `add_states`, and looks them up in `states` by their names",
        breaks="prose is not parsed at all",
    ):
        machine: Any = LazyStateMachine(state_classes=states.state_classes, initial_state="Body")
        assert not machine.states
        assert isinstance(machine.states["Body"], states.Body)
        assert list(machine.states) == ["Body"]


def test_few_states_are_made() -> None:
    with contract(
        "a list in a text needs few of docutils' states",
        breaks="nothing, but sites with many lists build more slowly: `docutils_machine` may go",
    ):
        result = read("- a\n- b\n\n  c\n")
        assert [child.tagname for child in result.holder.children] == ["bullet_list"]  # type: ignore[attr-defined]
        assert not result.complaints
        assert len(states.state_classes) > 10
