"""Rows of what changed, before they are nodes: a page of changes has hundreds, which only its writing needs."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from docutils import nodes

from sphinx_qapi.sphinx_ext.doctree.nodes import qapi_row, qapi_rows, qapi_title_xref
from sphinx_qapi.sphinx_ext.doctree.references import document_xref


class Lifetime(NamedTuple):
    """When something was there, in words that end with the release that removed it."""

    words: str
    release: str
    docname: str
    """The page of that release; empty where there is none."""


@dataclass(slots=True)
class ChangeRow:
    """A command, an event or a path in one."""

    name: str
    target: str = ""
    """The definition that it leads to, as ``NS:name``; empty where there is none."""
    anchor: str = ""
    """The row of the definition that it leads to."""
    attributes: dict[str, Any] = field(default_factory=dict)
    """More of those of a `qapi_row`."""
    lifetime: Lifetime | None = None
    paths: list[ChangeRow] = field(default_factory=list)
    """The rows within it."""


def change_rows(entries: Iterable[ChangeRow], docname: str) -> qapi_rows:
    """*entries* as nodes of the document *docname*, whose links are not resolved."""
    return qapi_rows("", *(_row(each, docname) for each in entries), classes=["qapi-groups"])


def _row(row: ChangeRow, docname: str) -> qapi_row:
    node = qapi_row("", *_children(row, docname), name=row.name)
    node.attributes.update(row.attributes)
    return node


def _children(row: ChangeRow, docname: str) -> Sequence[nodes.Node]:
    found: list[nodes.Node] = []
    if row.target:
        link = qapi_title_xref("", target=row.target, text=row.name)
        if row.anchor:
            link["anchor"] = row.anchor
        found.append(link)
    if row.lifetime is not None:
        words, release, page = row.lifetime
        link_to_page = document_xref(page, release, docname) if page else nodes.Text(release)
        found.append(nodes.paragraph("", "", nodes.Text(words), link_to_page, nodes.Text(".")))
    if row.paths:
        found.append(qapi_rows("", *(_row(each, docname) for each in row.paths), list=1))
    return found
