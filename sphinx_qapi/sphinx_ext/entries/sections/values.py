"""The sections of the values of an enum and of the alternatives of an alternate."""

from __future__ import annotations

from docutils.nodes import Node

from sphinx_qapi.schema.model.definitions import EnumType
from sphinx_qapi.schema.model.members import Branch, EnumValue
from sphinx_qapi.sphinx_ext.doctree.anchors import row_anchor
from sphinx_qapi.sphinx_ext.doctree.nodes import label, qapi_row, qapi_rows
from sphinx_qapi.sphinx_ext.doctree.row_meta import condition_texts
from sphinx_qapi.sphinx_ext.entries.entry_context import EntryContext
from sphinx_qapi.sphinx_ext.entries.sections.binary_marks import mark_absent
from sphinx_qapi.sphinx_ext.entries.sections.feature_texts import feature_text_nodes, note_told
from sphinx_qapi.sphinx_ext.entries.sections.features import note_features
from sphinx_qapi.sphinx_ext.entries.sections.since_badges import mark_since, row_text
from sphinx_qapi.sphinx_ext.entries.views import View
from sphinx_qapi.sphinx_ext.objects.object_rows import PartRow
from sphinx_qapi.sphinx_ext.translation import _

PROBE_PLACE = View(
    "place of probes",
    lambda site, each: site.loaded.analyses.probe_places.get(each.name) if isinstance(each, EnumType) else None,
)
"""The nearest path by which clients probe for an enum; None for other kinds."""


def values_section(entry: EntryContext) -> list[Node]:
    """The label and rows of an enum's values; empty for other kinds."""
    rows = [_row(entry, value, "value") for value in entry.values]
    if not rows:
        return []
    list_ = qapi_rows("", *rows, list=1)
    if place := entry.see(PROBE_PLACE):
        list_["probe"] = place
    return [label(_("Values")), list_]


def alternatives_section(entry: EntryContext) -> list[Node]:
    """The label and rows of an alternate's alternatives; empty for other kinds."""
    rows = [_row(entry, branch, "member") for branch in entry.alternatives]
    return [label(_("Alternatives")), qapi_rows("", *rows)] if rows else []


def _row(entry: EntryContext, item: EnumValue | Branch, kind: str) -> qapi_row:
    row = qapi_row("", name=item.name)
    if isinstance(item, Branch):
        entry.show_type(row, item.type)
    anchor = row_anchor(entry.anchor, (item.name,))
    if entry.claim(anchor):
        row["ids"] = [anchor]
        entry.parts.append(PartRow(item.name, kind, anchor, True))
        note_features(entry, (item.name,), item.features, row)
    row["marks"] = [feature.name for feature in item.features]
    row["condition"] = condition_texts(item.condition)
    mark_since(entry, row, item)
    mark_absent(entry, row, item)
    row += row_text(entry, item, entry.scope)
    row += feature_text_nodes(entry, item.features, entry.definition, entry.scope)
    note_told(entry, item.features, item.name, row["ids"][0] if row["ids"] else "")
    return row
