"""The contents of the project that themes show on every page, made from those of one page.

Sphinx resolves and writes the whole tree again for each page, which also leaves garbage: that takes up to two thirds of
a build, and more with each page. But the trees of two pages differ only in the addresses of links, in what is marked as
current, and in what is folded. So the tree of one page is taken apart once, as the theme gets it, and those of all
others are assembled from its parts. A tree with anything unusual is left to Sphinx, and so are all trees if the first
one that was assembled differs from Sphinx's.
"""

from __future__ import annotations

from functools import partial
from typing import Any

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.builders import Builder
from sphinx.environment import BuildEnvironment

from sphinx_qapi.sphinx_ext._compat.sphinx_toctree import (
    TreeLink,
    TreeOf,
    TreeReader,
    UnusualTreeError,
    are_in_same_folder,
    led_from,
    lists,
    replace_contents,
    tree_of,
)
from sphinx_qapi.sphinx_ext._compat.themes import mark_in_pydata
from sphinx_qapi.sphinx_ext.doctree.builders import abilities_of
from sphinx_qapi.sphinx_ext.objects.state import state_of
from sphinx_qapi.sphinx_ext.writing.toctrees.shortening import place_in_contents
from sphinx_qapi.sphinx_ext.writing.toctrees.toctree import ContentsTree

_FEW_PAGES = 30
"""For so many pages, Sphinx resolves folded trees as quickly as the whole tree, which is needed for its parts."""


class ContentsTrees:
    """The trees of a build that writes about *pages* pages, by the options that themes use."""

    def __init__(self, pages: int) -> None:
        self._left_to_sphinx = _FEW_PAGES - pages
        self._trees: dict[str, ContentsTree | None] = {}
        """None for options for which the tree is left to Sphinx."""
        self._checked: set[tuple[str, int]] = set()
        """Options, and levels in the tree, for which one page was made both here and by Sphinx."""

    def html(self, builder: Builder, page: str, by_sphinx: TreeOf, /, *, collapse: bool = True, **options: Any) -> str:
        """The tree of *page*, as *by_sphinx* would make it; for a page that is not in it, that of the page above it."""
        shown = _place(builder.env, page)
        if shown == page or not are_in_same_folder(builder, page, shown):
            return self._html(builder, page, by_sphinx, collapse=collapse, **options)
        html = self._html(builder, shown, partial(tree_of, builder, shown), collapse=collapse, **options)
        return led_from(html, builder.get_relative_uri(page, shown))

    def _html(self, builder: Builder, page: str, by_sphinx: TreeOf, /, *, collapse: bool, **options: Any) -> str:
        if collapse and self._left_to_sphinx > 0:
            self._left_to_sphinx -= 1
            return by_sphinx(collapse=collapse, **options)
        key = repr((collapse, sorted(options.items())))
        if key not in self._trees:
            self._trees[key] = read_contents(builder, page, by_sphinx, collapse=collapse, **options)
        tree = self._trees[key]
        if tree is None or not tree.is_plain(page):
            return by_sphinx(collapse=collapse, **options)
        html = tree.html(page)
        if (case := (key, tree.level(page))) not in self._checked:
            self._checked.add(case)
            expected = by_sphinx(collapse=collapse, **options)
            if html != expected:
                self._trees[key] = None
                return expected
        return html


def _place(env: BuildEnvironment, page: str) -> str:
    generated = state_of(env).store.pages
    return place_in_contents(*generated[page], page) if page in generated else page


def read_contents(
    builder: Builder, page: str, by_sphinx: TreeOf, *, collapse: bool, maxdepth: int | str = 0, **options: Any
) -> ContentsTree | None:
    """The tree with these options, without depth and folding; None if it is unusual."""
    try:
        reader = TreeReader(builder, page)
        parts = reader.read(by_sphinx(collapse=False, maxdepth=-1, **options))
        if depth := int(maxdepth or 0):
            depths = [depth] * len(lists(parts))
        else:  # each list has its own
            depths = [_depth(each) for each in lists(reader.read(by_sphinx(collapse=False, **options)))]
        return ContentsTree(builder, parts, depths, collapse=collapse)
    except (UnusualTreeError, ValueError):
        return None


def _depth(entries: list[TreeLink]) -> int:
    return 1 + max((_depth(entry.entries) for entry in entries if entry.has_list), default=0)


def register(app: Sphinx) -> None:
    """Let templates get the trees from here."""
    builds: list[ContentsTrees] = []

    def begin(_app: Sphinx, env: BuildEnvironment) -> None:
        builds[:] = [ContentsTrees(state_of(env).pages_to_write)]

    def put(app: Sphinx, page: str, _template: str, context: dict[str, Any], _doctree: nodes.document | None) -> None:
        if builds and abilities_of(app.builder).has_pages:
            replace_contents(context, builds[0].html, app.builder, page)

    def mark(app: Sphinx, page: str, _template: str, context: dict[str, Any], _doctree: nodes.document | None) -> None:
        if abilities_of(app.builder).has_pages and (shown := _place(app.env, page)) != page:
            mark_in_pydata(context, app.builder.get_relative_uri(page, shown))

    app.connect("html-page-context", mark, priority=900)  # after themes have added their functions
    app.connect("env-updated", begin, priority=900)  # after it is known how many pages are written
    app.connect("html-page-context", put, priority=100)  # before themes use it
