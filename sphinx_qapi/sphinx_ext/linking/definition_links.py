"""Links to definitions whose text is a name: one node each, resolved by a look-up.

A reference has twenty-five thousand. As Sphinx' pending references they were a third of all nodes, and each was
copied and went through the events for references that nobody knows. Those of which our tables know nothing become
such references, and take that way: ``missing-reference``, intersphinx, nitpicky mode.
"""

from __future__ import annotations

from typing import Any

from docutils import nodes
from sphinx.errors import NoUri
from sphinx.transforms.post_transforms import SphinxPostTransform

from sphinx_qapi.sphinx_ext._compat.sphinx_builders import builder_of
from sphinx_qapi.sphinx_ext.doctree.builders import HTML_BUILDERS
from sphinx_qapi.sphinx_ext.doctree.nodes import qapi_code, qapi_xref
from sphinx_qapi.sphinx_ext.doctree.references import definition_xref
from sphinx_qapi.sphinx_ext.linking.reference_nodes import address_from, link_node, link_title
from sphinx_qapi.sphinx_ext.objects.kinds import ALL_KINDS
from sphinx_qapi.sphinx_ext.objects.state import state_of


class ResolveLinks(SphinxPostTransform):
    """Give our links their addresses; in builders that do not know the node it becomes a reference."""

    default_priority = 9  # before Sphinx resolves references: it is left those that we cannot resolve

    def run(self, **_kwargs: Any) -> None:
        """Work on the document."""
        state = state_of(self.env)
        builder, here = builder_of(self.env), self.env.docname
        is_html = builder.name in HTML_BUILDERS
        uris: dict[tuple[str, str], str] = {}
        for link in list(self.document.findall(qapi_xref)):
            target = state.objects.find(link["target"], ALL_KINDS, namespace=None, module=None)
            if target is None:
                _replace(link, _unknown(link))
                continue
            if link.get("anchor"):
                target = target._replace(anchor=link["anchor"])
            if not is_html:
                text = qapi_code("", link["text"])
                try:
                    _replace(link, link_node(builder, here, target, text))
                except NoUri:  # on a page that is no part of this PDF or manual
                    _replace(link, text)
                continue
            place = target.docname, target.anchor
            if place not in uris:
                uris[place] = address_from(builder, here, *place)
            link["refuri"] = uris[place]
            title = link_title(target, link["text"])
            if title:
                link["reftitle"] = title


def _replace(link: qapi_xref, node: nodes.Node) -> None:
    """Put *node* in the place of *link*, as the part of a row that it is."""
    link.replace_self(link.part("", "", node) if link.part else node)


def _unknown(link: qapi_xref) -> nodes.Node:
    namespace, _, name = link["target"].partition(":")
    unknown = definition_xref(namespace, name, qapi_code("", link["text"]))
    unknown.source, unknown.line = link.source, link.line
    if link.get("anchor"):
        unknown["qapi:anchor"] = link["anchor"]
    return unknown
