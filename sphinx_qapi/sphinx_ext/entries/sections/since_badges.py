"""What rows say of versions: the release that brought them where the definition's badge does not say it already."""

from __future__ import annotations

from docutils import nodes

from sphinx_qapi.analysis.members import EffectiveBranch, EffectiveMember
from sphinx_qapi.analysis.since import shown_since
from sphinx_qapi.analysis.since_text import without_since
from sphinx_qapi.schema.model.members import Branch, EnumValue
from sphinx_qapi.sphinx_ext.entries.context import Entry
from sphinx_qapi.sphinx_ext.prose.reader import Scope

Row = EffectiveMember | EffectiveBranch | EnumValue | Branch


def mark_since(entry: Entry, node: nodes.Element, row: Row) -> None:
    """Let *node* show since when *row* has been there, and what it came with."""
    since = shown_since(entry.page.schema, entry.definition, row)
    if since is not None:
        node["since"] = str(since.version)
        if since.name:
            node["with"] = since.name


def row_text(entry: Entry, row: Row, scope: Scope) -> list[nodes.Node]:
    """The text of *row*, without the version that a badge shows: its own or the definition's."""
    return entry.page.prose.read(without_since(row.text, row.since) if row.text else None, scope)
