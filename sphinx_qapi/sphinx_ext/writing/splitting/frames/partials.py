"""Small pieces of HTML that many pages have: titles of neighbours, and contents of pages with as many parts."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping

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
        self._contents: dict[object, Mapping[str, list[str]]] = {}
        """By the shape of contents their HTML, in pieces between which are blanks."""

    def html(self, node: nodes.Node | None) -> dict[str, str]:
        """What *render* gives for *node*."""
        if isinstance(node, nodes.title) and _shape(node) == _PLAIN_TITLE:
            text = node.astext()
            if text not in self._titles:
                self._titles[text] = self._render(node)
            return self._titles[text]
        if isinstance(node, nodes.bullet_list):
            texts = list(_texts(node))
            if all(_PLAIN.fullmatch(text) for text in texts):
                return self._filled(node, texts)
        return self._render(node)

    def _filled(self, contents: nodes.bullet_list, texts: list[str]) -> dict[str, str]:
        shape = _shape(contents)
        if shape not in self._contents:
            parts = self._render(_with_blanks(contents))
            self._contents[shape] = {name: PLAIN_TEXTS.split(html) for name, html in parts.items()}
        by_blank = {plain_text(number): text for number, text in enumerate(texts)}
        pieces = self._contents[shape]
        return {name: "".join(by_blank.get(piece, piece) for piece in pieces[name]) for name in pieces}


def _shape(node: nodes.Node) -> object:
    """All of *node* but words, and where links lead."""
    if not isinstance(node, nodes.Element):
        return type(node)
    kept = [(name, value) for name, value in node.attributes.items() if value and name not in _PLACES]
    return type(node), repr(sorted(kept)), tuple(map(_shape, node.children))


_PLAIN_TITLE = _shape(nodes.title("", "a"))


def _texts(contents: nodes.Element) -> Iterator[str]:
    """Where links lead, and all words, in the order of `_with_blanks`."""
    for node in contents.findall():
        if isinstance(node, nodes.Text):
            yield node.astext()
        elif isinstance(node, nodes.Element):
            yield from (node[name] for name in _PLACES if name in node)


def _with_blanks(contents: nodes.bullet_list) -> nodes.bullet_list:
    copied = contents.deepcopy()
    number = 0
    for node in list(copied.findall()):
        if isinstance(node, nodes.Text):
            node.parent.replace(node, nodes.Text(plain_text(number)))
            number += 1
        elif isinstance(node, nodes.Element):
            for name in _PLACES:
                if name in node:
                    node[name] = plain_text(number)
                    number += 1
    return copied
