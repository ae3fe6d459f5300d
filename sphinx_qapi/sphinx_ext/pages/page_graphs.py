"""The graphs on pages of modules and schemas."""

from __future__ import annotations

from docutils import nodes

from sphinx_qapi.analysis.graph.neighbourhood import FEWEST_DEFINITIONS
from sphinx_qapi.analysis.graph.pictures import entry_points, module_graph
from sphinx_qapi.schema.model.schema import Module
from sphinx_qapi.sphinx_ext.doctree.nodes import label
from sphinx_qapi.sphinx_ext.entries.entry_context import RenderTarget
from sphinx_qapi.sphinx_ext.graphs.node import folded, graph_node
from sphinx_qapi.sphinx_ext.translation import _


def entry_point_graph(page: RenderTarget, module: Module) -> list[nodes.Node]:
    """The graph of the types that a module's commands and events take and return; empty if it is too small."""
    diagram = entry_points(page.loaded.analyses.type_graph, [each.name for each in module.definitions])
    if len(diagram.names) < FEWEST_DEFINITIONS:
        return []
    title = _("Commands and events, and their types")
    return [label(title), graph_node(page.env, page.namespace, diagram, f"{module.name}: {title}")]


def schema_graph(page: RenderTarget) -> list[nodes.Node]:
    """The graph of how modules depend on each other, folded; empty if it is too small."""
    diagram = module_graph(page.schema, page.loaded.analyses.type_graph)
    if len(diagram.names) < FEWEST_DEFINITIONS:
        return []
    title = _("Modules and what they use")
    return [folded(graph_node(page.env, page.namespace, diagram, title), title, _("%d modules") % len(diagram.names))]
