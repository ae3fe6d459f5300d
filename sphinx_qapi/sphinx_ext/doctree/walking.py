"""Walks over all nodes of a document; a large project has a hundred thousand nodes."""

from __future__ import annotations

from docutils import nodes


def elements_in(root: nodes.Node, kinds: tuple[type[nodes.Element], ...]) -> list[nodes.Element]:
    """All nodes of *kinds* in *root*, itself included, in document order.

    docutils' `findall` takes one kind or calls a function for each node, and it creates a generator for each node.
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


def texts_in(root: nodes.Node) -> list[nodes.Text]:
    """All text nodes in *root*."""
    first = root.children[0] if len(root.children) == 1 else None
    return [first] if isinstance(first, nodes.Text) else list(root.findall(nodes.Text))


def is_words_alone(node: nodes.Node) -> bool:
    """Whether *node* contains exactly one text and nothing else, as most paragraphs do, and need not be walked."""
    return len(node.children) == 1 and isinstance(node.children[0], nodes.Text)
