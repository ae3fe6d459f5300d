"""The words of a graph, which say the same as its drawing: what uses what, with links.

They are a quarter of the text of all pages, so they are kept in one attribute of the graph, and become nodes only for
builders that need nodes (see `sphinx_qapi.sphinx_ext.linking.graph_links`).
"""

from __future__ import annotations

import json

from docutils import nodes

from sphinx_qapi.analysis.graph.diagram import Diagram
from sphinx_qapi.analysis.graph.outline import OutlineLine, outline
from sphinx_qapi.sphinx_ext.translation import _

MODULE = "module"
"""The kind of rows that are modules."""
Line = list[str]
"""Alternating pieces of text: plain text at even indexes, names with links at odd ones."""


def outline_text(diagram: Diagram) -> str:
    """*diagram* in words, as JSON for an attribute; only the first mention of each name is a link."""
    show_carriers = not is_of_modules(diagram)
    linked: set[str] = set()
    lines = [_pieces(line, linked, show_carriers=show_carriers) for line in outline(diagram)]
    if diagram.is_list:
        lines.insert(0, [_("The graph is too large for a picture; its first lines:")])
    return json.dumps(lines)


def is_of_modules(diagram: Diagram) -> bool:
    """Whether the names in *diagram* are modules."""
    return any(row.kind == MODULE for row in diagram.rows())


def outline_lines(node: nodes.Element) -> list[Line]:
    """The outline of *node*, a `qapi_graph`, as lines."""
    lines: list[Line] = json.loads(node["outline"])
    return lines


def _pieces(line: OutlineLine, linked: set[str], *, show_carriers: bool) -> Line:
    pieces = [""]

    def add(text: str, name: str = "") -> None:
        pieces[-1] += text
        if name in linked:
            pieces[-1] += name
        elif name:
            linked.add(name)
            pieces.extend((name, ""))

    add("", line.source)
    if line.targets or line.more:
        add(_(" is used by: ") if line.is_used else ": ")
    for number, (name, carrier) in enumerate(line.targets):
        add(", " if number else "", name)
        if carrier and show_carriers:
            add(f" ({carrier})")
    if line.more:
        add(f", {line.more}" if line.targets else line.more)
    return pieces
