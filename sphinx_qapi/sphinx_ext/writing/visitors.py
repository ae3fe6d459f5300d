"""The visitors of our nodes for each format that has any, in one table."""

from __future__ import annotations

from typing import Any

from sphinx.application import Sphinx

from sphinx_qapi.sphinx_ext.doctree.builders import Visitors
from sphinx_qapi.sphinx_ext.writing import exports, graph_html, graph_latex, html, page_html

VISITORS: dict[str, Visitors] = {
    "html": {**html.VISITORS, **page_html.VISITORS, **graph_html.VISITORS, **exports.VISITORS},
    "latex": graph_latex.VISITORS,
}
"""By the name of a builder, or the format of several.

Nodes without visitors for a builder are replaced before it writes, or are written as their base classes.
"""


def register(app: Sphinx) -> None:
    """Register all nodes that have visitors, with their visitors for all formats."""
    for node in dict.fromkeys(node for visitors in VISITORS.values() for node in visitors):
        written: dict[str, Any] = {name: visitors[node] for name, visitors in VISITORS.items() if node in visitors}
        app.add_node(node, **written)
    app.add_latex_package("tikz")
