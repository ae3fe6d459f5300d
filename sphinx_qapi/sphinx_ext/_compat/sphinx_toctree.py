"""Sphinx' contents: its nodes for them, what the environment has of each document, and the lists of links in HTML."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial
from typing import Any, NamedTuple

from docutils import nodes
from sphinx import addnodes
from sphinx.builders import Builder
from sphinx.environment import BuildEnvironment

TreeOf = Callable[..., str]
"""The function ``toctree`` that templates call, with its options as keywords."""
_FUNCTION = "toctree"

_TAG = re.compile(r"(</?(?:ul|li)\b[^>]*>\n?)")
_LIST = re.compile(r'<ul(?: class="current")?>\n')
_ITEM = re.compile(r'(<li class="toctree-l\d+)(?: current)?">')
_LINK = re.compile(r'<a class="(?:current )?reference (internal|external)" href="([^"#]*)(#[^"]*)?"(.*)', re.DOTALL)
_WITHOUT_PAGE = ("genindex", "modindex", "search")
"""What Sphinx lets a toctree name although it is no document."""


def replace_contents(context: dict[str, Any], replacement: Callable[..., str], *arguments: Any) -> None:
    """Let templates call *replacement* for contents: with *arguments*, Sphinx' own function, and their options."""
    if _FUNCTION in context:
        context[_FUNCTION] = partial(replacement, *arguments, context[_FUNCTION])


def tree_of(builder: Builder, docname: str, **options: Any) -> str:
    """What the function that templates call for contents gives to the page *docname*."""
    either: Any = builder
    return str(either._get_local_toctree(docname, **options))  # noqa: SLF001 - templates are given one page's alone


def led_from(html: str, uri: str) -> str:
    """The tree of one page as another of the same folder has it, from where the first is at *uri*."""
    return html.replace('href="#"', f'href="{uri}"').replace('href="#', f'href="{uri}#')


def are_beside(builder: Builder, page: str, other: str) -> bool:
    """Whether links to all pages but these two are the same from either."""
    uris = [builder.get_target_uri(page), builder.get_target_uri(other)]
    folders = {(uri.endswith("/"), uri.rstrip("/").rpartition("/")[0]) for uri in uris}
    return all(uris) and len(folders) == 1


class toctree(addnodes.toctree):  # noqa: N801 - visitors are found by this name
    """A tree whose caption is of our words, which no translator of a project is asked for."""

    tagname = "toctree"

    def preserve_original_messages(self) -> None:
        """Keep none."""

    def apply_translated_message(self, original_message: str, translated_message: str) -> None:
        """Take none."""

    def extract_original_messages(self) -> list[str]:
        """There are none."""
        return []


def hidden_tree(docname: str, documents: Sequence[str], caption: str = "") -> addnodes.toctree:
    """What a hidden ``toctree`` directive in *docname* makes, which puts *documents* into the navigation."""
    return toctree(
        "",
        parent=docname,
        entries=[(None, document) for document in documents],
        includefiles=list(documents),
        maxdepth=-1,
        caption=caption or None,
        rawcaption=caption,
        glob=False,
        hidden=True,
        includehidden=False,
        numbered=0,
        titlesonly=True,
        rawentries=[],
    )


def cut_below(env: BuildEnvironment, docname: str) -> None:
    """Let the contents that themes show end at *docname*.

    Order of pages, parents and builders of one document go by the documents' own nodes, which stay.
    A list that held nothing else goes as well: Sphinx writes an empty one as a list of another kind, and all contents
    with it would be unusual to `TreeReader`.
    """
    for tree in list(env.tocs[docname].findall(addnodes.toctree)):
        entries = tree.parent
        entries.remove(tree)
        if not entries.children and isinstance(entries, nodes.bullet_list):
            entries.parent.remove(entries)


class ContentsEntry(NamedTuple):
    """A place on a page."""

    text: str
    anchor: str
    is_below: bool
    """Whether it belongs to the entry before it."""


_OF_PAGE = "qapi_of_page"
"""The attribute of entries that no other page shows."""


def add_contents(env: BuildEnvironment, docname: str, entries: Sequence[ContentsEntry], *, of_page: bool) -> None:
    """Add places that are no sections to the contents of *docname* which themes show beside it.

    *of_page*: no other page shows them.
    """
    whole = env.tocs[docname].next_node(nodes.list_item)
    if whole is None:
        return
    for entry in entries:
        words = nodes.reference("", "", nodes.Text(entry.text), internal=True, refuri=docname)
        words["anchorname"] = f"#{entry.anchor}"
        item = nodes.list_item("", addnodes.compact_paragraph("", "", words), **({_OF_PAGE: 1} if of_page else {}))
        last = whole.children[-1]
        above = last.children[-1] if entry.is_below and isinstance(last, nodes.bullet_list) else whole
        _append(above, item)
    env.toc_num_entries[docname] += len(entries)


def _append(above: nodes.Node, item: nodes.list_item) -> None:
    assert isinstance(above, nodes.list_item)
    if not isinstance(above.children[-1], nodes.bullet_list):
        above.append(nodes.bullet_list())
    entries = above.children[-1]
    assert isinstance(entries, nodes.bullet_list)
    entries.append(item)


def order_contents(env: BuildEnvironment, docname: str, ranks: Mapping[str, int]) -> None:
    """Let places on *docname* follow each other by their *ranks*, which their anchors have; others stay where they are.

    Those of a section stay in it, and places of one rank in their order.
    """
    for entries in env.tocs[docname].findall(nodes.bullet_list):
        ranked = [(number, rank) for number, each in enumerate(entries) if (rank := _rank(each, ranks)) is not None]
        items = [entries.children[number] for number, _its in sorted(ranked, key=lambda each: each[1])]
        for (number, _its), item in zip(ranked, items, strict=True):
            entries.children[number] = item


def _rank(item: nodes.Node, ranks: Mapping[str, int]) -> int | None:
    link = item.next_node(nodes.reference)
    return ranks.get(str(link.get("anchorname", ""))[1:]) if link is not None else None


def has_own_rules(env: BuildEnvironment, docname: str) -> bool:
    """Whether the contents of *docname* have a depth of their own, or something that depends on the builder."""
    if "tocdepth" in env.metadata.get(docname, ()):
        return True
    return docname in env.tocs and any(env.tocs[docname].findall(addnodes.only))


def contents_shown(env: BuildEnvironment) -> Iterator[tuple[str, object, list[object]]]:
    """For each document what contents on other pages show of it: its name, the documents below it, and its entries."""
    for docname in sorted(env.tocs):
        yield docname, env.toctree_includes.get(docname), list(_shown_below(env.tocs[docname]))


def _shown_below(node: nodes.Node) -> Iterator[object]:
    yield _shown(node)
    for child in node.children:
        first = child.children[0] if isinstance(child, nodes.bullet_list) else child
        if not (isinstance(first, nodes.list_item) and _OF_PAGE in first):
            yield from _shown_below(child)


def _shown(node: nodes.Node) -> object:
    if isinstance(node, nodes.reference):
        return node.get("refuri"), node.get("anchorname")
    if isinstance(node, addnodes.toctree):
        return sorted((name, str(value)) for name, value in node.attributes.items())
    return str(node) if isinstance(node, nodes.Text) else type(node).__name__


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
    has_list: bool = False
    """Whether there is a list of these: Sphinx writes one without entries where two hidden trees are left out."""


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
                entries = self._list(tokens)
                if not entries:
                    raise UnusualTreeError("a tree of nothing")
                parts.append(entries)
            elif _TAG.fullmatch(token):
                raise UnusualTreeError(token)
            else:
                parts.append(token)
        return parts

    def _list(self, tokens: Iterator[str]) -> list[Entry]:
        entries: list[Entry] = []
        for token in tokens:
            if token == "</ul>\n":
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
            if _LIST.fullmatch(token) and not entry.has_list:
                entry.entries, entry.has_list = self._list(tokens), True
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
