"""Strips (tables of availability by release) as nodes."""

from __future__ import annotations

from collections.abc import Callable

from docutils.nodes import Node

from sphinx_qapi.analysis.evolution.told import Cell, Strip
from sphinx_qapi.analysis.history.wire_rows import BRANCH, RETURNED, WHOLE, RowKey, row_name
from sphinx_qapi.analysis.wire.truth import ALWAYS
from sphinx_qapi.sphinx_ext.doctree.anchors import branch_anchor, returns_anchor, row_anchor
from sphinx_qapi.sphinx_ext.doctree.condition_words import form_words
from sphinx_qapi.sphinx_ext.doctree.nodes import qapi_strip
from sphinx_qapi.sphinx_ext.doctree.row_meta import span_text
from sphinx_qapi.sphinx_ext.translation import _


def strip_node(strip: Strip, definition: str, anchor_of: Callable[[RowKey], str]) -> Node:
    """*strip* of the definition called *definition* as a node; *anchor_of* gives the anchor of a row, or is empty."""
    words = {Cell.THERE: _("yes"), Cell.ABSENT: _("no"), Cell.UNCHECKED: _("unchecked")}
    cells, kinds = [], []
    for row in strip.rows:
        conditions = row.conditions or (ALWAYS,) * len(row.cells)
        for cell, condition in zip(row.cells, conditions, strict=True):
            has_condition = condition != ALWAYS and cell is Cell.THERE
            cells.append(_("if %s") % form_words(condition) if has_condition else words[cell])
            kinds.append(cell.value)
    return qapi_strip(
        "",
        columns=[span_text(span) for span in strip.columns],
        names=[definition if row.key == WHOLE else row_name(row.key) for row in strip.rows],
        anchors=[anchor_of(row.key) for row in strip.rows],
        cells=cells,
        kinds=kinds,
    )


def anchor_in(entry_anchor: str, key: RowKey) -> str:
    """The anchor of a row in the entry whose anchor is *entry_anchor*."""
    if key == WHOLE:
        return entry_anchor
    anchors = {BRANCH: branch_anchor, RETURNED: returns_anchor}
    return anchors.get(key.place, row_anchor)(entry_anchor, key.path)
