"""Graphs in HTML: the drawing, and the list behind a summary."""

from __future__ import annotations

from html import escape

from docutils import nodes
from sphinx.writers.html5 import HTML5Translator

from sphinx_qapi.analysis.layout.drawing import drawing_from_text
from sphinx_qapi.export.graph_svg import svg
from sphinx_qapi.sphinx_ext.graph_node import addresses, qapi_graph
from sphinx_qapi.sphinx_ext.words import _


def visit_graph(self: HTML5Translator, node: qapi_graph) -> None:
    """Write the drawing, whose links are those of the list; what is not linked there is not linked here."""
    uris = {name: _uri(reference) for name, reference in addresses(node).items()}
    picture = svg(drawing_from_text(node["drawing"]), uris.get, data=bool(node.get("find")))
    self.body.append('<div class="qapi-graph">')
    if node.get("find"):
        words = escape(_("Find in the map"))
        self.body.append(
            f'<p class="qapi-g-find" hidden><label>{words} <input type="search"></label> <output></output></p>'
        )
    self.body.append(f'<div class="qapi-scroll" tabindex="0" role="group" aria-label="{escape(node["label"])}">')
    self.body.append(f'{picture}</div><details class="qapi-alt"><summary>{escape(_("Text version"))}</summary><ul>')
    self.body += [f"<li>{_line(item)}</li>" for item in node.findall(nodes.list_item)]
    self.body.append("</ul></details></div>\n")
    raise nodes.SkipNode


def depart_graph(_self: HTML5Translator, _node: qapi_graph) -> None:
    """Nothing follows the list."""


def _line(item: nodes.list_item) -> str:
    """*item* with its links and nothing else: pages have hundreds of such lists."""
    (paragraph,) = item.children
    return "".join(
        f'<a href="{escape(_uri(each))}">{escape(each.astext())}</a>'
        if isinstance(each, nodes.reference)
        else escape(each.astext())
        for each in paragraph.children
    )


def _uri(reference: nodes.reference) -> str:
    uri: str = reference.get("refuri") or f"#{reference['refid']}"
    return uri
