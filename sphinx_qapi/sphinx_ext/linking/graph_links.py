"""The links of graphs: looked up directly for HTML; a list of references, which Sphinx resolves, for other builders.

HTML gets the list as well if our tables lack one of the names, because other projects may have it.
"""

from __future__ import annotations

from typing import Any

from docutils import nodes
from sphinx import addnodes
from sphinx.transforms.post_transforms import SphinxPostTransform

from sphinx_qapi.sphinx_ext._compat.sphinx_builders import builder_of
from sphinx_qapi.sphinx_ext.doctree.builders import abilities_of
from sphinx_qapi.sphinx_ext.doctree.references import pending_link
from sphinx_qapi.sphinx_ext.doctree.walking import elements_in
from sphinx_qapi.sphinx_ext.graphs.graph_words import outline_lines
from sphinx_qapi.sphinx_ext.graphs.node import qapi_graph
from sphinx_qapi.sphinx_ext.linking.reference_nodes import address_from
from sphinx_qapi.sphinx_ext.objects.state import state_of


class LinkGraphs(SphinxPostTransform):
    """Find the addresses of the names in graphs, or leave that to Sphinx."""

    default_priority = 8  # before Sphinx resolves references

    def run(self, **_kwargs: Any) -> None:
        """Add addresses or a list to every graph."""
        builder, here = builder_of(self.env), self.env.docname
        is_looked_up = abilities_of(builder).links_by_address
        for node in elements_in(self.document, (qapi_graph,)):
            assert isinstance(node, qapi_graph)
            places = self._places(node) if is_looked_up else None
            if places is None:
                node.append(_list(node))
            else:
                node["uris"] = {name: address_from(builder, here, *place) for name, place in places.items()}

    def _places(self, node: qapi_graph) -> dict[str, tuple[str, str]] | None:
        """Document and anchor of every name that is a link; None if one of the names is unknown."""
        objects = state_of(self.env).objects
        namespace = node["namespace"]
        rows = objects.modules(namespace) if node.get("modules") else objects.definitions(namespace)
        names = [name for line in outline_lines(node) for name in line[1::2]]
        if not all(name in rows for name in names):
            return None
        return {name: (rows[name].docname, rows[name].anchor) for name in names}


def _list(node: qapi_graph) -> nodes.bullet_list:
    items = []
    for line in outline_lines(node):
        paragraph = nodes.paragraph()
        for number, text in enumerate(line):
            if text:
                paragraph += _xref(node, text) if number % 2 else nodes.Text(text)
        items.append(nodes.list_item("", paragraph))
    return nodes.bullet_list("", *items)


def _xref(node: qapi_graph, name: str) -> addnodes.pending_xref:
    kind = "qapi:module" if node.get("modules") else "qapi:any"
    return pending_link(kind, f"{node['namespace']}:{name}", nodes.inline("", name))
