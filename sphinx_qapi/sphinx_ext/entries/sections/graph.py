"""The type graph of a definition."""

from __future__ import annotations

from docutils.nodes import Node

from sphinx_qapi.analysis.graph.neighbourhood import neighbourhood
from sphinx_qapi.sphinx_ext.doctree.nodes import label
from sphinx_qapi.sphinx_ext.entries.context import Entry
from sphinx_qapi.sphinx_ext.graphs.node import graph_node
from sphinx_qapi.sphinx_ext.translation import _


def graph_section(entry: Entry) -> list[Node]:
    """The graph, where it shows more than a link or two."""
    page, name = entry.page, entry.definition.name
    if not page.presentation.graph:
        return []
    diagram = neighbourhood(page.loaded.type_graph, name)
    if diagram is None:
        return []
    return [label(_("Types")), graph_node(page.env, page.namespace, diagram, _("%s and its types") % name)]
