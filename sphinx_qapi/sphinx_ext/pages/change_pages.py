"""The pages of changes as sections and rows: by release, and all removals."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby
from typing import Any, NamedTuple

from docutils import nodes
from sphinx import addnodes

from sphinx_qapi.analysis.diff.change_kinds import FEATURE_KINDS, Verdict
from sphinx_qapi.analysis.evolution.path_change import GROUPS, PathChange, RemovedPath
from sphinx_qapi.analysis.evolution.path_change import REMOVED as REMOVED_GROUP
from sphinx_qapi.sphinx_ext.doctree.anchors import change_anchor, definition_anchor, removed_anchor
from sphinx_qapi.sphinx_ext.doctree.change_rows import ChangeRow, Lifetime
from sphinx_qapi.sphinx_ext.doctree.change_words import (
    below_words,
    change_counts,
    group_title,
    kind_words,
    verdict_words,
)
from sphinx_qapi.sphinx_ext.doctree.nodes import qapi_changes, qapi_row, qapi_rows, qapi_title
from sphinx_qapi.sphinx_ext.doctree.row_meta import span_text
from sphinx_qapi.sphinx_ext.doctree.sections import schema_section
from sphinx_qapi.sphinx_ext.entries.entry_context import RenderTarget
from sphinx_qapi.sphinx_ext.entries.strip import anchor_in
from sphinx_qapi.sphinx_ext.loading.change_page_plan import CHANGES, REMOVED, ChangesView
from sphinx_qapi.sphinx_ext.pages.index_pages import contents_tree, is_there, links_to_indexes, page_link
from sphinx_qapi.sphinx_ext.translation import _


class _Words(NamedTuple):
    """The words for kinds and verdicts of changes, translated once for a whole page."""

    kinds: Mapping[str, str]
    verdicts: Mapping[Verdict, str]


def changes_section(page: RenderTarget) -> nodes.section:
    """The page that links to the changes of each release."""
    loaded, changes = page.loaded, page.loaded.analyses.changes
    section = _begin(page, _("Changes"))
    words = _(
        "The changes of each release, for clients that send and receive messages. The changes from one "
        "release to a later one include the changes of all releases between them."
    )
    section += nodes.paragraph("", words)
    section += addnodes.only("", nodes.container(classes=["qapi-choose-place"]), expr="html and not epub")
    rows = []
    for release in reversed(changes.releases[1:]):
        link = page_link(page, loaded.pages.release_pages[release], release)
        counts = change_counts(changes.view(release).changes)
        rows.append(qapi_row("", qapi_title("", "", link), nodes.paragraph("", counts), name=release, word=1))
    section += qapi_rows("", *rows, list=1, classes=["qapi-facts"])
    line = nodes.paragraph("", _("No longer in the schema: "))
    line += [page_link(page, REMOVED, _("everything that was removed")), nodes.Text(".")]
    section += line
    documents = [REMOVED, *(loaded.pages.release_pages[release] for release in reversed(changes.releases[1:]))]
    section += contents_tree(page, list(map(loaded.pages.docname, documents)))
    return section


def release_section(page: RenderTarget, release: str) -> nodes.section:
    """The page of the changes in *release*."""
    view = page.loaded.analyses.changes.view(release)
    section = _begin(page, _("Changes in %s") % release)
    words = _("What changed since %s: %s.") % (view.old, change_counts(view.changes))
    paragraph = nodes.paragraph("", words)
    for word, name in ((_("Earlier:"), view.earlier), (_("Later:"), view.later)):
        if name:
            link = page_link(page, page.loaded.pages.release_pages[name], name)
            paragraph += [nodes.Text(f" {word} "), link, nodes.Text(".")]
    paragraph += [nodes.Text(" "), page_link(page, CHANGES, _("All changes")), nodes.Text(".")]
    section += paragraph
    for title, rows in change_parts(page, view, anchors=True):
        part = schema_section(page.document, nodes.Text(title))
        part += rows
        section += part
    return section


def removed_section(page: RenderTarget) -> nodes.section:
    """The page of everything that was removed in any release."""
    section = _begin(page, _("Removed"))
    words = _(
        "Everything that older releases had and the newest one lacks, with the releases that had it and its last type. "
        "The parts below it were removed with it."
    )
    section += nodes.paragraph("", words)
    removed = page.loaded.analyses.changes.removed
    rows = (_removed_entry(page, list(paths)) for _entry, paths in groupby(removed, key=lambda each: each.entry))
    section += qapi_changes("", entries=list(rows))
    return section


def change_parts(page: RenderTarget, view: ChangesView, *, anchors: bool) -> Iterator[tuple[str, qapi_changes]]:
    """The title and rows of each group that has changes; with *anchors*, the rows have anchors of their own."""
    words = _Words(kind_words(), verdict_words())
    for group in GROUPS:
        found = [each for each in view.changes if each.group == group]
        if found:
            by_entry = groupby(found, key=lambda each: each.entry)
            rows = (_changed_entry(page, entry, list(changes), words, anchors=anchors) for entry, changes in by_entry)
            yield group_title(group), qapi_changes("", entries=list(rows))


def _begin(page: RenderTarget, title: str) -> nodes.section:
    section = schema_section(page.document, nodes.Text(title))
    section += links_to_indexes(page)
    return section


def _changed_entry(
    page: RenderTarget, entry: str, changes: Sequence[PathChange], words: _Words, *, anchors: bool
) -> ChangeRow:
    """The row of a command or event, with rows of the changes in it."""
    row = _entry_row(page, entry)
    for change in changes:
        own = row if not change.path else _path_row(page, entry, change.path)
        _describe(own.attributes, change, words)
        if anchors and "ids" not in own.attributes:
            own.attributes["ids"] = [change_anchor(page.namespace, change.fingerprint)]
        if own is not row:
            row.paths.append(own)
    return row


def _describe(row: dict[str, Any], change: PathChange, words: _Words) -> None:
    row["kind"] = ", ".join([*([row["kind"]] if "kind" in row else []), words.kinds[change.kind]])
    shapes = [each for each in (change.old, change.new) if each]
    # A feature is no shape to show: it is at the end of the path, or the words of the kind tell it.
    if not any(each in FEATURE_KINDS or change.path.endswith(f"${each}") for each in shapes) and shapes:
        row["type"] = " → ".join(shapes)
    row["verdict"] = words.verdicts[change.verdict]
    row["marks"] = ["unstable"] if change.unstable else []
    if change.announced:
        row["marks"].append(_("announced") if change.group == REMOVED_GROUP else "deprecated")
    if change.below:
        row["count"] = below_words(change.below)


def _removed_entry(page: RenderTarget, paths: Sequence[RemovedPath]) -> ChangeRow:
    row = _entry_row(page, paths[0].entry)
    for path in paths:
        own = row if not path.path else ChangeRow(path.path)
        own.attributes["ids"] = [removed_anchor(page.namespace, path.entry, path.path)]
        if path.shape:
            own.attributes["type"] = path.shape
        if path.unstable:
            own.attributes["marks"] = ["unstable"]
        if path.below:
            own.attributes["count"] = below_words(path.below)
        own.lifetime = _lifetime(page, path)
        if own is not row:
            row.paths.append(own)
    return row


def _lifetime(page: RenderTarget, path: RemovedPath) -> Lifetime:
    spans = ", ".join(span_text(span) for span in path.spans)
    name = page.loaded.pages.release_pages[path.gone_in]
    docname = page.loaded.pages.docname(name) if is_there(page, name) else ""
    return Lifetime(_("available in %s; removed in ") % spans, path.gone_in, docname)


def _entry_row(page: RenderTarget, entry: str) -> ChangeRow:
    kind, _blank, name = entry.partition(" ")
    definition = page.schema.definitions.get(name)
    is_defined = definition is not None and definition.kind == kind
    row = ChangeRow(name, target=f"{page.namespace}:{name}" if is_defined else "")
    if kind != "command":
        row.attributes["kind"] = kind
    return row


def _path_row(page: RenderTarget, entry: str, path: str) -> ChangeRow:
    """The row of a wire path, with a link to the row of a definition that documents it, if there is one."""
    place = page.loaded.analyses.rows_by_path.find(entry, path)
    if place is None:
        return ChangeRow(path)
    anchor = anchor_in(definition_anchor(page.namespace, place.definition), place.key)
    return ChangeRow(path, target=f"{page.namespace}:{place.definition}", anchor=anchor)
