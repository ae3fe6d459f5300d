"""Comments between definitions, line by line."""

from __future__ import annotations

from array import array
from collections.abc import Sequence

from sphinx_qapi.source.lines import LineCounter
from sphinx_qapi.source.source_lines import SourceLines, compact_columns, compact_numbers
from sphinx_qapi.syntax.nodes import CommentRun

_BLANK = " \t\f\v"


def comment_run(text: str, start: int, end: int, lines: LineCounter) -> CommentRun | None:
    """The comment lines from the ``#`` at *start* up to *end*; a first one behind code does not count.

    None: there is no other.
    """
    position = lines.position(start)
    texts = text[start:end].split("\n")
    if text[start - position.column + 1 : start].strip():
        del texts[0]
        run = _lines(texts, position.line + 1, 1)
    else:
        run = _lines(texts, position.line, position.column)
    return CommentRun(lines=run) if run else None


def _lines(texts: list[str], number: int, column: int) -> SourceLines:
    """*texts* without their ``#`` and without blank ones; the first is at *number* and *column*, others at column 1."""
    numbers: Sequence[int] = range(number, number + len(texts))
    if column == 1 and all(text[:1] == "#" for text in texts):
        for index, text in enumerate(texts):  # in place: there may be a million of them
            texts[index] = text[1:]
        return SourceLines(texts, numbers, b"\1" * len(texts))
    kept: list[str] = []
    own_numbers, own_columns = array("Q"), array("Q")
    for own_number, text in zip(numbers, texts, strict=True):
        line = text.lstrip(_BLANK)
        if line:
            kept.append(line[1:])
            own_numbers.append(own_number)
            own_columns.append((column if own_number == number else 1) + len(text) - len(line))
    return SourceLines(kept, compact_numbers(own_numbers), compact_columns(own_columns))
