"""Rows and branches as definition lists, for every builder but the HTML ones."""

from __future__ import annotations

from typing import Any

from docutils import nodes
from sphinx.transforms.post_transforms import SphinxPostTransform

from sphinx_qapi.sphinx_ext.nodes import ROW_PARTS, qapi_branch, qapi_branches, qapi_row, qapi_rows, qapi_title
from sphinx_qapi.sphinx_ext.pieces import CODE, main_pieces, tail_pieces

HTML_BUILDERS = ("html", "dirhtml", "singlehtml", "json", "pickle", "htmlhelp", "qthelp", "devhelp", "applehelp")
"""EPUB is not among them: few of its readers fold or draw boxes."""


class LowerRows(SphinxPostTransform):
    """Replace our rows by standard nodes, after references are resolved."""

    default_priority = 200
    builders = HTML_BUILDERS

    def is_supported(self) -> bool:
        """Whether the builder has no visitors for our nodes."""
        return not super().is_supported()

    def run(self, **_kwargs: Any) -> None:
        """Innermost first, so that what stands in a row is lowered already."""
        for node in reversed(
            [node for node in self.document.findall(nodes.Element) if isinstance(node, (qapi_rows, qapi_branches))]
        ):
            items = [_lower_item(child) for child in node.children if isinstance(child, (qapi_row, qapi_branch))]
            node.replace_self(nodes.definition_list("", *items, classes=node["classes"]))


def _lower_item(row: nodes.Element) -> nodes.definition_list_item:
    term = nodes.term("", "", *_name(row), ids=row["ids"])
    pieces = [*main_pieces(row), *tail_pieces(row)]
    for number, piece in enumerate(pieces):
        term += nodes.Text(", " if number else " (")
        for text in piece.texts:
            term += nodes.literal("", text[1:]) if text.startswith(CODE) else nodes.Text(text)
        if piece.node is not None:
            term += piece.node.children
    if pieces:
        term += nodes.Text(")")
    # A row that says nothing more still ends with a blank line in text, which only a text makes.
    nothing = nodes.paragraph("", "", nodes.Text(""))
    blocks = [child for child in row.children if not isinstance(child, ROW_PARTS)] or [nothing]
    return nodes.definition_list_item("", term, nodes.definition("", *blocks))


def _name(row: nodes.Element) -> list[nodes.Node]:
    if row.children and isinstance(row.children[0], qapi_title):
        return list(row.children[0].children)
    return [nodes.Text(row["name"]) if row.get("word") else nodes.literal("", row["name"])]
