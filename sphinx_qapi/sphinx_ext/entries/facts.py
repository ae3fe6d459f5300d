"""Facts below the title of a definition: the content of its signature besides the name, with links to lists."""

from __future__ import annotations

from docutils import nodes

from sphinx_qapi.schema.model.definitions import Command
from sphinx_qapi.sphinx_ext.doctree.nodes import definition_link, qapi_facts, qapi_meta
from sphinx_qapi.sphinx_ext.entries.entry_context import EntryContext
from sphinx_qapi.sphinx_ext.entries.sections.emits import partners
from sphinx_qapi.sphinx_ext.entries.views import FACT_PLACES

MOST_PARTNERS = 8
"""Maximum number of events of a command, or commands of an event, on the line; the entry lists all of them below."""


def note_places(entry: EntryContext, meta: qapi_meta) -> None:
    """Link each fact of *meta* to the list of all definitions that share it, if the site has that list."""
    found, output = entry.page.env.found_docs, entry.page.config.output
    there = [place for place in entry.see(FACT_PLACES) if not output or place.document in found]
    meta["facts"] = [place.fact for place in there]
    meta["places"] = [f"{place.document}#{place.anchor}" for place in there]


def facts_line(entry: EntryContext, meta: qapi_meta | None) -> list[nodes.Node]:
    """The line of facts on a definition's own page, with the type that a command returns; empty if there are none."""
    definition = entry.definition
    line = qapi_facts("", "", **(meta.attributes if meta is not None else {}))
    line.update_basic_atts({"ids": [], "classes": []})
    if isinstance(definition, Command) and definition.returns is not None:
        line += entry.type_link(definition.returns)
        line["returns"] = 1
    others = partners(entry)
    line += [definition_link(entry.page.namespace, name) for name in others[:MOST_PARTNERS]]
    if others:
        line["emits"] = definition.kind
        line["left"] = max(len(others) - MOST_PARTNERS, 0)
    return [line] if meta is not None or line.children else []
