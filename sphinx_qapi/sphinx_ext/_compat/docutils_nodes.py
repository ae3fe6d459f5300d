"""The document of a docutils node: the one that the node itself keeps, and its change to another."""

from __future__ import annotations

from docutils import nodes

_NAME = "_document" if isinstance(vars(nodes.Node)["document"], property) else "document"
"""Name of the attribute, which docutils 0.22 has renamed: there, `document` asks all parents, and catches an error."""


def own_document(node: nodes.Node) -> nodes.document | None:
    """The document that *node* keeps alive; None for most nodes."""
    return vars(node).get(_NAME)


def let_be_of(document: nodes.document, root: nodes.Element) -> None:
    """Make *document* the document of all nodes below *root*: otherwise they would keep their former document alive."""
    todo: list[nodes.Node] = [root]
    while todo:
        node = todo.pop()
        if own_document(node) is not None:
            vars(node)[_NAME] = document
        todo += node.children
