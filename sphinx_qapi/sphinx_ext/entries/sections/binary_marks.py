"""Marks of rows that the binary described by the project lacks, with the reason."""

from __future__ import annotations

from docutils import nodes

from sphinx_qapi.analysis.history.wire_rows import FEATURE, MEMBER, RowKey
from sphinx_qapi.sphinx_ext.entries.entry_context import EntryContext
from sphinx_qapi.sphinx_ext.entries.sections.since_badges import Row, row_key
from sphinx_qapi.sphinx_ext.entries.views import ABSENT


def mark_absent(entry: EntryContext, node: nodes.Element, row: Row, place: str = MEMBER) -> None:
    """Mark *node* if the binary lacks *row*."""
    if entry.see(ABSENT):
        _mark(entry, node, row_key(row, place))


def mark_absent_feature(entry: EntryContext, node: nodes.Element, name: str) -> None:
    """Mark *node* if the binary lacks the feature *name* of the definition."""
    _mark(entry, node, RowKey(FEATURE, (name,)))


def _mark(entry: EntryContext, node: nodes.Element, key: RowKey) -> None:
    because = entry.see(ABSENT).get(key)
    if because is not None:
        node["absent"] = because
