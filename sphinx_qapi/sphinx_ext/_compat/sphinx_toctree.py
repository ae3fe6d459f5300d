"""Sphinx's tables of contents: their nodes, their data for each document in the environment, and their HTML lists."""

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
"""Type of the function ``toctree`` that templates call, with its options as keywords."""
_FUNCTION = "toctree"

_TAG = re.compile(r"(</?(?:ul|li)\b[^>]*>\n?)")
_LIST = re.compile(r'<ul(?: class="current")?>\n')
_ITEM = re.compile(r'(<li class="toctree-l\d+)(?: current)?">')
_LINK = re.compile(r'<a class="(?:current )?reference (internal|external)" href="([^"#]*)(#[^"]*)?"(.*)', re.DOTALL)
_WITHOUT_PAGE = ("genindex", "modindex", "search")
"""Names that a toctree may contain although they are not documents."""


def replace_contents(context: dict[str, Any], replacement: Callable[..., str], *arguments: Any) -> None:
    """Let templates call *replacement* for contents: with *arguments*, Sphinx's own function, and the options."""
    if _FUNCTION in context:
        context[_FUNCTION] = partial(replacement, *arguments, context[_FUNCTION])


def tree_of(builder: Builder, docname: str, **options: Any) -> str:
    """The HTML that the template function ``toctree`` returns for the page *docname*."""
    either: Any = builder
    return str(either._get_local_toctree(docname, **options))  # noqa: SLF001 - templates get it for one page only


def led_from(html: str, uri: str) -> str:
    """The tree *html* of one page as another page of the same folder shows it; *uri* leads from that to the first."""
    return html.replace('href="#"', f'href="{uri}"').replace('href="#', f'href="{uri}#')


def are_in_same_folder(builder: Builder, page: str, other: str) -> bool:
    """Whether both pages are in the same folder, so that links to all other pages are the same from either."""
    uris = [builder.get_target_uri(page), builder.get_target_uri(other)]
    folders = {(uri.endswith("/"), uri.rstrip("/").rpartition("/")[0]) for uri in uris}
    return all(uris) and len(folders) == 1


class toctree(addnodes.toctree):  # noqa: N801 - visitors are found by this name
    """A toctree whose caption comes from this extension: translators of the project are not asked to translate it."""

    tagname = "toctree"

    def preserve_original_messages(self) -> None:
        """Keep no messages: the caption is already translated."""

    def apply_translated_message(self, original_message: str, translated_message: str) -> None:
        """Ignore translations: the caption is already translated."""

    def extract_original_messages(self) -> list[str]:
        """Return no messages to translate."""
        return []


def hidden_tree(docname: str, documents: Sequence[str], caption: str = "") -> addnodes.toctree:
    """The node of a hidden ``toctree`` directive in *docname* that adds *documents* to the navigation."""
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

    The order of pages, their parents, and builders of a single document depend on the nodes in the documents
    themselves, which stay. A list that becomes empty is removed as well: Sphinx writes it as a list of another kind,
    and `TreeReader` would reject all of the contents.
    """
    for tree in list(env.tocs[docname].findall(addnodes.toctree)):
        entries = tree.parent
        entries.remove(tree)
        if not entries.children and isinstance(entries, nodes.bullet_list):
            entries.parent.remove(entries)


class ContentsEntry(NamedTuple):
    """An entry for a place on a page in the contents."""

    text: str
    anchor: str
    is_below: bool
    """Whether it is nested below the entry before it."""


_OF_PAGE = "qapi_of_page"
"""The attribute of entries that are not shown on other pages."""


def add_contents(env: BuildEnvironment, docname: str, entries: Sequence[ContentsEntry], *, of_page: bool) -> None:
    """Add places that are not sections to the contents of *docname* that themes show next to the page.

    With *of_page*, the contents on other pages do not show them.
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
    """Sort places on *docname* by *ranks*, which maps anchors to ranks; places without a rank stay where they are.

    Places are sorted within their section, and places of the same rank keep their order.
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
    """Whether the contents of *docname* have a depth of their own, or parts that depend on the builder."""
    if "tocdepth" in env.metadata.get(docname, ()):
        return True
    return docname in env.tocs and any(env.tocs[docname].findall(addnodes.only))


def contents_shown(env: BuildEnvironment) -> Iterator[tuple[str, object, list[object]]]:
    """For each document, what contents on other pages show of it: its name, the documents below it, and its entries."""
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
    """Raised for a tree that is not made of lists of links to documents, or if documents share an address."""


@dataclass(eq=False, slots=True)
class TreeLink:
    """A link of the tree, with the entries below it."""

    item: str
    """The start of its list item's tag, up to where a class may be added."""
    link: str
    """The whole link if it leads out of the project, otherwise the part of it after the address."""
    docname: str = ""
    """The document that it leads to; empty outside of the project."""
    fragment: str = ""
    """The place on that page, with its ``#``; empty for the page itself."""
    entries: list[TreeLink] = field(default_factory=list)
    has_list: bool = False
    """Whether there is a list of these: Sphinx writes an empty list if two hidden trees are left out."""


Parts = list[str | list[TreeLink]]
"""The lists of entries and, as strings, the text outside of lists, like captions."""


def lists(parts: Parts) -> list[list[TreeLink]]:
    """The lists without the text between them."""
    return [part for part in parts if not isinstance(part, str)]


class TreeReader:
    """Parses the contents that Sphinx writes for *page*. Raises UnusualTreeError if documents share an address."""

    def __init__(self, builder: Builder, page: str) -> None:
        names = {*builder.env.all_docs, *_WITHOUT_PAGE}
        self._docnames = {builder.get_relative_uri(page, name): name for name in names}
        if len(self._docnames) < len(names):
            raise UnusualTreeError("two documents have one page")

    def read(self, html: str) -> Parts:
        """The parts of the tree *html*. Raises UnusualTreeError if it has an unexpected form."""
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

    def _list(self, tokens: Iterator[str]) -> list[TreeLink]:
        entries: list[TreeLink] = []
        for token in tokens:
            if token == "</ul>\n":
                return entries
            if found := _ITEM.fullmatch(token):
                entries.append(self._entry(found[1], next(tokens), tokens))
            elif token:
                raise UnusualTreeError(token)
        raise UnusualTreeError("a list does not end")

    def _entry(self, item: str, link: str, tokens: Iterator[str]) -> TreeLink:
        entry = self._link(item, link)
        for token in tokens:
            if token == "</li>\n":
                return entry
            if _LIST.fullmatch(token) and not entry.has_list:
                entry.entries, entry.has_list = self._list(tokens), True
            elif token:
                raise UnusualTreeError(token)
        raise UnusualTreeError("an item does not end")

    def _link(self, item: str, link: str) -> TreeLink:
        found = _LINK.fullmatch(link)
        if not found:
            raise UnusualTreeError(link)
        kind, uri, fragment, rest = found.groups()
        if kind == "external":
            return TreeLink(item, link)
        if uri not in self._docnames:
            raise UnusualTreeError(link)
        return TreeLink(item, rest, self._docnames[uri], "" if fragment == "#" else fragment or "")
