"""Rows, branches and everything around a name as standard nodes, for all builders but the HTML builders."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import pairwise
from typing import Any

from docutils import nodes
from sphinx import addnodes
from sphinx.transforms.post_transforms import SphinxPostTransform

from sphinx_qapi.sphinx_ext._compat.sphinx_builders import builder_of
from sphinx_qapi.sphinx_ext.doctree.builders import abilities_of
from sphinx_qapi.sphinx_ext.doctree.name_items import NameItem, name_items
from sphinx_qapi.sphinx_ext.doctree.nodes import (
    MEMBERS_OF,
    part_of_row,
    qapi_branch,
    qapi_branches,
    qapi_code,
    qapi_exports,
    qapi_facts,
    qapi_heading,
    qapi_kind,
    qapi_label,
    qapi_meta,
    qapi_names,
    qapi_payload,
    qapi_row,
    qapi_rows,
    qapi_search,
    qapi_strip,
    qapi_title,
)
from sphinx_qapi.sphinx_ext.doctree.payload_words import payload_title
from sphinx_qapi.sphinx_ext.doctree.row_meta import CODE, MetaItem, main_items, tail_items
from sphinx_qapi.sphinx_ext.translation import _

_STRIP = "qapi-strip"
_MOST_RELEASES = 5
"""Maximum number of columns (releases) in one table of a strip."""
_WIDEST = 30
"""Maximum number of letters in a line of a cell, unless a word is longer."""


class ReplaceRows(SphinxPostTransform):
    """Replace our rows by standard nodes, after references are resolved."""

    default_priority = 200

    def is_supported(self) -> bool:
        """Whether the builder has no visitors for our nodes."""
        return not abilities_of(builder_of(self.env)).has_visitors

    def run(self, **_kwargs: Any) -> None:
        """Replace our nodes, innermost first, so that the content of rows is replaced already.

        What only sites have, such as links to files, is removed.
        """
        builder = builder_of(self.env)
        is_html = builder.format == "html"
        unwanted = (qapi_exports, qapi_search) if is_html else (qapi_exports, qapi_search, qapi_facts)
        for unknown in [node for node in self.document.findall(nodes.Element) if isinstance(node, unwanted)]:
            unknown.parent.remove(unknown)
        lowered = _LISTS if is_html else {**_LISTS, **_SIGNATURES}
        for node in reversed([node for node in self.document.findall(nodes.Element) if type(node) in lowered]):
            node.replace_self(lowered[type(node)](node))
        if abilities_of(builder).is_manual:
            _keep_words_of_strips(self.document)


def _keep_words_of_strips(document: nodes.document) -> None:
    """Keep the man page's formatter from adjusting lines in the cells of strips, and from hyphenating names there.

    An added hyphen would make another name.
    """
    for table in [table for table in document.findall(nodes.table) if _STRIP in table["classes"]]:
        before, after = (nodes.raw("", text, format="manpage") for text in (".na\n.nh\n", ".ad\n.hy\n.sp\n"))
        table.replace_self([before, table, after])


def _lower_list(node: nodes.Element) -> nodes.definition_list:
    items = [_lower_item(child) for child in node.children if isinstance(child, (qapi_row, qapi_branch))]
    return nodes.definition_list("", *items, classes=node["classes"])


def _lower_item(row: nodes.Element) -> nodes.definition_list_item:
    term = nodes.term("", "", *_name(row), ids=row["ids"])
    pieces = [*_type_of_branch(row), *main_items(row), *tail_items(row)]
    for number, piece in enumerate(pieces):
        term += nodes.Text(", " if number else " (")
        term += _texts(piece)
        if piece.node is not None:
            term += piece.node.children
    if pieces:
        term += nodes.Text(")")
    # A row without a text still ends with a blank line in text output, but only if it has a paragraph.
    nothing = nodes.paragraph("", "", nodes.Text(""))
    blocks = [child for child in row.children if part_of_row(child) is None] or [nothing]
    return nodes.definition_list_item("", term, nodes.definition("", *blocks))


def _type_of_branch(branch: nodes.Element) -> list[MetaItem]:
    """The type whose members a branch has, as a link, removed from the line about it so that it is shown once."""
    for child in branch.children if isinstance(branch, qapi_branch) else ():
        if isinstance(child, nodes.paragraph) and child.get(MEMBERS_OF):
            _words, link, *summary = child.children
            branch.replace(
                child, nodes.paragraph("", "", *(nodes.Text(each.astext()[2:]) for each in summary)) if summary else []
            )
            del branch["type"]
            return [MetaItem("", (), nodes.Element("", link))]
    return []


def _name(row: nodes.Element) -> list[nodes.Node]:
    if row.children and isinstance(row.children[0], qapi_title):
        return list(row.children[0].children)
    return [nodes.Text(row["name"]) if row.get("word") else nodes.literal("", row["name"])]


def _lower_names(node: nodes.Element) -> nodes.Element:
    """A list; names from A to Z are joined within their letters, as they would take nine pages of paper otherwise."""
    if any(node["anchors"]):
        return _lower_letters(node)
    items = [nodes.list_item("", nodes.paragraph("", "", *_named(item))) for item in name_items(node)]
    return nodes.bullet_list("", *items, bullet="*", classes=node["classes"])


def _lower_letters(node: nodes.Element) -> nodes.definition_list:
    letters = nodes.definition_list("", classes=node["classes"])
    words = nodes.paragraph()
    for item in name_items(node):
        if item.anchor:
            words = nodes.paragraph("", "", *_named(item))
            term = nodes.term("", item.anchor.rpartition("-")[2], ids=[item.anchor])
            letters += nodes.definition_list_item("", term, nodes.definition("", words))
        else:
            words += [nodes.Text(", "), *_named(item)]
    return letters


def _named(item: NameItem) -> list[nodes.Node]:
    condition = [_("if %s") % item.condition] if item.condition else []
    words = ", ".join([*item.marks, *condition, *([item.note] if item.note else [])])
    return [item.link, nodes.Text(f" ({words})" if words else "")]


def _texts(piece: MetaItem) -> list[nodes.Node]:
    return [qapi_code("", text[1:]) if text.startswith(CODE) else nodes.Text(text) for text in piece.texts]


def _lower_label(node: nodes.Element) -> nodes.rubric:
    return nodes.rubric("", "", nodes.Text(node["text"]), *node.children, classes=["qapi-label"], ids=node["ids"])


def _lower_payload(node: nodes.Element) -> nodes.Element:
    """A label, the minimal message, and the full one if there is more: without scripts, no others can be shown."""
    title = nodes.Text(f"{payload_title(node)}: {_('generated from the schema')}")
    blocks: list[nodes.Node] = [nodes.rubric("", "", title, classes=["qapi-label"]), _transcript(node["minimal"])]
    if node["full"]:
        words = nodes.paragraph("", "", nodes.Text(_("With all optional members:")))
        blocks += [words, _transcript(node["full"])]
    return nodes.container("", *blocks)


def _lower_strip(node: nodes.Element) -> list[nodes.Node]:
    """Several tables with some of the releases each: what is wider than a page of paper would be cut off."""
    count = len(node["columns"])
    parts = -(-count // _MOST_RELEASES)
    starts = [count * part // parts for part in range(parts + 1)]
    return [_strip_table(node, slice(*each)) for each in pairwise(starts)]


def _strip_table(node: nodes.Element, part: slice) -> nodes.table:
    count, names = len(node["columns"]), node["names"]
    columns = node["columns"][part]
    rows = [node["cells"][start : start + count][part] for start in range(0, count * len(names), count)]
    group = nodes.tgroup("", cols=len(columns) + 1)
    widths = [_text_width([column, *cells]) for column, *cells in zip(columns, *rows, strict=True)]
    group += nodes.colspec("", colwidth=max(map(len, names)) + 2, stub=1)
    group += [nodes.colspec("", colwidth=width) for width in widths]
    group += nodes.thead("", nodes.row("", nodes.entry(), *map(_text_cell, columns)))
    body = nodes.tbody()
    for name, cells in zip(names, rows, strict=True):
        title = nodes.entry("", nodes.paragraph("", "", nodes.literal("", name)))
        body += nodes.row("", title, *map(_text_cell, cells))
    group += body
    return nodes.table("", group, classes=[_STRIP])


def _text_width(texts: Sequence[str]) -> int:
    """The width of a column with *texts*: long texts have several lines, but words are not broken."""
    words = [word for text in texts for word in text.split()]
    return max([min(_WIDEST, max(map(len, texts))), *map(len, words)])


def _text_cell(text: str) -> nodes.entry:
    return nodes.entry("", nodes.paragraph("", text))


def _transcript(text: str) -> nodes.literal_block:
    return nodes.literal_block(text, text, language="QMP")


def _lower_kind(node: nodes.Element) -> addnodes.desc_annotation:
    return addnodes.desc_annotation("", "", addnodes.desc_sig_keyword("", node["kind"]), addnodes.desc_sig_space())


def _lower_heading(node: nodes.Element) -> nodes.title:
    """The title; its anchors go to the section, where all builders but the HTML builders look for them."""
    assert isinstance(node.parent, nodes.Element)
    node.parent["ids"] += node["ids"]
    kind = _lower_kind(qapi_kind("", kind=node["objtype"]))
    meta = [_lower_meta(node)] if any(main_items(node)) or any(tail_items(node)) else []
    return nodes.title("", "", kind, *node.children, *meta)


def _lower_meta(node: nodes.Element) -> nodes.inline:
    meta = nodes.inline("", "", nodes.Text(" ("))
    for number, piece in enumerate([*main_items(node), *tail_items(node)]):
        meta += [nodes.Text(", ")] if number else []
        meta += nodes.inline("", "", *_texts(piece), classes=[f"qapi-{name}" for name in piece.css.split()])
    meta += nodes.Text(")")
    return meta


_Lower = Callable[[nodes.Element], nodes.Element | list[nodes.Node]]
_LISTS: dict[type[nodes.Node], _Lower] = {
    qapi_rows: _lower_list,
    qapi_branches: _lower_list,
    qapi_payload: _lower_payload,
    qapi_strip: _lower_strip,
    qapi_names: _lower_names,
}
_SIGNATURES: dict[type[nodes.Node], _Lower] = {
    qapi_kind: _lower_kind,
    qapi_meta: _lower_meta,
    qapi_label: _lower_label,
    qapi_heading: _lower_heading,
}
"""In an EPUB, which is HTML, these are written by the HTML visitors instead."""
