"""Graphs: their visitors, and their replacement for builders without drawings."""

from __future__ import annotations

from typing import Any

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.transforms.post_transforms import SphinxPostTransform

from sphinx_qapi.sphinx_ext._compat.sphinx_builders import builder_of
from sphinx_qapi.sphinx_ext.doctree.builders import DRAWING_BUILDERS, HTML_BUILDERS
from sphinx_qapi.sphinx_ext.graphs.node import qapi_graph
from sphinx_qapi.sphinx_ext.writing import graph_html, graph_latex


class ListGraphs(SphinxPostTransform):
    """Leave only the lists for builders without drawings, and insert titles for builders that do not fold."""

    default_priority = 210
    builders = HTML_BUILDERS

    def is_supported(self) -> bool:
        """Whether the builder does not fold graphs."""
        return not super().is_supported()

    def run(self, **_kwargs: Any) -> None:
        """Replace every graph by what the builder supports."""
        draws = builder_of(self.env).name in DRAWING_BUILDERS
        for node in list(self.document.findall(qapi_graph)):
            title = [nodes.rubric("", node["title"], classes=["qapi-label"])] if node.get("title") else []
            node.replace_self([*title, node] if draws else [*title, *node.children])


def register(app: Sphinx) -> None:
    """Register the node and its visitors."""
    app.add_node(
        qapi_graph,
        html=(graph_html.visit_graph, graph_html.depart_graph),
        latex=(graph_latex.visit_graph, graph_latex.depart_graph),
    )
    app.add_latex_package("tikz")
