"""Taking trees of nodes apart that are no longer needed.

Nodes refer to their parents, and documents to their nodes, so a tree takes memory until Python's cyclic garbage
collector finds it. A tree without such cycles is freed at once.
"""

from __future__ import annotations

from docutils import nodes

from sphinx_qapi.sphinx_ext._compat.comment_document import CommentDocument
from sphinx_qapi.sphinx_ext._compat.docutils_nodes import own_document


def take_apart(tree: nodes.Node) -> None:
    """Remove references to parents from the nodes of *tree*, and to nodes from its documents, including comments."""
    left: list[nodes.Node] = [tree]
    documents: dict[int, nodes.document] = {}
    for node in left:
        node.parent = None  # as in a new node
        left += node.children
        if isinstance(node, nodes.Element):
            node.children = []
        document = own_document(node)
        if isinstance(document, CommentDocument):  # other documents may belong to a page that is still to be written
            documents[id(document)] = document
    for each in (*documents.values(), tree):
        if isinstance(each, nodes.document):
            empty(each)


def empty(document: nodes.document) -> None:
    """Remove all data on nodes from *document*: copies of nodes, like titles, may still use its settings and lines."""
    known = vars(document)
    for name, value in known.items():
        if isinstance(value, (dict, list)) and name != "attributes":
            known[name] = type(value)()
    known["transformer"] = None
