"""The section of the type graph of a definition."""

from __future__ import annotations

from docutils.nodes import Node

from sphinx_qapi.analysis.graph.neighbourhood import neighbourhood
from sphinx_qapi.analysis.graph.worth import shown_in_place, worthy_picture
from sphinx_qapi.sphinx_ext.configuration.options import ALWAYS, NEVER
from sphinx_qapi.sphinx_ext.entries.context import Entry
from sphinx_qapi.sphinx_ext.graphs.node import fits, types_graph


def graph_section(entry: Entry) -> list[Node]:
    """The graph, if it shows more than the rows do, or ``qapi_graphs`` asks for all graphs."""
    page, name = entry.page, entry.definition.name
    wanted = page.env.config.qapi_graphs
    if not page.presentation.graph or wanted == NEVER:
        return []
    graph = page.loaded.type_graph
    if wanted == ALWAYS:
        diagram = neighbourhood(graph, name)
    else:
        in_place = shown_in_place(page.schema, entry.definition)
        diagram = worthy_picture(graph, name, in_place, lambda each: fits(page.env, each))
    return [types_graph(page.env, page.namespace, diagram, name)] if diagram is not None else []
