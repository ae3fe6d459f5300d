"""The section of the releases that have a definition and its newest members."""

from __future__ import annotations

from docutils.nodes import Node

from sphinx_qapi.analysis.history.wire_rows import RowKey
from sphinx_qapi.sphinx_ext.doctree.nodes import label
from sphinx_qapi.sphinx_ext.entries.entry_context import EntryContext
from sphinx_qapi.sphinx_ext.entries.strip import anchor_in, strip_node
from sphinx_qapi.sphinx_ext.entries.views import FACTS
from sphinx_qapi.sphinx_ext.translation import _


def availability_section(entry: EntryContext) -> list[Node]:
    """The strip, if releases differ."""
    strip = entry.see(FACTS).strip
    if len(strip.columns) < 2:
        return []

    def anchor_of(key: RowKey) -> str:
        anchor = anchor_in(entry.anchor, key)
        return anchor if entry.subject.is_target and anchor in entry.subject.anchors else ""

    return [label(_("Availability")), strip_node(strip, entry.definition.name, anchor_of)]
