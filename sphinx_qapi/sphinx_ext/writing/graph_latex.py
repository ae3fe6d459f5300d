"""Graphs in LaTeX: a TikZ picture, or the list if the picture would be too small to be read."""

from __future__ import annotations

from docutils import nodes
from sphinx.writers.latex import LaTeXTranslator

from sphinx_qapi.export.graph_tikz import scale_of, tikz
from sphinx_qapi.layout.drawing import drawing_from_text
from sphinx_qapi.sphinx_ext._compat.sphinx_writers import latex_link
from sphinx_qapi.sphinx_ext.doctree.builders import Visitors
from sphinx_qapi.sphinx_ext.graphs.node import addresses, qapi_graph

_WIDTH, _HEIGHT = 400.0, 500.0
"""Size, in points, of the text of a page within a definition and below the title of a chapter."""
_SMALLEST = 0.35
"""Smallest scale at which letters can be read when they are enlarged on a screen."""


def visit_graph(self: LaTeXTranslator, node: qapi_graph) -> None:
    """Write the drawing, with links for names that have links in the list."""
    if not node["drawing"]:
        return
    drawing = drawing_from_text(node["drawing"])
    if scale_of(drawing, _WIDTH, _HEIGHT) < _SMALLEST:
        return
    references = addresses(node)

    def link(name: str) -> str:
        reference = references.get(name)
        return latex_link(self, reference) if reference is not None else ""

    self.body.append("\n\n\\noindent\n" + tikz(drawing, link, width=_WIDTH, height=_HEIGHT) + "\n\n")
    raise nodes.SkipNode


def depart_graph(_self: LaTeXTranslator, _node: qapi_graph) -> None:
    """Do nothing: nothing follows the list."""


VISITORS: Visitors = {qapi_graph: (visit_graph, depart_graph)}
