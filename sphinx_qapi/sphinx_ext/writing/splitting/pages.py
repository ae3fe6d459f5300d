"""Splitting a resolved document into its pages."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from collections.abc import Set as AbstractSet
from dataclasses import dataclass

from docutils import nodes
from sphinx import addnodes

from sphinx_qapi.sphinx_ext.doctree.nodes import (
    NO_SEARCH,
    XREFS,
    qapi_heading,
    qapi_kind,
    qapi_label,
    qapi_links,
    qapi_listed,
    qapi_meta,
    qapi_name,
    qapi_page_head,
    qapi_part,
)
from sphinx_qapi.sphinx_ext.doctree.page_parts import anchor_parts
from sphinx_qapi.sphinx_ext.doctree.sections import definition_body
from sphinx_qapi.sphinx_ext.doctree.walking import elements_in
from sphinx_qapi.sphinx_ext.graphs.node import qapi_graph
from sphinx_qapi.sphinx_ext.writing.search import lead_to_page
from sphinx_qapi.sphinx_ext.writing.splitting.leaving_out import LEFT_OUT, RemovedTargets


@dataclass(frozen=True, slots=True)
class PartPage:
    """A page that was a part of a document."""

    name: str
    document: nodes.document


@dataclass(frozen=True, slots=True)
class _Places:
    """The places of everything that was in one document."""

    ids: dict[str, str]
    """For each anchor, the name of the page that has it; anchors of the document itself are not included."""
    titles: AbstractSet[str]
    """The anchors of what whole pages are about: links from elsewhere need only the page."""
    uri: Callable[[str], str]
    """Gives the address of a page; an empty name means the document itself."""

    def seen_from(self, page: str, heading: nodes.Element | None) -> Callable[[str], str]:
        """A function that adapts an address used on the document for *page*, whose title is *heading*."""
        own = self.uri(page) if page else ""

        def mended(address: str) -> str:
            if address.startswith("#"):
                where = self.ids.get(address[1:], "")
                if where == page:
                    return address
                return self.uri(where) if address[1:] in self.titles else f"{self.uri(where)}{address}"
            if own and address == own:
                return f"#{heading['ids'][0]}" if heading is not None else "#"
            return address.removeprefix(own) if own and address.startswith(f"{own}#") else address

        return mended


def split(doctree: nodes.document, uri: Callable[[str], str]) -> list[PartPage]:
    """Remove the parts from *doctree*, and return them as pages; links keep their targets.

    *uri* gives the address of a page, relative to the folder that contains all parts; for an empty name, it is that of
    the document itself.
    """
    holders = list(doctree.findall(qapi_part))
    left_out = doctree.attributes.pop(LEFT_OUT, RemovedTargets())
    ids = {each: part["page"] for part in holders for node in part.findall(nodes.Element) for each in node["ids"]}
    titles = left_out.titles.union(_titles(doctree, holders))
    places = _Places({**left_out.places, **ids}, titles, uri)
    parts = []
    for holder in holders:
        holder.parent.remove(holder)
        name = holder["page"]
        page = _page(doctree, holder)
        places.ids.update((each, name) for node in page.findall(qapi_label) for each in node["ids"])
        _mend(page, name, places)
        parts.append(PartPage(name, page))
    _show_lists(doctree)
    _mend(doctree, "", places)
    return parts


def _titles(doctree: nodes.document, parts: list[qapi_part]) -> Iterator[str]:
    """The anchors of what the pages are about: the document's title and the signatures."""
    section = doctree.next_node(nodes.section)
    yield from section["ids"] if section is not None else ()
    for part in parts:
        signature = part.next_node(addnodes.desc_signature)
        yield from signature["ids"] if signature is not None else ()


def _page(doctree: nodes.document, part: qapi_part) -> nodes.document:
    """The page that is made of *part*: its signature is the title."""
    head, index, desc = _head_index_desc(part)
    signature, content = desc.children
    (heading,) = head.findall(qapi_heading)
    assert isinstance(signature, nodes.Element)
    place = head.index(heading)
    way, facts = head.children[:place], head.children[place + 1 :]
    heading["ids"] = signature["ids"]
    links = [each for each in signature.children if not isinstance(each, (qapi_kind, qapi_name, qapi_meta))]
    line = [qapi_links("", "", *links, classes=[NO_SEARCH])] if links else []
    section = definition_body(part["kind"], heading, *facts, *index, *line, *content.children)
    anchor_parts(section.children, heading["ids"][0] if heading["ids"] else "")
    page = nodes.document(doctree.settings, doctree.reporter, source=doctree.get("source", ""))
    page.ids = doctree.ids
    if "search_name" in heading:
        page["title"] = heading["search_name"]
    for each in index:
        lead_to_page(each, heading["ids"])
    page += way
    page += section
    return page


def _head_index_desc(part: qapi_part) -> tuple[nodes.Element, list[addnodes.index], nodes.Element]:
    head, *index, desc = part.children
    assert isinstance(head, nodes.Element) and isinstance(desc, nodes.Element)  # noqa: PT018
    return head, [each for each in index if isinstance(each, addnodes.index)], desc


def _show_lists(doctree: nodes.document) -> None:
    """Insert the lists that replace the definitions on the page of the document."""
    for head in list(doctree.findall(qapi_page_head)):
        head.replace_self(head.children)
    for listed in list(doctree.findall(qapi_listed)):
        section = listed.parent
        if listed["last"]:
            section.remove(listed)
            section += listed.children
        else:
            listed.replace_self(listed.children)


def _mend(root: nodes.Element, page: str, places: _Places) -> None:
    """Adapt the links in *root*, which is on *page*, to the pages that have their targets now."""
    mended = places.seen_from(page, root.next_node(qapi_heading))
    for node in _links(root):
        if isinstance(node, qapi_graph):
            if "uris" in node:
                node["uris"] = {name: mended(each) for name, each in node["uris"].items()}
        elif "refid" in node:
            if places.ids.get(node["refid"], "") != page:
                node["refuri"] = mended(f"#{node['refid']}")
                del node["refid"]
        elif "refuri" in node:
            node["refuri"] = mended(node["refuri"])


def _links(root: nodes.Element) -> list[nodes.Element]:
    return elements_in(root, (nodes.reference, qapi_graph, *XREFS))
