"""Names in columns, item by item: one reading of `qapi_names` for HTML and for every other builder."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from docutils.nodes import Element, Node


class NameItem(NamedTuple):
    """A link, and what stands beside it; empty where nothing does."""

    link: Node
    marks: list[str]
    condition: str
    note: str
    anchor: str


def name_items(node: Element) -> Iterator[NameItem]:
    """The items of *node*."""
    for number, link in enumerate(node.children):
        marks, *words = (
            node[column][number] if node[column] else "" for column in ("marks", "conditions", "notes", "anchors")
        )
        yield NameItem(link, marks.split(), *words)
