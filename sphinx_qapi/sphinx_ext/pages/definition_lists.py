"""Lists of links to definitions and modules: summaries of modules, the index of a schema."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from docutils import nodes

from sphinx_qapi.analysis.index_items import IndexItem
from sphinx_qapi.analysis.module_title import module_title
from sphinx_qapi.schema.model.definitions import Definition, is_entry_point
from sphinx_qapi.schema.model.schema import Module
from sphinx_qapi.sphinx_ext.doctree.nodes import (
    MOVED,
    NO_SEARCH,
    definition_link,
    label,
    qapi_row,
    qapi_rows,
    qapi_title_xref,
)
from sphinx_qapi.sphinx_ext.doctree.references import pending_link
from sphinx_qapi.sphinx_ext.doctree.row_meta import condition_texts
from sphinx_qapi.sphinx_ext.entries.description import definition_anchors
from sphinx_qapi.sphinx_ext.entries.entry_context import RenderTarget
from sphinx_qapi.sphinx_ext.translation import _


def definition_rows(page: RenderTarget, definitions: Iterable[Definition], *, show_kind: bool) -> qapi_rows:
    """A row for each of *definitions*: name, summary, badges."""
    entries = (page.loaded.analyses.index_items[each.name] for each in definitions)
    rows = (definition_row(page, each, show_kind=show_kind) for each in entries)
    return qapi_rows("", *rows, list=1)


def names_paragraph(page: RenderTarget, definitions: Iterable[Definition]) -> nodes.paragraph:
    """The names of *definitions* as links; their summaries are elsewhere on the page."""
    paragraph = nodes.paragraph(classes=[NO_SEARCH], translatable=False)
    for number, each in enumerate(definitions):
        paragraph += [nodes.Text(", ")] if number else []
        paragraph += definition_link(page.namespace, each.name)
    return paragraph


def definition_row(page: RenderTarget, entry: IndexItem, *, show_kind: bool) -> qapi_row:
    """The row of a definition: name, summary, badges; with *show_kind*, also the kind, except for commands."""
    name = entry.definition
    row = qapi_row("", definition_link(page.namespace, name, kind=qapi_title_xref), name=name)
    if show_kind and entry.kind != "command":
        row["kind"] = entry.kind
    row["marks"] = [feature.name for feature in entry.features]
    row["condition"] = condition_texts(entry.condition)
    if entry.since:
        row["since"] = str(entry.since.version)
    row += summary_paragraph(page, entry)
    return row


def summary_paragraph(page: RenderTarget, entry: IndexItem) -> list[nodes.Node]:
    """The summary of a definition, if there is one; it is no message for translators, who see it in the entry."""
    words = page.summary(page.schema.definitions[entry.definition]).shown(page.env.docname)
    return [nodes.paragraph("", "", *words, support_smartquotes=False, translatable=False)] if words else []


def module_summary(page: RenderTarget, module: Module, *, with_anchors: bool = False) -> list[nodes.Node]:
    """The commands, events and types of a module, in source order.

    *with_anchors* is for definitions with pages of their own: then the rows have the anchors that the definitions
    would have here, so that links to the page of the module lead to the right row.
    """
    groups = {
        _("Commands"): [each for each in module.definitions if each.kind == "command"],
        _("Events"): [each for each in module.definitions if each.kind == "event"],
        _("Types"): [each for each in module.definitions if not is_entry_point(each)],
    }
    result: list[nodes.Node] = []
    for title, definitions in groups.items():
        if definitions:
            rows = definition_rows(page, definitions, show_kind=title == _("Types"))
            if with_anchors:
                _give_anchors(page, rows, definitions)
            result += [label(title), rows]
    return result


def _give_anchors(page: RenderTarget, rows: qapi_rows, definitions: Sequence[Definition]) -> None:
    old = page.loaded.analyses.running_modules if page.env.config.qapi_qemu_anchors else {}
    rows["classes"].append(MOVED)
    for row, each in zip(rows.children, definitions, strict=True):
        assert isinstance(row, nodes.Element)
        modules = (each.module, old.get(each.name, ""))
        row["ids"] = definition_anchors(page.env, page.namespace, each.kind, each.name, modules)


def module_link(namespace: str, module: Module) -> nodes.Node:
    """The title of *module*, as a link to it."""
    return pending_link("qapi:module", f"{namespace}:{module.name}", nodes.inline("", module_title(module)))


def count_words(kinds: Sequence[str], parts: int = 0) -> str:
    """The numbers of commands, events and types among the *kinds* of definitions, and of *parts*, in words."""
    commands, events = kinds.count("command"), kinds.count("event")
    words = (
        (_("%d command"), _("%d commands"), commands),
        (_("%d event"), _("%d events"), events),
        (_("%d type"), _("%d types"), len(kinds) - commands - events),
        (_("%d member or value"), _("%d members or values"), parts),
    )
    return ", ".join((one if number == 1 else many) % number for one, many, number in words if number)
