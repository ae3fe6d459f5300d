"""HTML of names, links and labels, and the visitors of most nodes: the markup styled by ``static/qapi.css``."""

from __future__ import annotations

from html import escape
from typing import Any

from docutils import nodes
from sphinx.writers.html5 import HTML5Translator

from sphinx_qapi.sphinx_ext._compat.sphinx_writers import heading_level
from sphinx_qapi.sphinx_ext.doctree.builders import Visitors
from sphinx_qapi.sphinx_ext.doctree.nodes import (
    SEPARATED,
    XREFS,
    qapi_branch,
    qapi_branches,
    qapi_changes,
    qapi_code,
    qapi_facts,
    qapi_jump,
    qapi_kind,
    qapi_label,
    qapi_link,
    qapi_links,
    qapi_lists,
    qapi_meta,
    qapi_name,
    qapi_names,
    qapi_origin,
    qapi_payload,
    qapi_row,
    qapi_rows,
    qapi_search,
    qapi_separator,
    qapi_strip,
    qapi_title,
    qapi_type,
    qapi_xref,
)
from sphinx_qapi.sphinx_ext.writing.changes_html import visit_changes
from sphinx_qapi.sphinx_ext.writing.facts_html import visit_facts, write_facts
from sphinx_qapi.sphinx_ext.writing.names_html import visit_names, visit_search
from sphinx_qapi.sphinx_ext.writing.payload_html import visit_payload
from sphinx_qapi.sphinx_ext.writing.row_html import (
    SEPARATOR,
    breakable,
    depart_branches,
    depart_rows,
    id_attribute,
    link_start,
    visit_branch,
    visit_branches,
    visit_row,
    visit_rows,
)
from sphinx_qapi.sphinx_ext.writing.strip_html import visit_strip


def visit_name(self: HTML5Translator, node: qapi_name) -> None:
    """Write the name as a heading for screen readers; a ``dt`` must not contain a real heading."""
    level = heading_level(self) + 1
    attributes: dict[str, Any] = {"CLASS": "sig-name descname", "role": "heading", "aria-level": level}
    self.body.append(self.starttag(node, "span", "", **attributes))


def depart_name(self: HTML5Translator, _node: qapi_name) -> None:
    self.body.append("</span>")


def visit_part(_self: HTML5Translator, _node: nodes.Element) -> None:
    """Write nothing around titles, types and origins: rows write what is around them."""


def depart_part(_self: HTML5Translator, _node: nodes.Element) -> None:
    """Write nothing: see `visit_part`."""


def visit_link(self: HTML5Translator, node: qapi_link) -> None:
    """Write our link without classes; it has a title only if Sphinx has set one."""
    uri = node.get("refuri") or f"#{node['refid']}"
    title = f' title="{escape(node["reftitle"])}"' if node.get("reftitle") else ""
    self.body.append(f'<a href="{escape(uri)}"{title}>')


def depart_link(self: HTML5Translator, _node: qapi_link) -> None:
    self.body.append("</a>")


def visit_jump(self: HTML5Translator, node: qapi_jump) -> None:
    """Write one element, because a page has thousands; further anchors get elements of their own."""
    first, *others = node["ids"] or [""]
    self.body += [f"<span{id_attribute(each)}></span>" for each in others]
    self.body.append(f'<a{id_attribute(first)} href="#{escape(node["refid"])}">{escape(node.astext())}</a>')
    raise nodes.SkipNode


def visit_xref(self: HTML5Translator, node: qapi_xref) -> None:
    """Write the link and its code text in one go."""
    self.body.append(f"{link_start(node['refuri'], node.get('reftitle'))}{breakable(node['text'])}</a>")
    raise nodes.SkipNode


def visit_lists(self: HTML5Translator, node: qapi_lists) -> None:
    """Write links to lists as Sphinx writes references; each list has a dozen of them."""
    written = []
    for (role, _target, text), uri in zip(node["entries"], node["uris"], strict=True):
        if role:
            classes, href = _ROLE_CLASSES[role], self.attval(uri)
            link = f'<a class="reference internal" href="{href}"><span class="{classes}">{self.encode(text)}</span></a>'
            written.append(link)
        else:
            written.append(f"<strong>{self.encode(text)}</strong>")
    self.body.append(f'<p class="qapi-indexes">{SEPARATED.join(written)}</p>\n')
    raise nodes.SkipNode


_ROLE_CLASSES = {"doc": "doc", "ref": "std std-ref"}
"""Sphinx's classes for the texts of references."""


def visit_links(self: HTML5Translator, _node: qapi_links) -> None:
    self.body.append('<p class="qapi-indexes">')


def depart_links(self: HTML5Translator, _node: qapi_links) -> None:
    self.body.append("</p>\n")


def visit_kind(self: HTML5Translator, node: qapi_kind) -> None:
    """Write the kind as Sphinx writes the keyword of a signature."""
    write_kind(self, node["kind"])
    raise nodes.SkipNode


def write_kind(self: HTML5Translator, kind: str) -> None:
    """Write *kind* and a blank as Sphinx writes the keyword of a signature, without elements that have no style."""
    self.body.append(f'<span class="property"><span class="k">{escape(kind)}</span> </span>')


def visit_meta(self: HTML5Translator, node: qapi_meta) -> None:
    """Write the facts of a signature."""
    write_facts(self, node)
    raise nodes.SkipNode


def visit_label(self: HTML5Translator, node: qapi_label) -> None:
    """Write a paragraph, as docutils writes a rubric; a heading if links lead to it."""
    anchor = node["ids"][0] if node["ids"] else ""
    self.body.append(
        f'<{_label_tag(self, node)} class="qapi-label rubric"{id_attribute(anchor)}>{escape(node["text"])}'
    )


def depart_label(self: HTML5Translator, node: qapi_label) -> None:
    self.body.append(f"</{_label_tag(self, node)}>\n")


def _label_tag(self: HTML5Translator, node: qapi_label) -> str:
    return f"h{min(heading_level(self) + 1, 6)}" if node["ids"] else "p"


def visit_separator(self: HTML5Translator, node: qapi_separator) -> None:
    self.body.append(SEPARATOR.format(escape(node.astext())))
    raise nodes.SkipNode


def visit_code(self: HTML5Translator, node: qapi_code) -> None:
    self.body.append(breakable(node.astext()))
    raise nodes.SkipNode


VISITORS: Visitors = {
    qapi_name: (visit_name, depart_name),
    qapi_code: (visit_code, None),
    **dict.fromkeys(XREFS, (visit_xref, None)),
    qapi_link: (visit_link, depart_link),
    qapi_jump: (visit_jump, None),
    qapi_links: (visit_links, depart_links),
    qapi_lists: (visit_lists, None),
    qapi_kind: (visit_kind, None),
    qapi_facts: (visit_facts, None),
    qapi_meta: (visit_meta, None),
    qapi_label: (visit_label, depart_label),
    qapi_separator: (visit_separator, None),
    qapi_rows: (visit_rows, depart_rows),
    qapi_row: (visit_row, None),
    qapi_changes: (visit_changes, None),
    qapi_branches: (visit_branches, depart_branches),
    qapi_branch: (visit_branch, None),
    qapi_payload: (visit_payload, None),
    qapi_strip: (visit_strip, None),
    qapi_names: (visit_names, None),
    qapi_search: (visit_search, None),
    qapi_title: (visit_part, depart_part),
    qapi_type: (visit_part, depart_part),
    qapi_origin: (visit_part, depart_part),
}
