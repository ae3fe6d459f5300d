"""Graphs for builders that do not write them as drawings that fold."""

from __future__ import annotations

from typing import Any

from docutils import nodes
from sphinx.transforms.post_transforms import SphinxPostTransform

from sphinx_qapi.sphinx_ext._compat.sphinx_builders import builder_of
from sphinx_qapi.sphinx_ext.doctree.builders import abilities_of
from sphinx_qapi.sphinx_ext.graphs.node import qapi_graph


class ListGraphs(SphinxPostTransform):
    """Leave only the lists for builders without drawings, and insert titles for builders that do not fold."""

    default_priority = 210

    def is_supported(self) -> bool:
        """Whether the builder does not fold graphs."""
        return not abilities_of(builder_of(self.env)).folds

    def run(self, **_kwargs: Any) -> None:
        """Replace every graph by what the builder supports."""
        draws = abilities_of(builder_of(self.env)).draws
        for node in list(self.document.findall(qapi_graph)):
            title = [nodes.rubric("", node["title"], classes=["qapi-label"])] if node.get("title") else []
            node.replace_self([*title, node] if draws else [*title, *node.children])
