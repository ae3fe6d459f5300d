"""Links to definitions with a name as text: one node each, resolved by a look-up.

A reference has twenty-five thousand such links. As Sphinx's pending references they were a third of all nodes, and each
was copied and went through the events for unknown references. Links whose target is not in our tables become pending
references and are resolved that way: ``missing-reference``, intersphinx, nitpicky mode.
"""

from __future__ import annotations

from typing import Any

from docutils import nodes
from sphinx.environment import BuildEnvironment
from sphinx.errors import NoUri
from sphinx.transforms.post_transforms import SphinxPostTransform

from sphinx_qapi.sphinx_ext._compat.sphinx_builders import builder_of
from sphinx_qapi.sphinx_ext._compat.sphinx_environment import place_of_label
from sphinx_qapi.sphinx_ext.doctree.builders import abilities_of
from sphinx_qapi.sphinx_ext.doctree.change_rows import ChangeRows, RowLink, all_rows
from sphinx_qapi.sphinx_ext.doctree.nodes import qapi_changes, qapi_code, qapi_linking, qapi_lists, qapi_xref
from sphinx_qapi.sphinx_ext.doctree.references import definition_xref, links_to_lists
from sphinx_qapi.sphinx_ext.doctree.walking import elements_in
from sphinx_qapi.sphinx_ext.linking.reference_nodes import address_from, link_node, link_title
from sphinx_qapi.sphinx_ext.objects.object_rows import Target
from sphinx_qapi.sphinx_ext.objects.object_types import ALL_KINDS
from sphinx_qapi.sphinx_ext.objects.state import state_of


class ResolveLinks(SphinxPostTransform):
    """Give our links their addresses; for builders that do not know the node, replace it by a reference."""

    default_priority = 9  # before Sphinx resolves references: the links that we cannot resolve are left to it

    def run(self, **_kwargs: Any) -> None:
        """Resolve the links of the document."""
        resolver = _Resolver(self.env)
        for node in elements_in(self.document, (qapi_linking,)):
            if isinstance(node, qapi_xref):
                resolver.resolve(node)
            elif isinstance(node, qapi_changes):
                resolver.make_rows(node)
            elif isinstance(node, qapi_lists):
                resolver.lead_to_lists(node)


class _Resolver:
    """Resolves the links of one document."""

    def __init__(self, env: BuildEnvironment) -> None:
        self._env, self._objects = env, state_of(env).objects
        self._builder, self._here = builder_of(env), env.docname
        self._abilities = abilities_of(self._builder)
        self._targets: dict[str, Target | None] = {}
        self._addresses: dict[tuple[str, str], str] = {}

    def resolve(self, link: qapi_xref) -> None:
        """Give *link* its address, or replace it by a standard node."""
        target = self._find(link["target"])
        if target is None:
            _replace(link, _unknown(link))
            return
        if link.get("anchor"):
            target = target._replace(anchor=link["anchor"])
        if self._abilities.links_by_address:
            link["refuri"] = self._address(target)
            title = link_title(target, link["text"])
            if title:
                link["reftitle"] = title
            return
        text = qapi_code("", link["text"])
        try:
            _replace(link, link_node(self._builder, self._here, target, text))
        except NoUri:  # on a page that is not part of this PDF or manual
            _replace(link, text)

    def make_rows(self, changes: qapi_changes) -> None:
        """Give *changes* the addresses for builders of sites, if all targets are known; else replace it by rows."""
        entries = changes["entries"]
        links = {row.link for row in all_rows(entries) if row.target}
        targets = {link: self._find(link.target) for link in links}
        known = {link: target for link, target in targets.items() if target is not None}
        if self._abilities.has_pages and len(known) == len(links):
            changes["links"] = {link: self._row_link(link, target) for link, target in known.items()}
            pages = {row.lifetime.docname for row in all_rows(entries) if row.lifetime is not None}
            changes["pages"] = {page: self._builder.get_relative_uri(self._here, page) for page in pages if page}
            return
        rows = ChangeRows(entries, self._here)
        changes.replace_self(rows.node)
        for link in rows.links:
            self.resolve(link)

    def lead_to_lists(self, lists: qapi_lists) -> None:
        """Give *lists* their addresses for builders of sites, if all are known; else replace them by references."""
        if self._abilities.has_pages:
            uris = [self._list_address(role, target) for role, target, _text in lists["entries"]]
            if None not in uris:
                lists["uris"] = uris
                return
        lists.replace_self(links_to_lists(lists, self._here))

    def _list_address(self, role: str, target: str) -> str | None:
        """The address of a list, as Sphinx resolves it; None if there is no such list."""
        if not role:
            return ""
        docname, anchor = (target[1:], "") if role == "doc" else place_of_label(self._env, target) or ("", "")
        if docname not in self._env.all_docs:
            return None
        page = self._builder.get_relative_uri(self._here, docname) if docname != self._here else ""
        return f"{page}#{anchor}" if anchor else page

    def _row_link(self, link: RowLink, target: Target) -> tuple[str, str | None]:
        place = target._replace(anchor=link.anchor) if link.anchor else target
        return self._address(place), link_title(target, link.text)

    def _find(self, name: str) -> Target | None:
        if name not in self._targets:
            self._targets[name] = self._objects.find(name, ALL_KINDS, namespace=None, module=None)
        return self._targets[name]

    def _address(self, target: Target) -> str:
        place = target.docname, target.anchor
        if place not in self._addresses:
            self._addresses[place] = address_from(self._builder, self._here, *place)
        return self._addresses[place]


def _replace(link: qapi_xref, node: nodes.Node) -> None:
    """Replace *link* by *node*, within the part of a row that the link is, if any."""
    link.replace_self(link.part("", "", node) if link.part else node)


def _unknown(link: qapi_xref) -> nodes.Node:
    namespace, _, name = link["target"].partition(":")
    unknown = definition_xref(namespace, name, qapi_code("", link["text"]))
    unknown.source, unknown.line = link.source, link.line
    if link.get("anchor"):
        unknown["qapi:anchor"] = link["anchor"]
    return unknown
