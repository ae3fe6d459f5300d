"""Repairs of versions in comments, according to a history."""

from __future__ import annotations

from collections.abc import Iterator

from sphinx_qapi.analysis.fixes.fix import FileEdit, FixRequest
from sphinx_qapi.analysis.fixes.since_edit import edited_line, since_edit
from sphinx_qapi.analysis.lint.since_mismatch import mismatches


def since_repairs(request: FixRequest) -> Iterator[FileEdit]:
    """Yield the edits of comments for which one version is right for everything that they describe."""
    if request.history is None:
        return
    for mismatch in mismatches(request.schema, request.history, request.complete_from):
        line = request.line_of(mismatch.worst.row.position.path, edited_line(mismatch))
        edit = since_edit(mismatch, line)
        if edit is not None:
            yield edit
