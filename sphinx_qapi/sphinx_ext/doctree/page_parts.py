"""The labelled parts of a generated page: links lead to them, and themes list them next to the page."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from docutils import nodes

from sphinx_qapi.sphinx_ext._compat.sphinx_toctree import ContentsEntry
from sphinx_qapi.sphinx_ext.doctree.nodes import label_text, qapi_label, qapi_part


def split_parts(node: nodes.Element) -> Iterator[qapi_part]:
    """The parts below *node* that are pages of their own; they are never nested."""
    todo = list(node.children[::-1])
    while todo:
        child = todo.pop()
        if isinstance(child, qapi_part):
            yield child
        elif below := child.children:
            todo += below[::-1]


def anchor_parts(children: Iterable[nodes.Node], anchor: str) -> None:
    """Give labels among *children* anchors below *anchor*, so that links lead to them: such a label is a heading."""
    taken: set[str] = set()
    for node in children:
        if not (is_label := isinstance(node, qapi_label)) and not _is_rubric(node):
            continue
        assert isinstance(node, nodes.Element)
        wanted = nodes.make_id(label_text(node)) if is_label else "branches"
        own, number = wanted or "part", 1
        while own in taken:
            number += 1
            own = f"{wanted or 'part'}-{number}"
        taken.add(own)
        node["ids"] = [f"{anchor}:{own}"]


def page_parts(doctree: nodes.Element) -> Iterator[ContentsEntry]:
    """Contents entries for labels with anchors; those of branches are below the entry of the arguments."""
    for node in doctree.findall(nodes.Element):
        if isinstance(node, qapi_label) and node["ids"]:
            yield ContentsEntry(label_text(node), node["ids"][0], is_below=False)
        elif node["ids"] and _is_rubric(node):
            yield ContentsEntry(label_text(node), node["ids"][0], is_below=True)


def _is_rubric(node: nodes.Node) -> bool:
    return isinstance(node, nodes.rubric) and "qapi-label" in node["classes"]
