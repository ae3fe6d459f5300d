"""Small pieces of HTML that many pages share: titles of neighbours, and contents of pages with as many parts."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from itertools import count

from docutils import nodes

from sphinx_qapi.sphinx_ext.writing.splitting.frames.blanks import PLAIN_TEXTS, plain_text

Render = Callable[[nodes.Node | None], dict[str, str]]
"""Sphinx's function that renders a single node."""
_PLAIN = re.compile(r"(?:[\w .,:/#+]|-(?!-))*", re.ASCII)
"""Texts that are written without changes, both as text and in addresses."""
_PLACES = ("refuri", "anchorname")
"""The attributes with the target of a link in the contents."""


class Partials:
    """The results of *render* for single nodes, computed once for nodes that are alike."""

    def __init__(self, render: Render) -> None:
        self._render = render
        self._titles: dict[str, dict[str, str]] = {}
        self._pieces: dict[object, Mapping[str, list[str]]] = {}
        """The HTML by the shape of nodes, split into pieces and the blanks between them."""

    def html(self, node: nodes.Node | None) -> dict[str, str]:
        """What *render* returns for *node*."""
        if isinstance(node, nodes.title):
            return self._title(node)
        return self._contents_html(node) if isinstance(node, nodes.bullet_list) else self._render(node)

    def _title(self, node: nodes.title) -> dict[str, str]:
        words: list[str] = []
        if _shape(node, words) != _PLAIN_TITLE:
            return self._render(node)
        if words[0] not in self._titles:
            is_plain = _PLAIN.fullmatch(words[0])
            self._titles[words[0]] = self._filled(node, _PLAIN_TITLE, words) if is_plain else self._parts(node)
        return self._titles[words[0]]

    def _parts(self, node: nodes.Element) -> dict[str, str]:
        """The values that contexts consist of: an older Sphinx returns more, in one dictionary that it reuses."""
        parts = self._render(node)
        return {name: parts[name] for name in ("title", "fragment")}

    def _contents_html(self, contents: nodes.bullet_list) -> dict[str, str]:
        words: list[str] = []
        shape = _shape(contents, words)
        return self._filled(contents, shape, words) if all(map(_PLAIN.fullmatch, words)) else self._render(contents)

    def _filled(self, node: nodes.Element, shape: object, words: list[str]) -> dict[str, str]:
        """The HTML of a node of the same *shape* as *node*, with plain *words* in its blanks."""
        if shape not in self._pieces:
            parts = self._parts(_with_blanks(node))
            self._pieces[shape] = {name: PLAIN_TEXTS.split(html) for name, html in parts.items()}
        blanks = dict(zip(map(plain_text, range(len(words))), words, strict=True))
        pieces = self._pieces[shape]
        return {name: "".join(blanks.get(piece, piece) for piece in pieces[name]) for name in pieces}


def _shape(node: nodes.Node, words: list[str]) -> object:
    """The structure of *node* without its words and the targets of its links, which are appended to *words*."""
    if isinstance(node, nodes.Text):
        words.append(str(node))
        return None
    assert isinstance(node, nodes.Element)
    kept = []
    for name, value in node.attributes.items():
        if name in _PLACES:
            words.append(value)
        elif value:
            kept.append((name, repr(value)))
    return type(node), tuple(kept), tuple([_shape(child, words) for child in node.children])


_PLAIN_TITLE = _shape(nodes.title("", "a"), [])


def _with_blanks(root: nodes.Element) -> nodes.Element:
    """A copy of *root* with blanks for words and targets, numbered in the order of `_shape`."""
    copied = root.deepcopy()
    number = count()
    for node in list(copied.findall()):
        if isinstance(node, nodes.Text):
            node.parent.replace(node, nodes.Text(plain_text(next(number))))
        elif isinstance(node, nodes.Element):
            for name in node.attributes:
                if name in _PLACES:
                    node[name] = plain_text(next(number))
    return copied
