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


def texts_in(root: nodes.Node) -> list[nodes.Text]:
    """All texts in *root*."""
    first = root.children[0] if len(root.children) == 1 else None
    return [first] if isinstance(first, nodes.Text) else list(root.findall(nodes.Text))


def is_words_alone(node: nodes.Node) -> bool:
    """Whether in *node* there is nothing but one text, as in most paragraphs: nobody need walk through it."""
    return len(node.children) == 1 and isinstance(node.children[0], nodes.Text)
