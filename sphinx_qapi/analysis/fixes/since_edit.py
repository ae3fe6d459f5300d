"""The edit that puts the right version into a comment."""

from __future__ import annotations

import re

from sphinx_qapi.analysis.fixes.fix import FileEdit
from sphinx_qapi.analysis.lint.since_mismatch import Evidence, Mismatch
from sphinx_qapi.schema.model.documentation import Description
from sphinx_qapi.schema.model.members import Since
from sphinx_qapi.source.position import Position
from sphinx_qapi.source.version import Version


def since_edit(mismatch: Mismatch, line: str) -> FileEdit | None:
    """Return the edit that corrects every version that comes from the comment; None if no edit does.

    *line* is the line of the file that `edited_line` names. A version that the comment states is replaced; if it states
    none and inherits one that is too early, ``(since X)`` is appended.
    """
    row, version = mismatch.worst.row, mismatch.worst.proof.having
    if version is None or any(_would_be_wrong(each, version) for each in mismatch.rows):
        return None
    if not row.path.steps and version < row.version:
        return None  # parts that inherit the version of a command would get one that is too early
    written = ".".join(map(str, version.numbers[:2]))
    if row.own is not None:
        return _replaced(row.own, line, written)
    if row.description is None or row.version > version or not _is_plain(row.description):
        return None
    text = row.description.text
    last = len(line.rstrip())
    old = line[last - 1 : last]  # the insertion also replaces the character before it by itself
    return FileEdit(Position(text.path, text.numbers[-1], last), old, f"{old} (since {written})")


def edited_line(mismatch: Mismatch) -> int:
    """Return the number of the line that the edit would change."""
    row = mismatch.worst.row
    if row.own is not None:
        return row.own.position.line
    if row.description is not None and row.description.text:
        return row.description.text.numbers[-1]
    return row.position.line


def _replaced(own: Since, line: str, written: str) -> FileEdit | None:
    """Return the edit of a version that stands alone; None if words after it may be about something else."""
    stated = rf"{re.escape(str(own.version))}(?:\.0)*"
    match = re.compile(rf"(?<![\d.]){stated}(?![\d]|\.\d)").search(line, own.position.column - 1)
    if match is None or not re.fullmatch(rf"{stated}\.?", own.text):
        return None
    return FileEdit(Position(own.position.path, own.position.line, match.start() + 1), match[0], written)


def _would_be_wrong(evidence: Evidence, version: Version) -> bool:
    """Return whether a row would show a wrong version if its comment stated *version*.

    If the row shows an inherited version, the newer of both counts.
    """
    row = evidence.row
    decides = row.own is not None and row.own.version == row.version
    return evidence.proof.contradicts(version if decides else max(version, row.version))


def _is_plain(description: Description) -> bool:
    """Return whether the description is one paragraph that states no other version, so that words can be appended."""
    lines = description.text.lines
    return bool(lines) and all(line.strip() and not line.startswith(" ") and "ince " not in line for line in lines)
