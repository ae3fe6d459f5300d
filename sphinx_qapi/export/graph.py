"""The formats of ``sphinx-qapi graph``."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import asdict

from sphinx_qapi.analysis.graph.diagram import Diagram
from sphinx_qapi.analysis.graph.outline import outline
from sphinx_qapi.export.graph_dot import dot
from sphinx_qapi.export.graph_mermaid import mermaid
from sphinx_qapi.export.graph_svg import svg_file
from sphinx_qapi.layout import ENGINES


def _svg(diagram: Diagram, title: str) -> str:
    return svg_file(ENGINES["builtin"](diagram), title)


def _json(diagram: Diagram, title: str) -> str:
    """Return *diagram* as an object: ``boxes`` of rows, and ``links`` by the numbers of boxes, counted from 0."""
    drawn = asdict(diagram)
    return json.dumps({"title": title, "boxes": drawn["boxes"], "links": drawn["links"]}, indent=2) + "\n"


def _text(diagram: Diagram, title: str) -> str:
    """Return *diagram* as an outline in words."""
    lines = [title, ""]
    for line in outline(diagram):
        targets = [f"{name} ({carrier})" if carrier else name for name, carrier in line.targets]
        words = ", ".join([*targets, *([line.more] if line.more else [])])
        lines.append(f"{line.source}{' is used by' if line.is_used else ''}: {words}" if words else line.source)
    return "\n".join([*lines, ""])


GRAPH_EXPORTERS: dict[str, Callable[[Diagram, str], str]] = {
    "svg": _svg,
    "dot": dot,
    "mermaid": mermaid,
    "json": _json,
    "text": _text,
}
"""The formats by name; each takes a diagram and its title, and returns text that ends with a newline."""
