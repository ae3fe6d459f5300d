"""Tables of values and names with one row for each: detection of their rows and terms."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum

from sphinx_qapi.syntax.plain.inlines import read_inlines
from sphinx_qapi.syntax.plain.prose_lines import Line, room_left
from sphinx_qapi.syntax.plain.prose_nodes import Inlines, Literal


class _Form(Enum):
    """The ways in which a row sets off its term; each pattern ends where the text of the row begins."""

    NAMED = re.compile(r"(@[\w.-]*\w(?: \w+)?) ?:(?: +|$)")
    """A row ``@name: text``."""
    SPACED = re.compile(r"(\S+(?: \S+){0,2}?)(?<![.!?,;]) {2,}(?:--? +)?(?=\S)")
    """A row ``name   text`` or ``name  - text``; the texts of all rows begin at one column."""
    QUOTED = re.compile(r"""([`'"][^\s`'"]+['"`]) +(?!and\b|or\b)(?:--? +)?(?=\S)""")
    """A row ``'name' text``."""
    COLON = re.compile(r"([^\s:@'\"`(][^:]{0,30}): +(?=\S)")
    """A row ``name: text``."""


_COMPLETE = {_Form.NAMED, _Form.SPACED}
"""Forms whose rows may be followed by ordinary lines at the same column."""
_ORDINARY_WORD = re.compile(r"[a-z\d<][^\s]*")
_QUOTED_TERM = re.compile(r"[`'\"](\S+)['\"`]")


@dataclass(frozen=True, kw_only=True, slots=True)
class RowLines:
    """A row whose text is not parsed yet."""

    term: Inlines
    lines: list[Line]
    """The lines of the text, the first without the term."""


class RowFinder:
    """Finds the rows of tables among consecutive lines without blank lines."""

    def __init__(self, lines: Sequence[Line], width: int, *, alone: bool) -> None:
        """*alone* says whether a single row that looks unmistakable is accepted, which is not so inside list items."""
        self._lines = lines
        self._width = width
        self._alone = alone
        self._ordinary: dict[_Form, tuple[int, int]] = {}
        """For each form, column and end of the last lines that look like rows of the form but are ordinary text."""

    def rows_at(self, index: int, *, goes_on: bool) -> list[RowLines]:
        """The rows that begin at the line *index*; empty if this line is ordinary text.

        Rows begin at one column, and the lines that continue them are indented deeper. *goes_on* says whether rows come
        directly before.
        """
        line = self._lines[index]
        for form in _Form:
            match = form.value.match(line.content)
            column, end = self._ordinary.get(form, (-1, 0))
            if match and not (index < end and line.indent == column):
                rows = self._rows_of(form, index, match.end())
                end = index + sum(len(row.lines) for row in rows)
                if self._convinces(form, rows, match, goes_on=goes_on) and (
                    form in _COMPLETE or self._fill(form, rows, index, end)
                ):
                    return rows
                self._ordinary[form] = (line.indent, end)
        return []

    def _rows_of(self, form: _Form, index: int, text_at: int) -> list[RowLines]:
        column = self._lines[index].indent
        rows: list[RowLines] = []
        for position in range(index, len(self._lines)):
            line = self._lines[position]
            if rows and line.indent > column:
                rows[-1].lines.append(line)
                continue
            if line.indent < column:
                break
            text_begins = _text_begins(form, line.content, text_at) if rows else text_at
            if not text_begins:
                break
            term, text = line.content[:text_begins], line.content[text_begins:]
            rows.append(RowLines(term=_read_term(term), lines=[Line(column + text_begins, text, line.number)]))
        return rows

    def _convinces(self, form: _Form, rows: list[RowLines], match: re.Match[str], *, goes_on: bool) -> bool:
        if len(rows) > 1 or not self._alone:
            return len(rows) > 1
        term, (first, *more) = match[1], rows[0].lines
        match form:
            case _Form.NAMED:
                return True
            case _Form.SPACED:
                set_off = (goes_on or match.end() - match.end(1) > 2) and (term.startswith("@") or term.endswith(":"))
                return set_off or (bool(more) and more[0].indent == first.indent)
            case _Form.COLON:
                return bool(more) and (goes_on or _ORDINARY_WORD.fullmatch(term) is not None)
        return False

    def _fill(self, form: _Form, rows: list[RowLines], index: int, end: int) -> bool:
        """Whether the rows take up all lines, and none of them is only the rest of a line that was full."""
        lines = self._lines
        if end < len(lines):
            return False
        if form is _Form.QUOTED or (index and lines[index - 1].indent < lines[index].indent):
            return True
        for row in rows[:-1]:
            index += len(row.lines)
            if room_left(lines[index - 1], lines[index], self._width) <= 0:
                return False
        return True


def _text_begins(form: _Form, content: str, text_at: int) -> int:
    """The offset in *content*, a possible row, at which its text begins; 0 if it is no row of this form."""
    if form is _Form.SPACED:
        term = content[:text_at].rstrip(" -")
        aligned = content[text_at - 1 : text_at] == " " and content[text_at : text_at + 1].strip() != ""
        return text_at if aligned and len(term.split()) <= 3 and not term.endswith((".", "!", "?", ",", ";")) else 0
    match = form.value.match(content)
    return match.end() if match else 0


def _read_term(term: str) -> Inlines:
    term = term.rstrip(" -").removesuffix(":").rstrip()
    quoted = _QUOTED_TERM.fullmatch(term)
    return (Literal(text=quoted[1]),) if quoted else read_inlines(term)
