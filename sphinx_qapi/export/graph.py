"""The formats of ``sphinx-qapi graph``."""

from __future__ import annotations

from collections.abc import Callable

from sphinx_qapi.analysis.graph.diagram import Diagram
from sphinx_qapi.export.graph_dot import dot
from sphinx_qapi.export.graph_json import graph_json
from sphinx_qapi.export.graph_mermaid import mermaid
from sphinx_qapi.export.graph_svg import svg_file
from sphinx_qapi.export.graph_text import graph_text
from sphinx_qapi.layout import ENGINES


def _svg(diagram: Diagram, title: str) -> str:
    return svg_file(ENGINES["builtin"](diagram), title)


GRAPH_EXPORTERS: dict[str, Callable[[Diagram, str], str]] = {
    "svg": _svg,
    "dot": dot,
    "mermaid": mermaid,
    "json": graph_json,
    "text": graph_text,
}
"""Each takes a diagram and its title, and gives text that ends with a newline."""
