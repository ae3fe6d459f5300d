"""Rows of indexes: definitions and their parts, each with a link to its entry or row."""

from __future__ import annotations

from collections.abc import Collection

from docutils import nodes
from sphinx import addnodes

from sphinx_qapi.analysis.index_items import IndexItem, ItemRole
from sphinx_qapi.analysis.release_additions import Additions
from sphinx_qapi.analysis.since_text import without_since
from sphinx_qapi.source.version import Version
from sphinx_qapi.sphinx_ext.doctree.anchors import part_anchor
from sphinx_qapi.sphinx_ext.doctree.nodes import definition_link, qapi_row, qapi_rows, qapi_title_xref, qapi_xref
from sphinx_qapi.sphinx_ext.doctree.references import lead_away
from sphinx_qapi.sphinx_ext.doctree.row_meta import condition_texts
from sphinx_qapi.sphinx_ext.entries.entry_context import EntryContext, RenderTarget
from sphinx_qapi.sphinx_ext.pages.definition_lists import definition_row, summary_paragraph
from sphinx_qapi.sphinx_ext.rebuilding.shown_lists import item_version
from sphinx_qapi.sphinx_ext.translation import _

_MOST_USERS = 6
"""Maximum number of commands and events named as users of a definition; further ones are only counted."""


def item_row(page: RenderTarget, entry: IndexItem, *, show_kind: bool, show_since: bool) -> qapi_row:
    """The row of a definition with its summary."""
    row = definition_row(page, entry, show_kind=show_kind)
    if not show_since:
        row.attributes.pop("since", None)
    return row


def marked_row(page: RenderTarget, entry: IndexItem, *, without: str = "", show_condition: bool = True) -> qapi_row:
    """The row of a definition or part, with its full name and its text; the mark *without* is left out."""
    row = qapi_row("", _title(page, entry, entry.name), name=entry.name)
    if entry.part in (ItemRole.DEFINITION, ItemRole.FEATURE) and entry.kind != "command":
        row["kind"] = _("feature") if entry.part is ItemRole.FEATURE else entry.kind
    _mark(row, entry, without=(without,))
    if not show_condition:
        del row["condition"]
    since = item_version(page.loaded, entry)
    if since:
        row["since"] = str(since)
    row += _text(page, entry, since) or (summary_paragraph(page, entry) if entry.part is ItemRole.DEFINITION else [])
    return row


def addition_row(page: RenderTarget, additions: Additions) -> qapi_row:
    """The row of an older definition, with rows of its new parts."""
    whole = additions.definition
    row = qapi_row("", _title(page, whole, whole.name), name=whole.name, kind=whole.kind)
    if additions.reached_by:
        row += _users(page, additions.reached_by)
    members = [each for each in additions.parts if each.part in (ItemRole.MEMBER, ItemRole.BRANCH)]
    others = [each for each in additions.parts if each not in members]
    for parts, is_list in ((members, 0), (others, 1)):
        if parts:
            row += qapi_rows("", *(_part_row(page, part) for part in parts), list=is_list)
    return row


def _part_row(page: RenderTarget, part: IndexItem) -> qapi_row:
    row = qapi_row("", _title(page, part, part.path), name=part.path)
    if part.type is not None:
        definition = page.schema.definitions[part.definition]
        EntryContext(page=page, definition=definition).show_type(row, part.type)
    if part.part is ItemRole.FEATURE:
        row["kind"] = _("feature")
    if part.optional:
        row["optional"] = 1
        row["need"] = "optional"
    _mark(row, part)
    row += _text(page, part, part.since.version if part.since else None)
    return row


def _mark(row: qapi_row, entry: IndexItem, without: Collection[str] = ()) -> None:
    row["marks"] = [feature.name for feature in entry.features if feature.name not in without]
    row["condition"] = condition_texts(entry.condition)


def _users(page: RenderTarget, names: tuple[str, ...]) -> nodes.paragraph:
    paragraph = nodes.paragraph("", _("Used by "), classes=["qapi-aside"])
    for number, name in enumerate(names[:_MOST_USERS]):
        if number:
            paragraph += nodes.Text(", ")
        paragraph += definition_link(page.namespace, name)
    if len(names) > _MOST_USERS:
        paragraph += nodes.Text(_(" and %d more") % (len(names) - _MOST_USERS))
    return paragraph


def part_link(page: RenderTarget, entry: IndexItem) -> qapi_xref:
    """The full name of a definition or part, as a link to it."""
    return _title(page, entry, entry.name, kind=qapi_xref)


def _title(page: RenderTarget, entry: IndexItem, text: str, *, kind: type[qapi_xref] = qapi_title_xref) -> qapi_xref:
    link = definition_link(page.namespace, entry.definition, text, kind=kind)
    link["anchor"] = part_anchor(page.namespace, entry)
    return link


def _text(page: RenderTarget, entry: IndexItem, shown: Version | None) -> list[nodes.Node]:
    """The text of a part, without the version if that is *shown*; links to members lead to the definition's entry."""
    if not entry.text:
        return []
    own = EntryContext(page=page, definition=page.schema.definitions[entry.definition])
    text = without_since(entry.text, entry.since, shown)
    blocks = page.prose.read_apart(text, own.scope, own.definition)
    holder = nodes.container("", *blocks)
    lead_away(holder, page.namespace, entry.definition, own.anchor)
    for reference in holder.findall(addnodes.pending_xref):
        reference["refwarn"] = False  # Sphinx warns about it in the definition's entry
    return list(holder.children)
