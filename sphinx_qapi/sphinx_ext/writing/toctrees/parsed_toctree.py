"""The tree of contents that Sphinx writes for a page, taken apart: lists of links."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from sphinx.builders import Builder

_TAG = re.compile(r"(</?(?:ul|li)\b[^>]*>\n?)")
_LIST = re.compile(r'<ul(?: class="current")?>\n')
_ITEM = re.compile(r'(<li class="toctree-l\d+)(?: current)?">')
_LINK = re.compile(r'<a class="(?:current )?reference (internal|external)" href="([^"#]*)(#[^"]*)?"(.*)', re.DOTALL)
_WITHOUT_PAGE = ("genindex", "modindex", "search")
"""What Sphinx lets a toctree name although it is no document."""


class UnusualTreeError(Exception):
    """A tree that is not made of lists of links to documents, each of them once."""


@dataclass(eq=False, slots=True)
class Entry:
    """A link of the tree, and what is below it."""

    item: str
    """The beginning of its list item, to which a class may be added."""
    link: str
    """All of its link where that leads out of the project, else what is behind the address."""
    docname: str = ""
    """Where it leads, within the project."""
    fragment: str = ""
    """At which place of it: empty for the page itself, else with its ``#``."""
    entries: list[Entry] = field(default_factory=list)


Parts = list[str | list[Entry]]
"""The lists, and as text what is outside of them, like captions."""


def lists(parts: Parts) -> list[list[Entry]]:
    """The lists alone."""
    return [part for part in parts if not isinstance(part, str)]


class TreeReader:
    """Takes apart what Sphinx writes for the page *page*. Raises UnusualTreeError where pages share an address."""

    def __init__(self, builder: Builder, page: str) -> None:
        names = {*builder.env.all_docs, *_WITHOUT_PAGE}
        self._docnames = {builder.get_relative_uri(page, name): name for name in names}
        if len(self._docnames) < len(names):
            raise UnusualTreeError("two documents have one page")

    def read(self, html: str) -> Parts:
        """The parts of a tree. Raises UnusualTreeError."""
        parts: Parts = []
        tokens = iter(_TAG.split(html))
        for token in tokens:
            if _LIST.fullmatch(token):
                parts.append(self._list(tokens))
            elif _TAG.fullmatch(token):
                raise UnusualTreeError(token)
            else:
                parts.append(token)
        return parts

    def _list(self, tokens: Iterator[str]) -> list[Entry]:
        entries: list[Entry] = []
        for token in tokens:
            if token == "</ul>\n" and entries:
                return entries
            if found := _ITEM.fullmatch(token):
                entries.append(self._entry(found[1], next(tokens), tokens))
            elif token:
                raise UnusualTreeError(token)
        raise UnusualTreeError("a list does not end")

    def _entry(self, item: str, link: str, tokens: Iterator[str]) -> Entry:
        entry = self._link(item, link)
        for token in tokens:
            if token == "</li>\n":
                return entry
            if _LIST.fullmatch(token) and not entry.entries:
                entry.entries = self._list(tokens)
            elif token:
                raise UnusualTreeError(token)
        raise UnusualTreeError("an item does not end")

    def _link(self, item: str, link: str) -> Entry:
        found = _LINK.fullmatch(link)
        if not found:
            raise UnusualTreeError(link)
        kind, uri, fragment, rest = found.groups()
        if kind == "external":
            return Entry(item, link)
        if uri not in self._docnames:
            raise UnusualTreeError(link)
        return Entry(item, rest, self._docnames[uri], "" if fragment == "#" else fragment or "")
