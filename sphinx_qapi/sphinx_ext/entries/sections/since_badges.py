"""The since-badges of rows, omitted where the definition's badge already says the same; and texts without versions."""

from __future__ import annotations

from docutils import nodes

from sphinx_qapi.analysis.effective_members import EffectiveBranch, EffectiveMember
from sphinx_qapi.analysis.effective_since import effective_since, shown_since
from sphinx_qapi.analysis.evolution.told import Told
from sphinx_qapi.analysis.history.wire_rows import BRANCH, FEATURE, MEMBER, RowKey
from sphinx_qapi.analysis.since_text import without_since
from sphinx_qapi.schema.model.members import Branch, EnumValue
from sphinx_qapi.source.text import Text
from sphinx_qapi.source.version import Version
from sphinx_qapi.sphinx_ext.doctree.row_meta import note_version
from sphinx_qapi.sphinx_ext.entries.entry_context import EntryContext
from sphinx_qapi.sphinx_ext.entries.views import FACTS, HAS_FACTS
from sphinx_qapi.sphinx_ext.prose.reader import ReferenceTargets
from sphinx_qapi.sphinx_ext.translation import _

Row = EffectiveMember | EffectiveBranch | EnumValue | Branch


def mark_since(entry: EntryContext, node: nodes.Element, row: Row, place: str = MEMBER) -> None:
    """Give *node* the version since when *row* has been there, and the name of what it came with."""
    if entry.see(HAS_FACTS):
        _mark_computed(entry, node, row, place)
        return
    since = shown_since(entry, entry.definition, row)
    if since is not None:
        node["since"] = str(since.version)
        if since.name:
            node["with"] = since.name


def mark_feature(entry: EntryContext, node: nodes.Element, name: str, stated: Version | None) -> None:
    """Give *node* the version since when the definition has the feature *name*; only if the schema has a history.

    *stated* is the version that the comment states; None if it states none.
    """
    if entry.see(HAS_FACTS):
        _mark_version(entry, node, entry.see(FACTS).rows.get(RowKey(FEATURE, (name,))), stated)


def row_text(entry: EntryContext, row: Row, scope: ReferenceTargets, place: str = MEMBER) -> list[nodes.Node]:
    """The `unsaid_text` of *row* as nodes, and the remark of its history, if any."""
    return read_row(entry, row, unsaid_text(entry, row, place), scope, place)


def unsaid_text(entry: EntryContext, row: Row, place: str = MEMBER) -> Text | None:
    """The text of *row* without the version that its own badge or the definition's shows; None if it has no text."""
    told = entry.see(FACTS).rows.get(row_key(row, place))
    return without_since(row.text, row.since, _said_of(entry, row, told)) if row.text else None


def read_row(
    entry: EntryContext, row: Row, text: Text | None, scope: ReferenceTargets, place: str = MEMBER
) -> list[nodes.Node]:
    """*text* of *row* as nodes, and the remark of its history, if any."""
    told = entry.see(FACTS).rows.get(row_key(row, place))
    blocks = entry.read(text, scope)
    if told is not None and told.declared:
        words = _("Declared since %s, accepted unchecked since %s.") % (told.declared, told.unchecked)
        blocks.append(nodes.paragraph("", words, classes=["qapi-aside"]))
    return blocks


def _said_of(entry: EntryContext, row: Row, told: Told | None) -> Version | None:
    """The version that a badge shows as the one stated by the comments; None if *row* states none."""
    if row.since is None:
        return None
    if told is not None and told.version is not None and told.version != row.since.version:
        return told.documented
    stated = effective_since(entry, entry.definition, row)
    return stated.version if stated is not None else None


def _mark_computed(entry: EntryContext, node: nodes.Element, row: Row, place: str) -> None:
    stated = effective_since(entry, entry.definition, row)
    told = entry.see(FACTS).rows.get(row_key(row, place))
    _mark_version(entry, node, told, stated.version if stated is not None else None)
    if "since" in node and stated is not None and stated.name and (told is None or told.version is None):
        node["with"] = stated.name


def _mark_version(entry: EntryContext, node: nodes.Element, told: Told | None, stated: Version | None) -> None:
    """Show the version of *told*, or else *stated*, unless the badge of the definition says the same."""
    version = told.version if told is not None and told.version is not None else stated
    if version is None:
        return
    node["release"] = str(version)
    documented = told.documented if told is not None else None
    own = entry.definition.since
    is_said = documented is None or (own is not None and documented == own.version)
    if version != entry.since or not is_said or (told is not None and told.also):
        note_version(node, version, told)


def row_key(row: Row, place: str) -> RowKey:
    """The key of *row* among the rows of its entry; *place* is that of a member."""
    match row:
        case EffectiveBranch():
            return RowKey(BRANCH, row.path)
        case EffectiveMember():
            return RowKey(place, row.path)
        case _:
            return RowKey(MEMBER, (row.name,))
