"""Graphs in HTML: the drawing, and a list that is folded under a summary."""

from __future__ import annotations

from collections.abc import Mapping
from html import escape

from docutils import nodes
from sphinx.writers.html5 import HTML5Translator

from sphinx_qapi.analysis.graph.diagram import Row
from sphinx_qapi.export.graph_svg import svg
from sphinx_qapi.layout.drawing import drawing_from_text
from sphinx_qapi.sphinx_ext.doctree.builders import Visitors
from sphinx_qapi.sphinx_ext.graphs.graph_words import Line, outline_lines
from sphinx_qapi.sphinx_ext.graphs.node import addresses, qapi_graph
from sphinx_qapi.sphinx_ext.translation import _

_SMALLEST = 0.8
"""Smallest scale of drawings in narrow columns; below it, they scroll."""


def visit_graph(self: HTML5Translator, node: qapi_graph) -> None:
    """Write the drawing with the links of the list; names that are not linked there are not linked here."""
    uris: dict[str, str] = node.get("uris") or {name: _uri(each) for name, each in addresses(node).items()}
    sheets = node.get("sheets", "")
    if node.get("summary") and node["drawing"]:
        _write_folded(self, node, uris)
        raise nodes.SkipNode
    items = "".join(f"<li>{_line(line, uris)}</li>" for line in outline_lines(node))
    if not node["drawing"]:
        self.body.append(f"{self.starttag(node, 'div', '')}<ul>{items}</ul></div>\n")
        raise nodes.SkipNode

    def href(row: Row) -> str | None:
        return f"#{sheets}{row.sheet}" if row.sheet else uris.get(row.name)

    picture = svg(drawing_from_text(node["drawing"]), href, data=bool(sheets))
    self.body.append(self.starttag(node, "div", "", CLASS="qapi-graph"))
    self.body.append(f'<div class="qapi-scroll" tabindex="0" role="group" aria-label="{escape(node["label"])}">')
    summary = escape(_("Text version"))
    self.body.append(
        f'{picture}</div><details class="qapi-alt"><summary>{summary}</summary><ul>{items}</ul></details></div>\n'
    )
    raise nodes.SkipNode


def _write_folded(self: HTML5Translator, node: qapi_graph, uris: Mapping[str, str]) -> None:
    """Write a line with the drawing folded under it, as small as it can be read: it needs no tools and no list."""
    drawing = drawing_from_text(node["drawing"])
    classes = " ".join(["qapi-types", *node["classes"]])
    title = f'<span class="qapi-label">{escape(node["title"])}</span>'
    self.body.append(
        f'<details class="{classes}"><summary>{title}: {escape(node["summary"])}</summary>'
        f'<div class="qapi-scroll" tabindex="0" role="group" aria-label="{escape(node["label"])}">'
        f"{svg(drawing, lambda row: uris.get(row.name), smallest=_SMALLEST)}</div></details>\n"
    )


def depart_graph(_self: HTML5Translator, _node: qapi_graph) -> None:
    """Do nothing: nothing follows the list."""


def _line(line: Line, uris: Mapping[str, str]) -> str:
    """*line* with its links and no other markup: pages have hundreds of such lists."""
    return "".join(
        f'<a href="{escape(uris[text])}">{escape(text)}</a>' if number % 2 and text in uris else escape(text)
        for number, text in enumerate(line)
    )


def _uri(reference: nodes.reference) -> str:
    uri: str = reference.get("refuri") or f"#{reference['refid']}"
    return uri


VISITORS: Visitors = {qapi_graph: (visit_graph, depart_graph)}
