"""What rows say of the binary that the project describes: that it lacks them, and why."""

from __future__ import annotations

from docutils import nodes

from sphinx_qapi.analysis.history.wire_rows import FEATURE, MEMBER, RowKey
from sphinx_qapi.sphinx_ext.entries.context import Entry
from sphinx_qapi.sphinx_ext.entries.sections.since_badges import Row, row_key


def mark_absent(entry: Entry, node: nodes.Element, row: Row, place: str = MEMBER) -> None:
    """Let *node* say that the binary lacks *row*, if it does."""
    if entry.absent:
        _mark(entry, node, row_key(row, place))


def mark_absent_feature(entry: Entry, node: nodes.Element, name: str) -> None:
    """Let *node* say that the binary lacks the feature *name* of the definition, if it does."""
    _mark(entry, node, RowKey(FEATURE, (name,)))


def _mark(entry: Entry, node: nodes.Element, key: RowKey) -> None:
    because = entry.absent.get(key)
    if because is not None:
        node["absent"] = because
