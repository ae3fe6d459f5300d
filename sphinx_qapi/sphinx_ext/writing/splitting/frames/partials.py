"""Small pieces of HTML that many pages have: titles of neighbours, and contents of pages with as many parts."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from itertools import count

from docutils import nodes

from sphinx_qapi.sphinx_ext.writing.splitting.frames.blanks import PLAIN_TEXTS, plain_text

Render = Callable[[nodes.Node | None], dict[str, str]]
"""Sphinx' way to write a node by itself."""
_PLAIN = re.compile(r"(?:[\w .,:/#+]|-(?!-))*", re.ASCII)
"""What is written as it is, in text and in addresses."""
_PLACES = ("refuri", "anchorname")
"""The attributes that tell where a link of contents leads."""


class Partials:
    """What *render* gives for single nodes, made once for those that are alike."""

    def __init__(self, render: Render) -> None:
        self._render = render
        self._titles: dict[str, dict[str, str]] = {}
        self._pieces: dict[object, Mapping[str, list[str]]] = {}
        """By the shape of nodes their HTML, in pieces between which are blanks."""

    def html(self, node: nodes.Node | None) -> dict[str, str]:
        """What *render* gives for *node*."""
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
        """What contexts are made of: an older Sphinx gives more, and all in one dictionary that it fills again."""
        parts = self._render(node)
        return {name: parts[name] for name in ("title", "fragment")}

    def _contents_html(self, contents: nodes.bullet_list) -> dict[str, str]:
        words: list[str] = []
        shape = _shape(contents, words)
        return self._filled(contents, shape, words) if all(map(_PLAIN.fullmatch, words)) else self._render(contents)

    def _filled(self, node: nodes.Element, shape: object, words: list[str]) -> dict[str, str]:
        """The HTML of a node of the *shape* of *node*, with plain *words* in its blanks."""
        if shape not in self._pieces:
            parts = self._parts(_with_blanks(node))
            self._pieces[shape] = {name: PLAIN_TEXTS.split(html) for name, html in parts.items()}
        blanks = dict(zip(map(plain_text, range(len(words))), words, strict=True))
        pieces = self._pieces[shape]
        return {name: "".join(blanks.get(piece, piece) for piece in pieces[name]) for name in pieces}


def _shape(node: nodes.Node, words: list[str]) -> object:
    """All of *node* but its words and where its links lead, which are put behind *words*."""
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
    """*root* with blanks for words, numbered in the order of `_shape`."""
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
