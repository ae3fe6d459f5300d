"""Diagrams as plain text: a line for each definition."""

from __future__ import annotations

from sphinx_qapi.analysis.graph.diagram import Diagram
from sphinx_qapi.analysis.graph.outline import outline


def graph_text(diagram: Diagram, title: str) -> str:
    """*diagram* in words."""
    lines = [title, ""]
    for line in outline(diagram):
        targets = [f"{name} ({carrier})" if carrier else name for name, carrier in line.targets]
        words = ", ".join([*targets, *([line.more] if line.more else [])])
        lines.append(f"{line.source}{' is used by' if line.is_used else ''}: {words}" if words else line.source)
    return "\n".join([*lines, ""])
