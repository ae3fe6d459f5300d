"""Comments between definitions, line by line."""

from __future__ import annotations

from sphinx_qapi.source.lines import LineCounter
from sphinx_qapi.syntax.nodes import CommentLine, CommentRun

_BLANK = " \t\f\v"


def comment_run(text: str, start: int, end: int, lines: LineCounter) -> CommentRun | None:
    """The comment lines from the ``#`` at *start* up to *end*; a first one behind code does not count.

    None: there is no other.
    """
    position = lines.position(start)
    behind_code = bool(text[start - position.column + 1 : start].strip())
    number, before = position.line, position.column
    found: list[CommentLine] = []
    for raw in text[start:end].split("\n"):
        line = raw.lstrip(_BLANK)
        if line and not behind_code:
            found.append(CommentLine(line=number, column=before + len(raw) - len(line), text=line[1:]))
        behind_code = False
        before = 1
        number += 1
    return CommentRun(lines=tuple(found)) if found else None
