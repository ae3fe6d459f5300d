"""HTML for rows of changes, written directly from plain data instead of nodes: a history has four thousand rows.

The result is the same as that of `row_html` for the nodes of `ChangeRows`, which all other builders get.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from html import escape

from docutils import nodes
from sphinx.writers.html5 import HTML5Translator

from sphinx_qapi.sphinx_ext.doctree.change_rows import ChangeRow, Lifetime, RowLink
from sphinx_qapi.sphinx_ext.doctree.nodes import qapi_changes, qapi_row
from sphinx_qapi.sphinx_ext.writing.row_html import breakable, breaks, id_attribute, link_start, permalink, write_meta


def visit_changes(self: HTML5Translator, node: qapi_changes) -> None:
    """Write the rows of *node*."""
    writer = _RowWriter(self, node)
    self.body.append('<dl class="qapi-rows qapi-groups">\n')
    writer.write(node["entries"])
    self.body.append("</dl>\n")
    raise nodes.SkipNode


class _RowWriter:
    """Writes the rows of one group of changes."""

    def __init__(self, translator: HTML5Translator, changes: qapi_changes) -> None:
        self._translator = translator
        self._body = translator.body
        self._links: Mapping[RowLink, tuple[str, str | None]] = changes["links"]
        self._pages: Mapping[str, str] = changes["pages"]
        self._metas: dict[tuple[bool, str], str] = {}
        """The HTML of meta lines by their content; few of them differ."""

    def write(self, rows: Iterable[ChangeRow]) -> None:
        """Write *rows* and the rows nested in them."""
        for row in rows:
            self._body.append(f"{self._head(row)}</dt>\n<dd>")
            if row.lifetime is not None:
                self._write_lifetime(row, row.lifetime)
            if row.paths:
                self._body.append(f'<dl class="qapi-rows qapi-list{_bare(row.paths)}">\n')
                self.write(row.paths)
                self._body.append("</dl>\n")
            self._body.append("</dd></div>\n")

    def _head(self, row: ChangeRow) -> str:
        anchor = next(iter(row.attributes.get("ids", ())), "")
        if row.target:
            name = f"{link_start(*self._links[row.link])}{breaks(row.name)}</a>"
        else:
            name = breakable(row.name) + (permalink(self._translator, row.name, anchor) if anchor else "")
        return f"<div{id_attribute(anchor)}><dt><b>{name}</b>{self._meta(row)}"

    def _meta(self, row: ChangeRow) -> str:
        said = {name: value for name, value in row.attributes.items() if name != "ids"}
        key = bool(row.target), str(said)
        if key not in self._metas:
            begin = len(self._body)
            write_meta(self._translator, qapi_row("", **said), is_link=bool(row.target))
            self._metas[key] = "".join(self._body[begin:])
            del self._body[begin:]
        return self._metas[key]

    def _write_lifetime(self, row: ChangeRow, lifetime: Lifetime) -> None:
        page = self._pages.get(lifetime.docname)
        release = escape(lifetime.release)
        if page is not None:
            release = f'<a class="reference internal" href="{escape(page)}"><span class="doc">{release}</span></a>'
        words = f"{escape(lifetime.words)}{release}."
        is_line = row.target and not row.paths
        self._body.append(words if is_line else f"<p>{words}</p>\n")


def _bare(rows: Iterable[ChangeRow]) -> str:
    """The class for a list of names without any details, or an empty string."""
    is_bare = not any(row.target or row.paths or row.lifetime or row.attributes.get("verdict") for row in rows)
    return " qapi-bare" if is_bare else ""
