"""HTML of strips: tables with header cells that say whether they are for a row or a column."""

from __future__ import annotations

from html import escape

from docutils import nodes
from sphinx.writers.html5 import HTML5Translator

from sphinx_qapi.sphinx_ext.doctree.nodes import qapi_strip

_CLASSES = ("qapi-no", "qapi-open", "qapi-yes")
"""The class of a cell, by its kind."""


def visit_strip(self: HTML5Translator, node: qapi_strip) -> None:
    """Write the table in a box that scrolls."""
    heads = "".join(f'<th scope="col">{escape(column)}</th>' for column in node["columns"])
    parts = ['<div class="qapi-strip"><table>', f"<thead><tr><td></td>{heads}</tr></thead><tbody>"]
    said = list(zip(node["cells"], node["kinds"], strict=True))
    written = {(text, kind): f'<td class="{_CLASSES[kind]}">{escape(text)}</td>' for text, kind in set(said)}
    cells = iter(said)
    for name, anchor in zip(node["names"], node["anchors"], strict=True):
        title = f"<code>{escape(name)}</code>"
        title = f'<a href="#{escape(anchor)}">{title}</a>' if anchor else title
        parts.append(f'<tr><th scope="row">{title}</th>')
        parts += [written[next(cells)] for _column in node["columns"]]
        parts.append("</tr>")
    self.body += [*parts, "</tbody></table></div>\n"]
    raise nodes.SkipNode
