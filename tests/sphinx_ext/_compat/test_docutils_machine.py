"""docutils' state machine for nested text, with states that are made only when they are needed."""

from __future__ import annotations

import gc
import weakref
from typing import Any

from docutils.core import publish_doctree
from docutils.parsers.rst import Directive, directives, states

from sphinx_qapi.sphinx_ext._compat.docutils_machine import LazyStateMachine, free, states_of

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


def test_states_are_freed_after_their_document() -> None:
    """The directive is in a list of explicit markup, which docutils reads by a machine of its own."""
    tables: list[dict[str, Any]] = []

    class Watch(Directive):
        def run(self) -> list[Any]:
            tables[:] = states_of(self.state)
            return []

    directives.register_directive("watch-states", Watch)
    with contract(
        "docutils' states are in cycles only by their tables `transitions`, and those of a document are found by "
        "`state_machine.states` and `reporter.get_source_and_line`",
        breaks="nothing, but each page leaves garbage, and a build ends later",
    ):
        document = publish_doctree(".. comment\n\n.. watch-states::\n", settings_overrides={"report_level": 5})
        assert [len(table) for table in tables] == [len(states.state_classes)] * 2
        found = [weakref.ref(state) for table in tables for state in table.values()]
        gc.disable()
        try:
            free(tables)
            left = [type(state).__name__ for reference in found if (state := reference()) is not None]
        finally:
            gc.enable()
        assert set(left) <= {"Body"}, "only the state that read the text is still known to what reads inline markup"
        assert document.children
