"""Exact lines where docutils has others: of inline markup in its paragraph, and of the cells of tables."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any, ClassVar

from docutils import nodes
from docutils.parsers.rst import states

from sphinx_qapi.sphinx_ext._compat import TABLE_LINE
from sphinx_qapi.sphinx_ext.prose.lazy_states import LazyStateMachine

_Method = Callable[[Any, "re.Match[str]", int], Any]
_MARKS = ("start", "backquote", "refend", "fnend")
"""The groups of docutils' pattern for the beginning of inline markup; one of them has matched."""

_LONGEST_LIST = 200
"""So many lines of comma-separated values are searched for the text of a cell."""

_RESOLVED_LATER = (nodes.reference, nodes.footnote_reference, nodes.citation_reference, nodes.substitution_reference)
"""What docutils looks up, and complains about, when the whole page is read."""


def exact_inliner(settings: Any) -> states.Inliner:
    """docutils' own parser of inline markup, but roles and complaints get the line of the markup itself.

    Changed on the instance, for docutils makes its patterns of what stands in the class itself, not in its parents.
    """
    inliner: Any = states.Inliner()
    inliner.init_customizations(settings)
    inliner.newlines = 0
    inliner.dispatch = {mark: _exact(method) for mark, method in inliner.dispatch.items()}
    parse = inliner.parse

    def parse_counted(text: str, *args: Any) -> Any:
        # Roles may parse their own text within: what was counted outside is needed again.
        outer, inliner.newlines = inliner.newlines, text.count("\n")
        try:
            return parse(text, *args)
        finally:
            inliner.newlines = outer

    inliner.parse = parse_counted
    return inliner  # type: ignore[no-any-return]


def _exact(method: _Method) -> _Method:
    def with_line(inliner: Any, match: re.Match[str], lineno: int) -> Any:
        begin = max(match.start(group) for group in _MARKS)
        line = lineno + inliner.newlines - match.string.count("\n", begin)
        result = method(inliner, match, line)
        for node in result[1]:
            if isinstance(node, _RESOLVED_LATER):
                node.source, node.line = inliner.reporter.get_source_and_line(line)
        return result

    return with_line


class _ExactState:
    """What all states of our machine have beside docutils' own: targets and cells of tables know their lines.

    docutils counts those of cells from the wrong line, although each line of a cell has its place with it.
    """

    nested_sm = LazyStateMachine
    nested_sm_cache: ClassVar[list[Any]] = []

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.nested_sm_kwargs = {"state_classes": EXACT_STATES, "initial_state": "Body"}

    def add_target(self, targetname: str, refuri: str, target: Any, lineno: int) -> None:
        super().add_target(targetname, refuri, target, lineno)  # type: ignore[misc]
        target.source, target.line = self.state_machine.get_source_and_line(lineno)  # type: ignore[attr-defined]

    def build_table_row(self, rowdata: Any, tableline: int) -> Any:
        places: dict[tuple[str, int], int] = {place: index for index, place in enumerate(self.memo.lines.items)}  # type: ignore[attr-defined]
        lines = self.memo.lines.data  # type: ignore[attr-defined]
        exact = [cell and (*cell[:2], _first_line(cell, places, lines, tableline), cell[3]) for cell in rowdata]
        return super().build_table_row(exact, TABLE_LINE)  # type: ignore[misc]


def _first_line(cell: Any, places: dict[tuple[str, int], int], lines: list[str], tableline: int) -> int:
    content = cell[3]
    if content.items and (index := places.get(content.items[0])) is not None:
        return index
    # A table of comma-separated values does not say where its cells are.
    words = content.data[0] if content.data else ""
    near = range(tableline - 1, min(len(lines), tableline + _LONGEST_LIST))
    return next((index for index in near if words and words in lines[index]), tableline + cell[2])


EXACT_STATES: tuple[Any, ...] = tuple(type(state.__name__, (_ExactState, state), {}) for state in states.state_classes)
"""docutils' states, by the same names."""
