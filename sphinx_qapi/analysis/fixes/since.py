"""Versions in comments made those that the history proves."""

from __future__ import annotations

from collections.abc import Iterator

from sphinx_qapi.analysis.fixes.fix import FileEdit, FixRequest
from sphinx_qapi.analysis.lint.since_edit import edited_line, since_edit
from sphinx_qapi.analysis.lint.since_mismatch import mismatches
from sphinx_qapi.source.position import Position


def since_repairs(request: FixRequest) -> Iterator[FileEdit]:
    """The edits of comments for which one version is right for all that they describe."""
    if request.history is None:
        return
    for mismatch in mismatches(request.schema, request.history, request.complete_from):
        line = request.line_of(mismatch.worst.row.position.path, edited_line(mismatch))
        edit = since_edit(mismatch, line)
        if edit is None:
            continue
        start = edit.column - 1 if edit.column < edit.end else edit.column - 2  # what is inserted takes a letter along
        old = line[start : edit.end - 1]
        place = Position(edit.path, edit.line, start + 1)
        yield FileEdit(place, old, old[: edit.column - 1 - start] + edit.text)
