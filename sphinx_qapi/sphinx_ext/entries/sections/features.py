"""The section of the features of a definition and of its members, with their texts in the comment."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from docutils import nodes
from docutils.nodes import Node

from sphinx_qapi.schema.model.members import Feature
from sphinx_qapi.sphinx_ext.doctree.anchors import feature_anchor
from sphinx_qapi.sphinx_ext.doctree.nodes import label, qapi_row, qapi_rows
from sphinx_qapi.sphinx_ext.doctree.row_meta import condition_texts
from sphinx_qapi.sphinx_ext.entries.entry_context import EntryContext
from sphinx_qapi.sphinx_ext.entries.sections.beside import joined
from sphinx_qapi.sphinx_ext.entries.sections.binary_marks import mark_absent_feature
from sphinx_qapi.sphinx_ext.entries.sections.since_badges import mark_feature
from sphinx_qapi.sphinx_ext.objects.object_rows import PartRow
from sphinx_qapi.sphinx_ext.translation import _


def features_section(entry: EntryContext) -> list[Node]:
    """Rows of the definition's own features, then of those that only members have: these link to the members' rows."""
    own = {feature.name: feature for feature in entry.definition.features}
    documentation = entry.definition.documentation
    texts = {each.name: each.text for each in documentation.features} if documentation else {}
    undeclared = {each.name for each in documentation.undeclared} if documentation else set()
    rows = []
    for name in [*own, *(name for name in texts if name not in own and name not in undeclared)]:
        row = qapi_row("", name=name)
        anchor = feature_anchor(entry.anchor, name)
        if entry.claim(anchor):
            row["ids"] = [anchor]
            entry.parts.append(PartRow(name, "feature", anchor, True))
        if name in own:
            row["condition"] = condition_texts(own[name].condition)
        if name in own:
            description = documentation.feature(name) if documentation else None
            mark_absent_feature(entry, row, name)
            mark_feature(entry, row, name, description.since.version if description and description.since else None)
        if name in entry.told_features and name not in own:
            row += nodes.paragraph("", _("Of "), *joined(entry.told_features[name]), translatable=False)
        else:
            row += entry.read(texts.get(name))
        rows.append(row)
    return [label(_("Features")), qapi_rows("", *rows, list=1)] if rows else []


def note_features(entry: EntryContext, path: Sequence[str], features: Iterable[Feature], row: qapi_row) -> None:
    """Give the *row* at *path* anchors for its *features*, so that links lead to its badges; the search omits them."""
    owner = row["ids"][0]
    for feature in features:
        anchor = feature_anchor(owner, feature.name)
        if entry.claim(anchor):
            row["ids"].append(anchor)
            entry.parts.append(PartRow(".".join((*path, feature.name)), "feature", anchor, False))
