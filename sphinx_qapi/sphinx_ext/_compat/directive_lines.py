"""Places of lines in a directive's content: docutils counts lines from the page's start, MyST from the directive's."""

from __future__ import annotations

from typing import Any

from docutils.parsers.rst import Directive
from docutils.statemachine import StateMachine


def place_in_content(directive: Directive, index: int) -> tuple[str | None, int | None]:
    """The file and line of the line at *index* of the content of *directive*; None for what is not known."""
    machine: Any = directive.state_machine
    first = directive.content_offset + 1
    if not isinstance(machine, StateMachine):  # MyST's stand-in, which only looks like a state machine
        first += directive.lineno
    place: tuple[str | None, int | None] = machine.get_source_and_line(first + index)
    return place
