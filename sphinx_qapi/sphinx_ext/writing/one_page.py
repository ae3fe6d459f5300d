"""Corrections for sites with all documents on one page: links lead within that page, and ids are unique.

The builder joins documents regardless of their ids. Newer versions also keep links as they are, with the name of a
document and the place in it, which lead nowhere.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import NamedTuple

from docutils import nodes
from sphinx import addnodes
from sphinx.application import Sphinx
from sphinx.environment import BuildEnvironment

from sphinx_qapi.sphinx_ext.doctree.builders import abilities_of
from sphinx_qapi.sphinx_ext.doctree.nodes import qapi_heading
from sphinx_qapi.sphinx_ext.doctree.sections import is_of_schema
from sphinx_qapi.sphinx_ext.graphs.node import qapi_graph
from sphinx_qapi.sphinx_ext.objects.state import state_of

_DOCUMENT = "#document-"
_OURS = "qapi-"


class _Place(NamedTuple):
    """An element and its place."""

    node: nodes.Element
    docname: str
    owner: str
    """Anchor of the definition that it is in; empty outside of definitions."""
    is_ours: bool
    """Whether it is in a section that is made from a schema."""


Renamed = Mapping[tuple[str, str], str]
"""New ids by document and old id."""


def join_documents(app: Sphinx, doctree: nodes.document, docname: str) -> None:
    """Make our ids unique, and links lead to them (handler of ``doctree-resolved``)."""
    if not abilities_of(app.builder).is_one_page:
        return
    everything = list(_places(_Place(doctree, docname, "", is_ours=False)))
    places: dict[str, list[_Place]] = {}
    for place in everything:
        for each in place.node["ids"]:
            places.setdefault(each, []).append(place)
    shared = {each: found for each, found in places.items() if len(found) > 1}
    _keep_targets(app.env, shared)
    renamed = _rename(shared)
    _rename_in_contents(app.env, renamed)
    for place in everything:
        _mend_links(place, renamed)


def _places(place: _Place) -> Iterator[_Place]:
    """*place*, and the places of all elements below it."""
    node = place.node
    if isinstance(node, addnodes.start_of_file):
        place = place._replace(docname=node["docname"], is_ours=False)
    elif isinstance(node, nodes.section):
        heading = node.children[0]
        owner = _owner(heading) if isinstance(heading, qapi_heading) else place.owner
        place = place._replace(is_ours=is_of_schema(node), owner=owner)
    elif isinstance(node, addnodes.desc) and node.get("domain") == "qapi":
        place = place._replace(owner=_owner(node.next_node(addnodes.desc_signature)))
    yield place
    for child in node.children:
        if isinstance(child, nodes.Element):
            yield from _places(place._replace(node=child))


def _owner(signature: nodes.Node | None) -> str:
    ids: list[str] = signature["ids"] if isinstance(signature, nodes.Element) else []
    return next((each for each in ids if each.startswith(_OURS)), "")


def _keep_targets(env: BuildEnvironment, shared: Mapping[str, list[_Place]]) -> None:
    """Of our anchors that several elements have, keep the one that links lead to, or otherwise the first one."""
    objects = state_of(env).objects
    rows = [
        row
        for namespace in objects.all_namespaces()
        for row in (*objects.definitions(namespace).values(), *objects.modules(namespace).values())
    ]
    homes = {row.anchor: row.docname for row in rows}
    for anchor, found in shared.items():
        if anchor.startswith(_OURS):
            kept = next((each for each in found if homes.get(each.owner or anchor) == each.docname), found[0])
            for place in found:
                if place is not kept and not _is_all_of_a_section(place, anchor):
                    place.node["ids"].remove(anchor)


def _is_all_of_a_section(place: _Place, anchor: str) -> bool:
    """Whether *anchor* is a section's only id, made of its title, as for a file ``qapi-schema.json``; it must stay."""
    return isinstance(place.node, nodes.section) and place.node["ids"] == [anchor] and place.owner != anchor


def _rename(shared: Mapping[str, list[_Place]]) -> Renamed:
    """Put the document's name before ids in our sections that other documents also have; return the new ids."""
    renamed = {}
    for old, found in shared.items():
        for place in found:
            is_of_title = not old.startswith(_OURS) or _is_all_of_a_section(place, old)
            if place.is_ours and old in place.node["ids"] and is_of_title:
                new = renamed[place.docname, old] = f"{_OURS}{place.docname}:{old}"
                place.node["ids"] = [new if each == old else each for each in place.node["ids"]]
    return renamed


def _rename_in_contents(env: BuildEnvironment, renamed: Renamed) -> None:
    for (docname, old), new in renamed.items():
        for reference in env.tocs[docname].findall(nodes.reference):
            if reference["anchorname"] == f"#{old}":
                reference["anchorname"] = f"#{new}"
        sections, figures = env.toc_secnumbers.get(docname, {}), env.toc_fignumbers.get(docname, {})
        if f"#{old}" in sections:
            sections[f"#{new}"] = sections.pop(f"#{old}")
        for numbers in figures.values():
            if old in numbers:
                numbers[new] = numbers.pop(old)


def _mend_links(place: _Place, renamed: Renamed) -> None:
    node = place.node
    if isinstance(node, qapi_graph):
        uris: dict[str, str] = node.get("uris", {})
        node["uris"] = {name: _mended(uri, renamed) for name, uri in uris.items()}
    if "refuri" in node:
        node["refuri"] = _mended(node["refuri"], renamed)
    if "refid" in node:
        node["refid"] = renamed.get((place.docname, node["refid"]), node["refid"])
    if node.get("backrefs"):
        node["backrefs"] = [renamed.get((place.docname, each), each) for each in node["backrefs"]]


def _mended(uri: str, renamed: Renamed) -> str:
    """*uri* without the document if it leads to a place in one, with the new id of that place."""
    document, mark, anchor = uri.removeprefix(_DOCUMENT).rpartition("#")
    if not uri.startswith(_DOCUMENT) or not mark:
        return uri
    return f"#{renamed.get((document, anchor), anchor)}"
