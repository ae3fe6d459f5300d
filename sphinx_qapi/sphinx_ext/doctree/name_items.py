"""The items of `qapi_names`, read in one place for HTML and for all other builders."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from docutils.nodes import Element, Node


class NameItem(NamedTuple):
    """A link with what is shown next to it; fields without a value are empty."""

    link: Node
    marks: list[str]
    condition: str
    note: str
    anchor: str


def name_items(node: Element) -> Iterator[NameItem]:
    """The items of *node*, a `qapi_names`."""
    for number, link in enumerate(node.children):
        marks, *words = (
            node[column][number] if node[column] else "" for column in ("marks", "conditions", "notes", "anchors")
        )
        yield NameItem(link, marks.split(), *words)
