"""docutils' states and its parser of inline markup, with exact line numbers and with topics for complaints.

docutils' own line numbers differ from those of the file for inline markup in a paragraph and for the cells of tables.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

import docutils
from docutils import nodes
from docutils.parsers.rst import states

from sphinx_qapi.sphinx_ext._compat.docutils_messages import Complaints, Topic

_TABLE_LINE = 1 if docutils.__version_info__ >= (0, 23) else 0
"""The *tableline* with which docutils leaves the line numbers of cells unchanged: from 0.23 on it subtracts one."""

_Method = Callable[[Any, "re.Match[str]", int], Any]
_MARKS = ("start", "backquote", "refend", "fnend")
"""Groups of docutils' pattern for the start of inline markup; exactly one of them has matched."""

_NO_ESCAPE = re.compile(r"\0(?=[A-Za-z0-9])")
_LONGEST_LIST = 200
"""Maximum number of lines of a table of comma-separated values that are searched for the text of a cell."""

_RESOLVED_LATER = (nodes.reference, nodes.footnote_reference, nodes.citation_reference, nodes.substitution_reference)
"""References that docutils looks up, and complains about, after the whole page is read."""


def exact_inliner(settings: Any, complaints: Complaints) -> states.Inliner:
    """docutils' own parser of inline markup, changed so that roles and complaints get the line of the markup itself.

    The instance is changed instead of the class, because docutils builds its patterns from what is in the class itself,
    not from what is in its parents.
    """
    inliner: Any = states.Inliner()
    inliner.init_customizations(settings)
    inliner.newlines = 0
    inliner.dispatch = {mark: _exact(method, complaints) for mark, method in inliner.dispatch.items()}
    parse, interpreted = inliner.parse, inliner.interpreted

    def parse_counted(text: str, *args: Any) -> Any:
        # A role may parse its own text meanwhile; restore the outer count after that.
        outer, inliner.newlines = inliner.newlines, text.count("\n")
        try:
            found, messages = parse(text, *args)
        finally:
            inliner.newlines = outer
        return ([_with_backslashes(node) for node in found] if "\\" in text else found), messages

    def interpreted_by_role(rawsource: str, *args: Any) -> Any:
        # The role may be unknown, or have complaints of its own.
        with complaints.about(Topic.OTHER), complaints.at(complaints.rest, len(_first_line_of(rawsource))):
            return interpreted(rawsource, *args)

    inliner.parse, inliner.interpreted = parse_counted, interpreted_by_role
    return inliner  # type: ignore[no-any-return]


def _with_backslashes(node: nodes.Node) -> nodes.Node:
    """*node* with the backslashes before letters and digits: docutils removes them, though they escape nothing.

    docutils keeps a NUL in place of each backslash that it has taken for an escape.
    """
    for text in [text for text in node.findall(nodes.Text) if _NO_ESCAPE.search(text)]:
        shown = nodes.Text(_NO_ESCAPE.sub(r"\\", text))
        if text is node:
            return shown
        text.parent.replace(text, shown)
    return node


def _exact(method: _Method, complaints: Complaints) -> _Method:
    def with_line(inliner: Any, match: re.Match[str], lineno: int) -> Any:
        begin = max(match.start(group) for group in _MARKS)
        line = lineno + inliner.newlines - match.string.count("\n", begin)
        rest = _first_line_of(match.string[match.start() :])  # with the role, which is before the mark
        with complaints.about(Topic.UNCLOSED), complaints.at(rest, match.end() - match.start()):
            result = method(inliner, match, line)
        for node in result[1]:
            if isinstance(node, _RESOLVED_LATER):
                node.source, node.line = inliner.reporter.get_source_and_line(line)
        return result

    return with_line


def _first_line_of(text: str) -> str:
    """The first line of *text*, with backslashes in place of the NULs that docutils has put there."""
    return text.partition("\n")[0].replace("\0", "\\")


class _ExactState:
    """What all states of our machine add to docutils' own: exact lines for targets and for the cells of tables.

    docutils counts the lines of cells from the wrong line, although each line of a cell carries its place. Besides,
    each method of docutils that has only one kind of complaint sets the topic of complaints.
    """

    memo: Any

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.nested_sm_kwargs = {"state_classes": EXACT_STATES, "initial_state": "Body"}

    @property
    def nested_sm_cache(self) -> list[Any]:
        """Machines that are reused for the texts of one page; docutils' own cache lasts as long as the process."""
        machines: list[Any] = self.memo.machines
        return machines

    def nested_parse(self, *args: Any, **kwargs: Any) -> Any:
        with self.memo.complaints.about(Topic.OTHER):
            return super().nested_parse(*args, **kwargs)  # type: ignore[misc]

    def unindent_warning(self, *args: Any) -> Any:
        with self.memo.complaints.about(Topic.INDENTATION):
            return super().unindent_warning(*args)  # type: ignore[misc]

    def run_directive(self, *args: Any) -> Any:
        with self.memo.complaints.about(Topic.DIRECTIVE):
            return super().run_directive(*args)  # type: ignore[misc]

    def unknown_directive(self, *args: Any) -> Any:
        with self.memo.complaints.about(Topic.UNKNOWN_DIRECTIVE):
            return super().unknown_directive(*args)  # type: ignore[misc]

    def malformed_table(self, *args: Any, **kwargs: Any) -> Any:
        with self.memo.complaints.about(Topic.TABLE):
            return super().malformed_table(*args, **kwargs)  # type: ignore[misc]

    def add_target(self, targetname: str, refuri: str, target: Any, lineno: int) -> None:
        super().add_target(targetname, refuri, target, lineno)  # type: ignore[misc]
        target.source, target.line = self.state_machine.get_source_and_line(lineno)  # type: ignore[attr-defined]

    def build_table_row(self, rowdata: Any, tableline: int) -> Any:
        places: dict[tuple[str, int], int] = {place: index for index, place in enumerate(self.memo.lines.items)}
        lines = self.memo.lines.data
        exact = [cell and (*cell[:2], _first_line(cell, places, lines, tableline), cell[3]) for cell in rowdata]
        return super().build_table_row(exact, _TABLE_LINE)  # type: ignore[misc]


def _first_line(cell: Any, places: dict[tuple[str, int], int], lines: list[str], tableline: int) -> int:
    content = cell[3]
    if content.items and (index := places.get(content.items[0])) is not None:
        return index
    # A table of comma-separated values does not say on which lines its cells are.
    words = content.data[0] if content.data else ""
    near = range(tableline - 1, min(len(lines), tableline + _LONGEST_LIST))
    return next((index for index in near if words and words in lines[index]), tableline + cell[2])


EXACT_STATES: tuple[Any, ...] = tuple(type(state.__name__, (_ExactState, state), {}) for state in states.state_classes)
"""docutils' states under their own names, with the additions of `_ExactState`."""
