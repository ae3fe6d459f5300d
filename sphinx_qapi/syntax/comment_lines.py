"""The lines of comments between definitions."""

from __future__ import annotations

import re
from array import array

from sphinx_qapi.source.lazy_sequences import LazySequence, offsets
from sphinx_qapi.source.lines import LineCounter
from sphinx_qapi.source.position import Position
from sphinx_qapi.source.source_lines import SourceLines, compact_columns, compact_numbers
from sphinx_qapi.syntax.nodes import CommentRun

LONG = 1 << 16
"""Above this number of characters, the lines of a comment are cut out of the text on each access."""
_BLANK = " \t\f\v"
_SIGN = re.compile(r"^[ \t\f\v]*+#", re.MULTILINE)


def comment_run(text: str, start: int, end: int, lines: LineCounter) -> CommentRun | None:
    """The comment lines from the ``#`` at *start* up to *end*; None if there are none.

    A first line that follows code on its line does not count.
    """
    position = lines.position(start)
    if end - start > LONG:
        run = _lines_read_again(text, start, end, position)
        return CommentRun(lines=run) if run else None
    comment = text[start:end]
    if position.column == 1 and comment.count("\n") == comment.count("\n#"):  # nearly always
        texts = comment[1:].replace("\n#", "\n").split("\n")
        numbers = range(position.line, position.line + len(texts))
        return CommentRun(lines=SourceLines(texts, numbers, b"\1" * len(texts)))
    texts = comment.split("\n")
    if text[start - position.column + 1 : start].strip():
        del texts[0]
        run = _lines(texts, position.line + 1, 1)
    else:
        run = _lines(texts, position.line, position.column)
    return CommentRun(lines=run) if run else None


def _lines(texts: list[str], number: int, column: int) -> SourceLines:
    """The comment lines of *texts* without their ``#``, leaving out blank lines.

    The first text begins at line *number* and *column*, the others at column 1.
    """
    kept: list[str] = []
    own_numbers, own_columns = array("Q"), array("Q")
    for own_number, text in enumerate(texts, number):
        line = text.lstrip(_BLANK)
        if line:
            kept.append(line[1:])
            own_numbers.append(own_number)
            own_columns.append((column if own_number == number else 1) + len(text) - len(line))
    return SourceLines(kept, compact_numbers(own_numbers), compact_columns(own_columns))


def _lines_read_again(text: str, start: int, end: int, position: Position) -> SourceLines:
    """The lines of a long comment, cut out of *text* on each access; its first ``#`` is at *start* and *position*."""

    def line_at(offset: int) -> str:
        line_end = text.find("\n", offset)
        return text[offset:line_end] if line_end >= 0 else text[offset:]

    starts, numbers, columns = offsets(), offsets(), offsets()
    number, counted = position.line, start
    if not text[start - position.column + 1 : start].strip():
        starts.append(start + 1)
        numbers.append(number)
        columns.append(position.column)
    for match in _SIGN.finditer(text, start, end):
        number += text.count("\n", counted, match.start())
        counted = match.start()
        if match.end() > start + 1:
            starts.append(match.end())
            numbers.append(number)
            columns.append(match.end() - match.start())
    return SourceLines(LazySequence(memoryview(starts), line_at), compact_numbers(numbers), compact_columns(columns))
