"""Trees of nodes that are done with, taken apart.

Nodes know their parents and documents their nodes, so a tree stays until Python's collector of cyclic garbage finds
it, and meanwhile takes memory. A tree without such cycles goes at once.
"""

from __future__ import annotations

from docutils import nodes

from sphinx_qapi.sphinx_ext._compat.comment_document import CommentDocument


def take_apart(tree: nodes.Node) -> None:
    """Let no node of *tree* know what is above it, nor a document what is in it, those of comments included."""
    left: list[nodes.Node] = [tree]
    documents: dict[int, nodes.document] = {}
    for node in left:
        node.parent = None  # as a node begins
        left += node.children
        document = node.document
        if isinstance(document, CommentDocument):  # any other may be of a page that is still to be written
            documents[id(document)] = document
    for each in (*documents.values(), tree):
        if isinstance(each, nodes.document):
            empty(each)


def empty(document: nodes.document) -> None:
    """Let *document* be as without nodes: copies of these, like titles, may still ask it for settings and lines."""
    known = vars(document)
    for name, value in known.items():
        if isinstance(value, (dict, list)) and name != "attributes":
            known[name] = type(value)()
    known["transformer"] = None
