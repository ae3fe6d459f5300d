"""Links as nodes, once it is known where they lead."""

from __future__ import annotations

from docutils import nodes
from docutils.nodes import Element
from sphinx.builders import Builder
from sphinx.util.nodes import make_refnode

from sphinx_qapi.sphinx_ext.doctree.nodes import qapi_code, qapi_link
from sphinx_qapi.sphinx_ext.objects.rows import Target


def link_title(target: Target, text: str) -> str | None:
    """The title of a link that says *text*, where it would not only repeat what stands there."""
    return None if text == target.name else target.full_name


def link_node(builder: Builder, fromdocname: str, target: Target, content: Element) -> nodes.reference:
    """The link to *target* around *content*."""
    title = link_title(target, content.astext())
    link = make_refnode(builder, fromdocname, target.docname, target.anchor, content, title)
    if builder.name == "man":  # docutils' writer prints addresses, but not those of places in the document
        link["refid"] = target.anchor
        link.attributes.pop("refuri", None)
    return qapi_link("", "", *link.children, **link.attributes) if isinstance(content, qapi_code) else link
