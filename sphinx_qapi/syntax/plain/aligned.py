"""Tables of values and names, one to a row: which lines are rows, and what their terms are."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum

from sphinx_qapi.syntax.plain.inlines import read_inlines
from sphinx_qapi.syntax.plain.lines import Line, room_left
from sphinx_qapi.syntax.plain.nodes import Inlines, Literal


class _Form(Enum):
    """How a row sets off its term; the pattern ends where the text begins."""

    NAMED = re.compile(r"(@[\w.-]*\w(?: \w+)?) ?:(?: +|$)")
    """``@name: text``"""
    SPACED = re.compile(r"(\S+(?: \S+){0,2}?)(?<![.!?,;]) {2,}(?:--? +)?(?=\S)")
    """``name   text`` or ``name  - text``, the texts of all rows at one column"""
    QUOTED = re.compile(r"""([`'"][^\s`'"]+['"`]) +(?!and\b|or\b)(?:--? +)?(?=\S)""")
    """``'name' text``"""
    COLON = re.compile(r"([^\s:@'\"`(][^:]{0,30}): +(?=\S)")
    """``name: text``"""


_ORDINARY_WORD = re.compile(r"[a-z\d<][^\s]*")
_QUOTED_TERM = re.compile(r"[`'\"](\S+)['\"`]")


@dataclass(frozen=True, kw_only=True, slots=True)
class RowLines:
    """A row whose text is not read yet."""

    term: Inlines
    lines: list[Line]
    """The first without its term."""


def rows_at(lines: Sequence[Line], index: int, width: int, *, alone: bool, goes_on: bool) -> list[RowLines]:
    """The rows that begin at ``lines[index]``, none where that is ordinary text.

    Rows stand at one column, the lines that continue them deeper. *alone* says whether a single row is believed
    where it looks unmistakable (inside list items it is not), *goes_on* whether rows stand directly before.
    """
    for form in _Form:
        match = form.value.match(lines[index].content)
        if match:
            rows = _rows_of(form, lines, index, match.end())
            if not _convinces(form, rows, match, alone=alone, goes_on=goes_on):
                continue
            if form in (_Form.NAMED, _Form.SPACED) or _fill(form, rows, lines, index, width):
                return rows
    return []


def _rows_of(form: _Form, lines: Sequence[Line], index: int, text_at: int) -> list[RowLines]:
    column = lines[index].indent
    rows: list[RowLines] = []
    for line in lines[index:]:
        if rows and line.indent > column:
            rows[-1].lines.append(line)
            continue
        text_begins = _text_begins(form, line.content, text_at) if line.indent == column else 0
        if not text_begins:
            break
        term, text = line.content[:text_begins], line.content[text_begins:]
        rows.append(RowLines(term=_read_term(term), lines=[Line(column + text_begins, text, line.number)]))
    return rows


def _text_begins(form: _Form, content: str, text_at: int) -> int:
    """Where the text of the row *content* begins, 0 if it is no row of this form."""
    if form is _Form.SPACED:
        fits = content[text_at - 1 : text_at + 1].lstrip() == content[text_at : text_at + 1] != ""
        return text_at if fits else 0
    match = form.value.match(content)
    return match.end() if match else 0


def _read_term(term: str) -> Inlines:
    term = term.rstrip(" -").removesuffix(":").rstrip()
    quoted = _QUOTED_TERM.fullmatch(term)
    return (Literal(text=quoted[1]),) if quoted else read_inlines(term)


def _convinces(form: _Form, rows: list[RowLines], match: re.Match[str], *, alone: bool, goes_on: bool) -> bool:
    if len(rows) > 1 or not alone:
        return len(rows) > 1
    term, (first, *more) = match[1], rows[0].lines
    match form:
        case _Form.NAMED:
            return True
        case _Form.SPACED:
            set_off = match.end() - match.end(1) > 2 and (term.startswith("@") or term.endswith(":"))
            return set_off or (bool(more) and more[0].indent == first.indent)
        case _Form.COLON:
            return bool(more) and (goes_on or _ORDINARY_WORD.fullmatch(term) is not None)
    return False


def _fill(form: _Form, rows: list[RowLines], lines: Sequence[Line], index: int, width: int) -> bool:
    """Whether the rows leave no line over, and no colon came to the beginning of its line by wrapping."""
    before = lines[index - 1] if index else None
    if before and before.indent == lines[index].indent and form.value.match(before.content):
        return False
    set_off = form is _Form.QUOTED or (before is not None and before.indent < lines[index].indent)
    for row in rows:
        if not set_off and row is not rows[0] and room_left(lines[index - 1], lines[index], width) <= 0:
            return False
        index += len(row.lines)
    return index == len(lines)
