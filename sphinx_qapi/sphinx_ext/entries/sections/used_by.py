"""The section of the uses of a definition, and of the events and commands that belong to each other."""

from __future__ import annotations

from collections.abc import Iterable

from docutils import nodes

from sphinx_qapi.schema.model.definitions import Command
from sphinx_qapi.sphinx_ext.doctree.nodes import qapi_row, qapi_rows
from sphinx_qapi.sphinx_ext.entries.entry_context import EntryContext
from sphinx_qapi.sphinx_ext.entries.sections.beside import definition_jump, joined, line
from sphinx_qapi.sphinx_ext.entries.sections.emits import emission_nodes, partners
from sphinx_qapi.sphinx_ext.entries.views import USAGE
from sphinx_qapi.sphinx_ext.translation import _


def used_by_section(entry: EntryContext) -> list[nodes.Node]:
    """Rows of links: emitted events or emitting commands, commands and events that use it, types, and mentions."""
    usage = entry.see(USAGE)
    is_command = isinstance(entry.definition, Command)
    told = set(partners(entry))
    mentioned = [name for name in usage.related if name not in told]
    facts = (
        (_("Emits") if is_command else _("Emitted by"), emission_nodes(entry)),
        (_("Used by"), _links(entry, usage.entry_points)),
        (_("Part of"), _links(entry, usage.types)),
        (_("Mentions events") if is_command else _("Mentioned by"), _links(entry, mentioned)),
    )
    if entry.page.beside:
        return [line(nodes.Text(word + ": "), *content) for word, content in facts if content]
    rows = [qapi_row("", nodes.paragraph("", "", *content), name=word, word=1) for word, content in facts if content]
    return [qapi_rows("", *rows, list=1, classes=["qapi-facts"])] if rows else []


def _links(entry: EntryContext, names: Iterable[str]) -> list[nodes.Node]:
    return list(joined(definition_jump(entry, name) for name in names))
