"""Walks over all nodes of a document: there are a hundred thousand in a large project."""

from __future__ import annotations

from docutils import nodes


def elements_in(root: nodes.Node, kinds: tuple[type[nodes.Element], ...]) -> list[nodes.Element]:
    """All of *kinds* in *root*, itself included, in the order of the document.

    docutils' `findall` takes one kind, or asks a function about each node; and it makes a generator for each.
    """
    found: list[nodes.Element] = []
    todo = [root]
    while todo:
        node = todo.pop()
        if isinstance(node, kinds):
            found.append(node)
        if children := node.children:
            todo += children[::-1]
    return found
