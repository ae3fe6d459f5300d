"""The contents of the project that themes put on every page, made from those of one page.

Sphinx resolves and writes the whole tree anew for each page, and what that leaves behind is garbage: up to two thirds
of a build, and more with each page. But the trees of two pages differ only in where links lead from, in what is marked
as current, and in what is folded. So the tree of one page is taken apart once, as the theme gets it, and those of the
others are put together from its parts. A tree with anything unusual in it is left to Sphinx, as are those of all pages
where the first that was put together is not what Sphinx makes of it.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from functools import partial
from typing import TYPE_CHECKING, Any, cast

from docutils import nodes
from sphinx import addnodes
from sphinx.application import Sphinx
from sphinx.builders import Builder
from sphinx.environment import BuildEnvironment

if TYPE_CHECKING:
    from sphinx_qapi.sphinx_ext.domain import QapiDomain

_BUILDERS = ("html", "dirhtml")
_FEW_PAGES = 30
"""For so many, trees that are mostly folded are resolved as quickly as the whole one, which is to be taken apart."""
_TAG = re.compile(r"(</?(?:ul|li)\b[^>]*>\n?)")
_LIST = re.compile(r'<ul(?: class="current")?>\n')
_ITEM = re.compile(r'(<li class="toctree-l\d+)(?: current)?">')
_LINK = re.compile(r'<a class="(?:current )?reference (internal|external)" href="([^"#]*)(#[^"]*)?"(.*)', re.DOTALL)
_WITHOUT_PAGE = ("genindex", "modindex", "search")
"""What Sphinx lets a toctree name although it is no document."""

TreeOf = Callable[..., str]
"""The function ``toctree`` that templates call, with its options as keywords."""


class UnusualTreeError(Exception):
    """A tree that is not made of lists of links to documents, each of them once."""


class _Entry:
    """A link of the tree, and what is below it."""

    __slots__ = ("docname", "entries", "fragment", "html", "item", "link", "origin")

    def __init__(self, item: str, link: str) -> None:
        self.item = item
        """The beginning of its list item, to which a class may be added."""
        self.link = link
        """All of its link where that leads out of the project, else what is behind the address."""
        self.docname = ""
        """Where it leads, within the project, and at which place of it:"""
        self.fragment = ""
        self.entries: list[_Entry] = []
        self.html = ""
        """How pages show it that are neither it nor below it, and the folder of these pages:"""
        self.origin: str | None = None


class _Reader:
    """Takes apart what Sphinx has written for the page *page*. Raises UnusualTreeError."""

    def __init__(self, builder: Builder, page: str) -> None:
        names = [*builder.env.all_docs, *_WITHOUT_PAGE]
        self._docnames = {builder.get_relative_uri(page, name): name for name in names}

    def read(self, html: str) -> list[str | list[_Entry]]:
        """What is outside of lists, like captions, as it is, and the lists."""
        parts: list[str | list[_Entry]] = []
        tokens = iter(_TAG.split(html))
        for token in tokens:
            if _LIST.fullmatch(token):
                parts.append(self._list(tokens))
            elif _TAG.fullmatch(token):
                raise UnusualTreeError(token)
            else:
                parts.append(token)
        return parts

    def _list(self, tokens: Iterator[str]) -> list[_Entry]:
        entries: list[_Entry] = []
        for token in tokens:
            if token == "</ul>\n" and entries:
                return entries
            if found := _ITEM.fullmatch(token):
                entries.append(self._entry(found[1], next(tokens), tokens))
            elif token:
                raise UnusualTreeError(token)
        raise UnusualTreeError("a list does not end")

    def _entry(self, item: str, link: str, tokens: Iterator[str]) -> _Entry:
        entry = self._link(item, link)
        for token in tokens:
            if token == "</li>\n":
                return entry
            if _LIST.fullmatch(token) and not entry.entries:
                entry.entries = self._list(tokens)
            elif token:
                raise UnusualTreeError(token)
        raise UnusualTreeError("an item does not end")

    def _link(self, item: str, link: str) -> _Entry:
        found = _LINK.fullmatch(link)
        if not found:
            raise UnusualTreeError(link)
        kind, uri, fragment, rest = found.groups()
        if kind == "external":
            return _Entry(item, link)
        if uri not in self._docnames:
            raise UnusualTreeError(link)
        entry = _Entry(item, rest)
        entry.docname = self._docnames[uri]
        entry.fragment = "" if fragment == "#" else fragment or ""
        return entry


class ContentsTree:
    """The tree of a project for one set of a theme's options.

    *parts* are those of one page with nothing folded or left out; entries below *depths*, one for each list, are
    not shown, nor with *collapse* those that do not lead to a page. Raises UnusualTreeError.
    """

    def __init__(self, builder: Builder, parts: list[str | list[_Entry]], depths: list[int], *, collapse: bool) -> None:
        self._builder = builder
        self._collapse = collapse
        self._parts = parts
        self._paths: dict[str, tuple[_Entry, ...]] = {}
        self._plain: dict[str, bool] = {}
        for entries, depth in zip(_lists(parts), depths, strict=True):
            self._note_paths(entries, (), depth)

    def html(self, page: str) -> str:
        """The tree as *page* shows it."""
        origin = self._builder.get_target_uri(page).rpartition("/")[0]
        path = frozenset(self._paths.get(page, ()))

        def link(entry: _Entry, mark: str = "") -> str:
            if not entry.docname:
                return entry.link
            uri = self._builder.get_relative_uri(page, entry.docname) + entry.fragment
            return f'<a class="{mark}reference internal" href="{uri or "#"}"{entry.link}'

        def below(entries: list[_Entry]) -> str:
            if not entries:
                return ""
            mark = "" if path.isdisjoint(entries) else ' class="current"'
            return f"<ul{mark}>\n{''.join(map(shown, entries))}</ul>\n"

        def shown(entry: _Entry) -> str:
            if entry in path:
                mark = "current " if entry.docname == page and not entry.fragment else ""
                return f'{entry.item} current">{link(entry, mark)}{below(entry.entries)}</li>\n'
            if entry.docname == page:
                return f'{entry.item}">{link(entry)}{below(entry.entries)}</li>\n'
            if entry.origin != origin:
                folded = "" if self._collapse else below(entry.entries)
                entry.html, entry.origin = f'{entry.item}">{link(entry)}{folded}</li>\n', origin
            return entry.html

        return "".join(part if isinstance(part, str) else below(part) for part in self._parts)

    def shows(self, page: str) -> bool:
        """Whether *page* stands in the tree."""
        return page in self._paths

    def is_plain(self, page: str) -> bool:
        """Whether Sphinx has no rules of its own for *page* or one above it."""
        return all(self._has_no_rules(entry.docname) for entry in self._paths.get(page, ()))

    def _has_no_rules(self, docname: str) -> bool:
        """Whether the contents of *docname* have no depth of their own, and nothing that depends on the builder."""
        if docname not in self._plain:
            env = self._builder.env
            self._plain[docname] = "tocdepth" not in env.metadata.get(docname, ()) and not any(
                env.tocs[docname].findall(addnodes.only) if docname in env.tocs else ()
            )
        return self._plain[docname]

    def _note_paths(self, entries: list[_Entry], above: tuple[_Entry, ...], depth: int) -> None:
        """Note where pages stand, and leave out what is too deep: Sphinx marks as current what is above that too."""
        for entry in entries:
            path = (*above, entry)
            if entry.docname and not entry.fragment and self._paths.setdefault(entry.docname, path) is not path:
                raise UnusualTreeError(f"{entry.docname} stands twice")
            self._note_paths(entry.entries, path, depth)
            if len(path) == depth:
                entry.entries = []


def _lists(parts: list[str | list[_Entry]]) -> Iterator[list[_Entry]]:
    return (part for part in parts if not isinstance(part, str))


def _depth(entries: list[_Entry]) -> int:
    return 1 + max(_depth(entry.entries) for entry in entries) if entries else 0


class ContentsTrees:
    """The trees of one build that writes about *pages* pages, by the options that themes ask for."""

    def __init__(self, pages: int) -> None:
        self._left_to_sphinx = _FEW_PAGES - pages
        self._trees: dict[str, ContentsTree | None] = {}
        """None where the tree is left to Sphinx."""
        self._checked: set[str] = set()

    def html(self, builder: Builder, page: str, by_sphinx: TreeOf, /, *, collapse: bool = True, **options: Any) -> str:
        """The tree of *page*: what *by_sphinx* would give."""
        if collapse and self._left_to_sphinx > 0:
            self._left_to_sphinx -= 1
            return by_sphinx(collapse=collapse, **options)
        key = repr((collapse, sorted(options.items())))
        if key not in self._trees:
            self._trees[key] = take_apart(builder, page, by_sphinx, collapse=collapse, **options)
        tree = self._trees[key]
        if tree is None or not tree.is_plain(page):
            return by_sphinx(collapse=collapse, **options)
        html = tree.html(page)
        if key not in self._checked and tree.shows(page):
            self._checked.add(key)
            expected = by_sphinx(collapse=collapse, **options)
            if html != expected:
                self._trees[key] = None
                return expected
        return html


def take_apart(
    builder: Builder, page: str, by_sphinx: TreeOf, *, collapse: bool, maxdepth: int | str = 0, **options: Any
) -> ContentsTree | None:
    """The tree with these options; None if it is unusual."""
    reader = _Reader(builder, page)
    try:
        parts = reader.read(by_sphinx(collapse=False, maxdepth=-1, **options))
        depth = int(maxdepth or 0)
        depths = [depth for _ in _lists(parts)]
        if not depth:  # each has its own
            depths = [_depth(each) for each in _lists(reader.read(by_sphinx(collapse=False, **options)))]
        return ContentsTree(builder, parts, depths, collapse=collapse)
    except UnusualTreeError:
        return None


def register(app: Sphinx) -> None:
    """Let templates have the trees from here."""
    builds: list[ContentsTrees] = []

    def begin(_app: Sphinx, env: BuildEnvironment) -> None:
        builds[:] = [ContentsTrees(cast("QapiDomain", env.get_domain("qapi")).pages_ahead)]

    def put(app: Sphinx, page: str, _template: str, context: dict[str, Any], _doctree: nodes.document | None) -> None:
        if builds and "toctree" in context and app.builder.name in _BUILDERS:
            context["toctree"] = partial(builds[0].html, app.builder, page, context["toctree"])

    app.connect("env-updated", begin, priority=900)  # when it is known how many pages are written
    app.connect("html-page-context", put, priority=100)  # before themes ask for it
