"""Rows of changes as plain data: a page has hundreds of them, and nodes are needed only when it is written."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from docutils import nodes

from sphinx_qapi.sphinx_ext.doctree.nodes import qapi_row, qapi_rows, qapi_title_xref
from sphinx_qapi.sphinx_ext.doctree.references import document_xref


class Lifetime(NamedTuple):
    """When something existed: words, followed by the release that removed it."""

    words: str
    release: str
    docname: str
    """The page of that release; empty if there is none."""


class RowLink(NamedTuple):
    """Target and text of the link on a row's name."""

    target: str
    anchor: str
    text: str


@dataclass(slots=True)
class ChangeRow:
    """A row for a command, an event, or a path within one."""

    name: str
    target: str = ""
    """The definition that its name links to, as ``NS:name``; empty if there is none."""
    anchor: str = ""
    """Anchor of the row of that definition that its name links to; empty for the definition itself."""
    attributes: dict[str, Any] = field(default_factory=dict)
    """Further attributes of its `qapi_row`."""
    lifetime: Lifetime | None = None
    paths: list[ChangeRow] = field(default_factory=list)
    """The rows nested in it."""

    @property
    def link(self) -> RowLink:
        """The link on its name; the target is empty if it leads nowhere."""
        return RowLink(self.target, self.anchor, self.name)


def all_rows(entries: Iterable[ChangeRow]) -> Iterator[ChangeRow]:
    """*entries*, each followed by the rows nested in it."""
    for entry in entries:
        yield entry
        yield from all_rows(entry.paths)


class ChangeRows:
    """Rows as nodes of one document, with their unresolved links."""

    def __init__(self, entries: Iterable[ChangeRow], docname: str) -> None:
        self.links: list[qapi_title_xref] = []
        """The links to definitions and to their rows."""
        self._docname = docname
        self.node = qapi_rows("", *map(self._row, entries), classes=["qapi-groups"])

    def _row(self, row: ChangeRow) -> qapi_row:
        node = qapi_row("", *self._children(row), name=row.name)
        node.attributes.update(row.attributes)
        return node

    def _children(self, row: ChangeRow) -> Sequence[nodes.Node]:
        found: list[nodes.Node] = []
        if row.target:
            link = qapi_title_xref("", target=row.target, text=row.name)
            if row.anchor:
                link["anchor"] = row.anchor
            self.links.append(link)
            found.append(link)
        if row.lifetime is not None:
            words, release, page = row.lifetime
            release_node: nodes.Node = nodes.Text(release)
            if page:
                release_node = document_xref(page, release, self._docname)
            found.append(nodes.paragraph("", "", nodes.Text(words), release_node, nodes.Text(".")))
        if row.paths:
            found.append(qapi_rows("", *map(self._row, row.paths), list=1))
        return found
