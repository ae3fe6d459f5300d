"""The text of a definition's comment, before anything else it says."""

from __future__ import annotations

from docutils.nodes import Node

from sphinx_qapi.sphinx_ext.entries.context import Entry


def introduction_section(entry: Entry) -> list[Node]:
    """The introduction."""
    documentation = entry.definition.documentation
    return entry.page.prose.read(documentation.intro, entry.scope) if documentation else []
