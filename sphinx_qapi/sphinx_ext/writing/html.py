"""HTML of rows, branches and names: the markup that ``static/qapi.css`` dresses."""

from __future__ import annotations

import re
from html import escape
from typing import Any

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.writers.html5 import HTML5Translator

from sphinx_qapi.sphinx_ext._compat.sphinx_writers import heading_level
from sphinx_qapi.sphinx_ext.doctree.nodes import (
    XREFS,
    part_of_row,
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
from sphinx_qapi.sphinx_ext.doctree.row_meta import CODE, Piece, main_pieces, tail_pieces
from sphinx_qapi.sphinx_ext.translation import _
from sphinx_qapi.sphinx_ext.writing.facts_html import visit_facts, write_facts
from sphinx_qapi.sphinx_ext.writing.names_html import visit_names, visit_search
from sphinx_qapi.sphinx_ext.writing.payload_html import visit_payload
from sphinx_qapi.sphinx_ext.writing.strip_html import visit_strip

_SEPARATOR = "<i>{}</i>"
_COMMA = _SEPARATOR.format(", ")
"""Heard and copied, not seen: CSS clips it. Thousands are on a page, so neither it nor plain words have a class."""
_WORDS = re.compile(r"(?<=[a-z0-9])(?=[A-Z])|(?<=[._])")
"""Between the words of a name; hyphens are breaks anyway."""
_FITS = 20
"""A name of so many letters fits into the column of names."""


def visit_name(self: HTML5Translator, node: qapi_name) -> None:
    """A name is a heading to screen readers; a ``dt`` may not hold a real one."""
    level = heading_level(self) + 1
    attributes: dict[str, Any] = {"CLASS": "sig-name descname", "role": "heading", "aria-level": level}
    self.body.append(self.starttag(node, "span", "", **attributes))


def depart_name(self: HTML5Translator, _node: qapi_name) -> None:
    self.body.append("</span>")


def visit_rows(self: HTML5Translator, node: qapi_rows) -> None:
    look = ["qapi-list", *(["qapi-bare"] if all(map(_is_name, node.children)) else [])] if node.get("list") else []
    classes = ["qapi-rows", *look, *node["classes"]]
    probe = f' data-probe="{escape(node["probe"])}"' if node.get("probe") else ""
    self.body.append(f'<dl class="{" ".join(classes)}"{probe}>\n')


def _is_name(row: nodes.Node) -> bool:
    """Whether there is nothing to say of *row*, which is no link either: a list of such has columns."""
    is_change = isinstance(row, qapi_row) and row.get("verdict")
    return not is_change and all(part_of_row(child) is qapi_type for child in row.children)


def depart_rows(self: HTML5Translator, _node: qapi_rows) -> None:
    self.body.append("</dl>\n")


def visit_row(self: HTML5Translator, node: qapi_row) -> None:
    """Write the whole row: its meta line stands between its children."""
    anchor = node["ids"][0] if node["ids"] else ""
    self.body.append(f"<div{_id(anchor)}{_release(node)}><dt>")
    self.body += [f"<span{_id(each)}></span>" for each in _old_anchors(node)]
    _write_row_name(self, node, anchor)
    _write_meta(self, node)
    self.body.append("</dt>\n<dd>")  # a blank for those who take the text alone, as the search does
    _write_text(self, node, [child for child in node.children if part_of_row(child) is None])
    self.body.append("</dd></div>\n")  # HTML asks for it where there is no text, too
    raise nodes.SkipNode


def _write_text(self: HTML5Translator, row: qapi_row, blocks: list[nodes.Node]) -> None:
    """Write *blocks*; the line that lists have beside a link needs no paragraph around it, and they have thousands."""
    only = blocks[0] if len(blocks) == 1 and _title_of(row) is not None else None
    is_line = isinstance(only, nodes.paragraph) and not only["classes"]
    for child in only.children if only is not None and is_line else blocks:
        child.walkabout(self)


def _old_anchors(row: qapi_row) -> list[str]:
    """What leads to a row whose title is a link, besides its own anchor; those of other rows are at their badges."""
    return row["ids"][1:] if _title_of(row) is not None else []


def _title_of(row: nodes.Element) -> nodes.Node | None:
    return next((child for child in row.children[:1] if part_of_row(child) is qapi_title), None)


def visit_changes(self: HTML5Translator, node: qapi_changes) -> None:
    """Write the rows, over which nobody has walked so far."""
    node["rows"].walkabout(self)
    raise nodes.SkipNode


def visit_branches(self: HTML5Translator, _node: qapi_branches) -> None:
    self.body.append('<div class="qapi-branches">\n')


def depart_branches(self: HTML5Translator, _node: qapi_branches) -> None:
    self.body.append("</div>\n")


def visit_branch(self: HTML5Translator, node: qapi_branch) -> None:
    """Write the whole branch; one without content is nothing to open and no stop for the keyboard."""
    outer, inner = ("details", "summary") if node.children else ("div", "div")
    opened = ' open=""' if node.get("open") and node.children else ""
    anchor = node["ids"][0] if node["ids"] else ""
    self.body.append(f'<{outer} class="qapi-branch"{_id(anchor)}{_release(node)}{opened}><{inner} class="qapi-head">')
    self.body.append(f"<b>{_code(node['name'])}</b>")
    _write_meta(self, node)
    self.body.append(f"</{inner}>\n")
    if node.children:
        self.body.append('<div class="qapi-body">')
        _write_blocks(self, node)
        self.body.append("</div>")
    self.body.append(f"</{outer}>\n")
    raise nodes.SkipNode


def visit_part(_self: HTML5Translator, _node: nodes.Element) -> None:
    """Titles, types and origins are only their children; rows write what is around them."""


def depart_part(_self: HTML5Translator, _node: nodes.Element) -> None:
    """See `visit_part`."""


def _id(anchor: str) -> str:
    return f' id="{escape(anchor)}"' if anchor else ""


def _release(node: nodes.Element) -> str:
    """Since when something is there, for ``scripts/my-release.js``, where a history tells it."""
    return f' data-since="{escape(node["release"])}"' if node.get("release") else ""


def _code(text: str, hint: str = "") -> str:
    title = f' title="{escape(hint)}"' if hint else ""
    return f"<code{title}>{escape(text)}</code>"


def _breakable(name: str) -> str:
    return f"<code>{_breaks(name)}</code>"


def _breaks(name: str) -> str:
    if len(name) <= _FITS:
        return escape(name)
    return "<wbr/>".join(escape(word) for word in _WORDS.split(name))


def visit_link(self: HTML5Translator, node: qapi_link) -> None:
    """A link of ours needs no classes; a title only where Sphinx has seen need."""
    uri = node.get("refuri") or f"#{node['refid']}"
    title = f' title="{escape(node["reftitle"])}"' if node.get("reftitle") else ""
    self.body.append(f'<a href="{escape(uri)}"{title}>')


def depart_link(self: HTML5Translator, _node: qapi_link) -> None:
    self.body.append("</a>")


def visit_jump(self: HTML5Translator, node: qapi_jump) -> None:
    """One element: a page has thousands. What else leads to its place has elements of its own."""
    first, *others = node["ids"] or [""]
    self.body += [f"<span{_id(each)}></span>" for each in others]
    self.body.append(f'<a{_id(first)} href="#{escape(node["refid"])}">{escape(node.astext())}</a>')
    raise nodes.SkipNode


def visit_xref(self: HTML5Translator, node: qapi_xref) -> None:
    """Both in one."""
    self.body.append(f"{_link(node)}{_breakable(node['text'])}</a>")
    raise nodes.SkipNode


def _link(node: qapi_xref) -> str:
    title = f' title="{escape(node["reftitle"])}"' if node.get("reftitle") else ""
    return f'<a href="{escape(node["refuri"])}"{title}>'


def visit_links(self: HTML5Translator, _node: qapi_links) -> None:
    self.body.append('<p class="qapi-indexes">')


def depart_links(self: HTML5Translator, _node: qapi_links) -> None:
    self.body.append("</p>\n")


def visit_kind(self: HTML5Translator, node: qapi_kind) -> None:
    """As Sphinx writes the keyword of a signature."""
    write_kind(self, node["kind"])
    raise nodes.SkipNode


def write_kind(self: HTML5Translator, kind: str) -> None:
    """Write *kind* and a blank, as Sphinx writes the keyword of a signature but for what has no look."""
    self.body.append(f'<span class="property"><span class="k">{escape(kind)}</span> </span>')


def visit_meta(self: HTML5Translator, node: qapi_meta) -> None:
    """Write the facts of a signature."""
    write_facts(self, node)
    raise nodes.SkipNode


def visit_label(self: HTML5Translator, node: qapi_label) -> None:
    """A paragraph, as docutils writes a rubric; a heading where links lead to it."""
    anchor = node["ids"][0] if node["ids"] else ""
    self.body.append(f'<{_label_tag(self, node)} class="qapi-label rubric"{_id(anchor)}>{escape(node["text"])}')


def depart_label(self: HTML5Translator, node: qapi_label) -> None:
    self.body.append(f"</{_label_tag(self, node)}>\n")


def _label_tag(self: HTML5Translator, node: qapi_label) -> str:
    return f"h{min(heading_level(self) + 1, 6)}" if node["ids"] else "p"


def visit_separator(self: HTML5Translator, node: qapi_separator) -> None:
    self.body.append(_SEPARATOR.format(escape(node.astext())))
    raise nodes.SkipNode


def visit_code(self: HTML5Translator, node: qapi_code) -> None:
    self.body.append(_breakable(node.astext()))
    raise nodes.SkipNode


def _write_row_name(self: HTML5Translator, node: qapi_row, anchor: str) -> None:
    tag = "span" if node.get("optional") else "b"
    self.body.append(f'<{tag} class="qapi-word">' if node.get("word") else f"<{tag}>")
    title = _title_of(node)
    if isinstance(title, qapi_xref):  # whose look the row has already
        self.body.append(f"{_link(title)}{_breaks(title['text'])}</a>")
    elif title is not None:
        title.walkabout(self)
    elif anchor and node.get("plain") and self.config.html_permalinks:
        self.body.append(f'<a class="qapi-own" href="#{escape(anchor)}">{_breaks(node["name"])}</a>')
        anchor = ""
    else:
        self.body.append(escape(node["name"]) if node.get("word") else _breakable(node["name"]))
    if anchor and title is None and self.config.html_permalinks:  # a title leads to a better place
        label = escape(_("Link to %s") % node["name"])
        icon = self.config.html_permalinks_icon
        self.body.append(f'<a class="headerlink" href="#{escape(anchor)}" aria-label="{label}">{icon}</a>')
    self.body.append(f"</{tag}>")


def _write_meta(self: HTML5Translator, node: nodes.Element) -> None:
    main, tail = list(main_pieces(node)), list(tail_pieces(node))
    if not main and not tail:
        return
    if _title_of(node) is not None and all(map(_is_bare, [*main, *tail])):
        words = _COMMA.join(escape("".join(piece.texts)) for piece in [*main, *tail])
        self.body.append(f" <small>{words}</small>")
        return
    self.body.append(f" <small>{_SEPARATOR.format(' (')}")
    if main:
        self.body.append("<span>")
        _write_pieces(self, main)
        self.body.append("</span>")
    if tail:
        self.body.append(f'{_COMMA if main else ""}<span class="qapi-tail">')
        _write_pieces(self, tail)
        self.body.append("</span>")
    self.body.append(f"{_SEPARATOR.format(')')}</small>")


def _write_pieces(self: HTML5Translator, pieces: list[Piece]) -> None:
    for number, piece in enumerate(pieces):
        if number:
            self.body.append(_COMMA)
        classes = " ".join([f"qapi-{name}" for name in piece.css.split()]) if piece.css else ""
        is_boxed = classes or not (piece.is_code or _is_bare(piece))  # code is an element already, and words are a box
        if is_boxed:
            self.body.append(f'<span class="{classes}"{_id(piece.anchor)}>' if classes else "<span>")
        self.body += [_code(text[1:], piece.hint) if text.startswith(CODE) else escape(text) for text in piece.texts]
        if piece.node is not None:
            piece.node.walkabout(self)
        if is_boxed:
            self.body.append("</span>")


def _is_bare(piece: Piece) -> bool:
    """Whether it is nothing but words."""
    is_plain = not (piece.css or piece.anchor or piece.node is not None)
    return is_plain and not any(text.startswith(CODE) for text in piece.texts)


def _write_blocks(self: HTML5Translator, node: nodes.Element) -> None:
    for child in node.children:
        if part_of_row(child) is None:
            child.walkabout(self)


def register(app: Sphinx) -> None:
    """Register the nodes; other builders never see them (but for those that they take for their parents)."""
    app.add_node(qapi_name, html=(visit_name, depart_name))
    app.add_node(qapi_code, html=(visit_code, None))
    for link in XREFS:
        app.add_node(link, html=(visit_xref, None))
    app.add_node(qapi_link, html=(visit_link, depart_link))
    app.add_node(qapi_jump, html=(visit_jump, None))
    app.add_node(qapi_links, html=(visit_links, depart_links))
    app.add_node(qapi_kind, html=(visit_kind, None))
    app.add_node(qapi_facts, html=(visit_facts, None))
    app.add_node(qapi_meta, html=(visit_meta, None))
    app.add_node(qapi_label, html=(visit_label, depart_label))
    app.add_node(qapi_separator, html=(visit_separator, None))
    app.add_node(qapi_rows, html=(visit_rows, depart_rows))
    app.add_node(qapi_row, html=(visit_row, None))
    app.add_node(qapi_changes, html=(visit_changes, None))
    app.add_node(qapi_branches, html=(visit_branches, depart_branches))
    app.add_node(qapi_branch, html=(visit_branch, None))
    app.add_node(qapi_payload, html=(visit_payload, None))
    app.add_node(qapi_strip, html=(visit_strip, None))
    app.add_node(qapi_names, html=(visit_names, None))
    app.add_node(qapi_search, html=(visit_search, None))
    for part in (qapi_title, qapi_type, qapi_origin):
        app.add_node(part, html=(visit_part, depart_part))
