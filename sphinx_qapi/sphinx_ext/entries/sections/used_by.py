"""What uses a definition, and which events and commands belong together."""

from __future__ import annotations

from collections.abc import Iterable

from docutils import nodes

from sphinx_qapi.schema.model.definitions import Command
from sphinx_qapi.sphinx_ext.doctree.nodes import definition_link, qapi_row, qapi_rows
from sphinx_qapi.sphinx_ext.entries.context import Entry
from sphinx_qapi.sphinx_ext.entries.sections.beside import definition_jump, joined, line
from sphinx_qapi.sphinx_ext.translation import _


def used_by_section(entry: Entry) -> list[nodes.Node]:
    """Rows of links: commands and events first, then types."""
    usage = entry.page.loaded.usages[entry.definition.name]
    related = _("Mentions events") if isinstance(entry.definition, Command) else _("Mentioned by")
    facts = (
        (_("Used by"), usage.entry_points),
        (_("Part of"), usage.types),
        (related, usage.related),
    )
    if entry.page.beside:
        return [_line(entry, word, names) for word, names in facts if names]
    rows = [_row(entry, word, names) for word, names in facts if names]
    return [qapi_rows("", *rows, list=1, classes=["qapi-facts"])] if rows else []


def _line(entry: Entry, word: str, names: Iterable[str]) -> nodes.paragraph:
    return line(nodes.Text(word + ": "), *joined(definition_jump(entry, name) for name in names))


def _row(entry: Entry, word: str, names: Iterable[str]) -> qapi_row:
    paragraph = nodes.paragraph()
    for number, name in enumerate(names):
        if number:
            paragraph += nodes.Text(", ")
        paragraph += definition_link(entry.page.namespace, name)
    return qapi_row("", paragraph, name=word, word=1)
