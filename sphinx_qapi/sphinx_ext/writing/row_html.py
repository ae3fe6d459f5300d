"""HTML of rows and branches: names, meta lines and texts."""

from __future__ import annotations

import re
from html import escape

from docutils import nodes
from sphinx.writers.html5 import HTML5Translator

from sphinx_qapi.sphinx_ext.doctree.nodes import (
    part_of_row,
    qapi_branch,
    qapi_branches,
    qapi_row,
    qapi_rows,
    qapi_title,
    qapi_type,
    qapi_xref,
)
from sphinx_qapi.sphinx_ext.doctree.row_meta import CODE, MetaItem, main_items, tail_items
from sphinx_qapi.sphinx_ext.translation import _

SEPARATOR = "<i>{}</i>"
_COMMA = SEPARATOR.format(", ")
"""Read aloud and copied, but hidden by CSS. A page has thousands, so neither these nor plain words have a class."""
_WORDS = re.compile(r"(?<=[a-z0-9])(?=[A-Z])|(?<=[._])")
"""The places between the words of a name; at hyphens, names may break anyway."""
_FITS = 20
"""Maximum number of letters of a name that fits into the column of names."""


def visit_rows(self: HTML5Translator, node: qapi_rows) -> None:
    look = ["qapi-list", *(["qapi-bare"] if all(map(_is_name, node.children)) else [])] if node.get("list") else []
    classes = ["qapi-rows", *look, *node["classes"]]
    probe = f' data-probe="{escape(node["probe"])}"' if node.get("probe") else ""
    self.body.append(f'<dl class="{" ".join(classes)}"{probe}>\n')


def _is_name(row: nodes.Node) -> bool:
    """Whether *row* has no text and its name is no link: a list of such rows is shown in columns."""
    is_change = isinstance(row, qapi_row) and row.get("verdict")
    return not is_change and all(part_of_row(child) is qapi_type for child in row.children)


def depart_rows(self: HTML5Translator, _node: qapi_rows) -> None:
    self.body.append("</dl>\n")


def visit_row(self: HTML5Translator, node: qapi_row) -> None:
    """Write the whole row: its meta line is between its children."""
    ids = node.attributes["ids"]
    anchor = ids[0] if ids else ""
    title = next((child for child in node.children[:1] if part_of_row(child) is qapi_title), None)
    self.body.append(f"<div{id_attribute(anchor)}{release_attribute(node)}><dt>")
    if title is not None:  # further anchors of other rows are on their badges
        self.body += [f"<span{id_attribute(each)}></span>" for each in ids[1:]]
    _write_row_name(self, node, title, anchor)
    write_meta(self, node, is_link=title is not None)
    self.body.append("</dt>\n<dd>")  # white space for those who extract only the text, as the search does
    blocks = [child for child in node.children if part_of_row(child) is None]
    _write_text(self, blocks, is_link=title is not None)
    self.body.append("</dd></div>\n")  # HTML requires it even without a text
    raise nodes.SkipNode


def _write_text(self: HTML5Translator, blocks: list[nodes.Node], *, is_link: bool) -> None:
    """Write *blocks*; a single line next to a link needs no paragraph around it: lists have thousands of them."""
    only = blocks[0] if len(blocks) == 1 and is_link else None
    is_line = isinstance(only, nodes.paragraph) and not only["classes"]
    for child in only.children if only is not None and is_line else blocks:
        child.walkabout(self)


def visit_branches(self: HTML5Translator, _node: qapi_branches) -> None:
    self.body.append('<div class="qapi-branches">\n')


def depart_branches(self: HTML5Translator, _node: qapi_branches) -> None:
    self.body.append("</div>\n")


def visit_branch(self: HTML5Translator, node: qapi_branch) -> None:
    """Write the whole branch; one without content cannot be opened, nor focused with the keyboard."""
    outer, inner = ("details", "summary") if node.children else ("div", "div")
    opened = ' open=""' if node.get("open") and node.children else ""
    anchor = node["ids"][0] if node["ids"] else ""
    self.body.append(f'<{outer} class="qapi-branch"{id_attribute(anchor)}{release_attribute(node)}{opened}>')
    self.body.append(f'<{inner} class="qapi-head"><b>{_code(node["name"])}</b>')
    write_meta(self, node)
    self.body.append(f"</{inner}>\n")
    if node.children:
        self.body.append('<div class="qapi-body">')
        _write_blocks(self, node)
        self.body.append("</div>")
    self.body.append(f"</{outer}>\n")
    raise nodes.SkipNode


def id_attribute(anchor: str) -> str:
    """The attribute for the id of an element; empty if *anchor* is empty."""
    return f' id="{escape(anchor)}"' if anchor else ""


def release_attribute(node: nodes.Element) -> str:
    """The release since which it has existed, for ``scripts/my-release.js``, if it is known from a history."""
    release = node.attributes.get("release")
    return f' data-since="{escape(release)}"' if release else ""


def _code(text: str, hint: str = "") -> str:
    title = f' title="{escape(hint)}"' if hint else ""
    return f"<code{title}>{escape(text)}</code>"


def breakable(name: str) -> str:
    """*name* as code that may break between its words."""
    return f"<code>{breaks(name)}</code>"


def breaks(name: str) -> str:
    """*name*, which may break between its words if it is long."""
    if len(name) <= _FITS:
        return escape(name)
    return word_breaks(name)


def word_breaks(name: str) -> str:
    """*name* with a possible break between all its words."""
    return "<wbr/>".join(escape(word) for word in _WORDS.split(name))


def link_start(uri: str, title: str | None) -> str:
    """The start tag of a link to a definition, which needs no classes."""
    return f'<a href="{escape(uri)}" title="{escape(title)}">' if title else f'<a href="{escape(uri)}">'


def _write_row_name(self: HTML5Translator, node: qapi_row, title: nodes.Node | None, anchor: str) -> None:
    get = node.attributes.get
    tag = "span" if get("optional") else "b"
    self.body.append(f'<{tag} class="qapi-word">' if get("word") else f"<{tag}>")
    if isinstance(title, qapi_xref):  # the row already has the style of code
        self.body.append(f"{link_start(title['refuri'], title.get('reftitle'))}{breaks(title['text'])}</a>")
    elif title is not None:
        title.walkabout(self)
    elif anchor and get("plain") and self.config.html_permalinks:
        self.body.append(f'<a class="qapi-own" href="#{escape(anchor)}">{breaks(node["name"])}</a>')
        anchor = ""
    else:
        self.body.append(escape(node["name"]) if get("word") else breakable(node["name"]))
    if anchor and title is None:  # a title links to a better place
        self.body.append(permalink(self, node["name"], anchor))
    self.body.append(f"</{tag}>")


def permalink(self: HTML5Translator, name: str, anchor: str) -> str:
    """The link of the row *name* to itself; empty if the site has no permalinks."""
    if not self.config.html_permalinks:
        return ""
    label = escape(_("Link to %s") % name)
    icon = self.config.html_permalinks_icon
    return f'<a class="headerlink" href="#{escape(anchor)}" aria-label="{label}">{icon}</a>'


def write_meta(self: HTML5Translator, node: nodes.Element, *, is_link: bool = False) -> None:
    """Write everything that is next to the name of *node*; with *is_link*, the name is a link to another place."""
    main, tail = list(main_items(node)), list(tail_items(node))
    if not main and not tail:
        return
    if is_link and all(map(_is_bare, [*main, *tail])):
        words = _COMMA.join(escape("".join(piece.texts)) for piece in [*main, *tail])
        self.body.append(f" <small>{words}</small>")
        return
    self.body.append(f" <small>{SEPARATOR.format(' (')}")
    if main:
        self.body.append("<span>")
        _write_pieces(self, main)
        self.body.append("</span>")
    if tail:
        self.body.append(f'{_COMMA if main else ""}<span class="qapi-tail">')
        _write_pieces(self, tail)
        self.body.append("</span>")
    self.body.append(f"{SEPARATOR.format(')')}</small>")


def _write_pieces(self: HTML5Translator, pieces: list[MetaItem]) -> None:
    for number, piece in enumerate(pieces):
        if number:
            self.body.append(_COMMA)
        classes = " ".join([f"qapi-{name}" for name in piece.css.split()]) if piece.css else ""
        is_boxed = classes or not (piece.is_code or _is_bare(piece))  # code is an element, and bare words are a box
        if is_boxed:
            self.body.append(f'<span class="{classes}"{id_attribute(piece.anchor)}>' if classes else "<span>")
        self.body += [_code(text[1:], piece.hint) if text.startswith(CODE) else escape(text) for text in piece.texts]
        if piece.node is not None:
            piece.node.walkabout(self)
        if is_boxed:
            self.body.append("</span>")


def _is_bare(piece: MetaItem) -> bool:
    """Whether the piece is nothing but words."""
    is_plain = not (piece.css or piece.anchor or piece.node is not None)
    return is_plain and not any(text.startswith(CODE) for text in piece.texts)


def _write_blocks(self: HTML5Translator, node: nodes.Element) -> None:
    for child in node.children:
        if part_of_row(child) is None:
            child.walkabout(self)
