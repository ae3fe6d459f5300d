"""Walks over nodes, and single nodes as HTML: the results are those of docutils' own walk and of Sphinx's own way."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from docutils import nodes
from docutils.core import publish_doctree

from sphinx_qapi.sphinx_ext.doctree.walking import elements_in, is_words_alone, texts_in
from sphinx_qapi.sphinx_ext.writing.splitting.frames.partials import Partials

from .conftest import Build

PAGE = """\
Title
=====

Words alone.

Some *words* and ``code``, a `link <https://example.org>`_.

- one

  - *two*

::

   code
"""
TITLES = (
    nodes.title("", "block-core"),
    nodes.title("", "Gears, from 1.0"),
    nodes.title("", "a -- b"),
    nodes.title("", "<x> & 'y'"),
    nodes.title("", "Ünits…"),
    nodes.title("", "", nodes.literal("", "x_y")),
    nodes.title("", "Names of ", nodes.emphasis("", "all")),
)


@pytest.mark.parametrize(
    "kinds", [(nodes.emphasis,), (nodes.list_item, nodes.literal, nodes.document), (nodes.TextElement,), (nodes.table,)]
)
def test_all_are_found_in_their_order(kinds: tuple[type[nodes.Element], ...]) -> None:
    document = publish_doctree(PAGE)
    assert elements_in(document, kinds) == list(document.findall(lambda node: isinstance(node, kinds)))


def test_texts_are_all_that_there_are() -> None:
    for node in publish_doctree(PAGE).findall(nodes.Element):
        assert texts_in(node) == list(node.findall(nodes.Text))
        assert is_words_alone(node) == (len(node.children) == 1 and texts_in(node) == node.children)


def test_titles_that_are_made_once_are_those_of_sphinx(build: Build) -> None:
    builder: Any = build("", {"index.rst": PAGE}).app.builder
    asked = 0

    def render(node: nodes.Node | None) -> dict[str, str]:
        nonlocal asked
        asked += 1
        return dict(builder.render_partial(node))

    render_: Callable[[nodes.Node | None], dict[str, str]] = render
    partials = Partials(render_)
    for title in (*TITLES, *TITLES):
        assert partials.html(title.deepcopy())["title"] == builder.render_partial(title.deepcopy())["title"]
    plain = 2  # for these Sphinx is asked once, for a title with blanks in place of words
    assert asked == 1 + (len(TITLES) - plain) + 2  # Sphinx is asked for titles with markup in both rounds
