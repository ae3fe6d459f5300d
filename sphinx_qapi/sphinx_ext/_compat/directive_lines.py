"""Where the lines of a directive's content are: docutils counts them from the page's first line, MyST from its own."""

from __future__ import annotations

from typing import Any

from docutils.parsers.rst import Directive
from docutils.statemachine import StateMachine


def place_in_content(directive: Directive, index: int) -> tuple[str | None, int | None]:
    """The file and line of the line at *index* of the content of *directive*."""
    machine: Any = directive.state_machine
    first = directive.content_offset + 1
    if not isinstance(machine, StateMachine):  # MyST's, which only looks like one
        first += directive.lineno
    place: tuple[str | None, int | None] = machine.get_source_and_line(first + index)
    return place
