"""Move nodes from one docutils document to another."""

from __future__ import annotations

from docutils import nodes

_NAME = "_document" if isinstance(vars(nodes.Node)["document"], property) else "document"
"""The attribute with a node's document, which few nodes have: docutils 0.22 has renamed it."""


def let_be_of(document: nodes.document, root: nodes.Element) -> None:
    """Make *document* the document of all nodes below *root*: otherwise they would keep their former document alive."""
    todo: list[nodes.Node] = [root]
    while todo:
        node = todo.pop()
        if vars(node).get(_NAME) is not None:
            vars(node)[_NAME] = document
        todo += node.children
