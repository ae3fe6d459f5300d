"""Resolved links as nodes."""

from __future__ import annotations

from docutils import nodes
from docutils.nodes import Element
from sphinx.builders import Builder
from sphinx.util.nodes import make_refnode

from sphinx_qapi.sphinx_ext.doctree.builders import abilities_of
from sphinx_qapi.sphinx_ext.doctree.nodes import qapi_code, qapi_link
from sphinx_qapi.sphinx_ext.objects.object_rows import Target
from sphinx_qapi.sphinx_ext.objects.state import state_of


def link_title(target: Target, text: str) -> str | None:
    """The title of a link with *text* to *target*; None if it would only repeat the text."""
    return None if text == target.name else target.full_name


def anchor_from(builder: Builder, here: str, docname: str, anchor: str) -> str:
    """The anchor for a link on *here* to *anchor*; empty if the whole page *docname* is about the target.

    Such a page is read from its top, which shows the path to it.
    """
    is_whole = (
        abilities_of(builder).has_pages and docname != here and state_of(builder.env).is_whole_page(docname, anchor)
    )
    return "" if is_whole else anchor


def address_from(builder: Builder, here: str, docname: str, anchor: str) -> str:
    """The address of *anchor* on *docname*, relative to *here*."""
    wanted = anchor_from(builder, here, docname, anchor)
    page = builder.get_relative_uri(here, docname) if docname != here else ""
    return f"{page}#{wanted}" if wanted else page


def link_node(builder: Builder, fromdocname: str, target: Target, content: Element) -> nodes.reference:
    """A link to *target* around *content*, on the document *fromdocname*."""
    title = link_title(target, content.astext())
    anchor = anchor_from(builder, fromdocname, target.docname, target.anchor)
    link = make_refnode(builder, fromdocname, target.docname, anchor, content, title)
    if abilities_of(builder).is_manual:  # docutils' writer prints addresses, except of places in the same document
        link["refid"] = target.anchor
        link.attributes.pop("refuri", None)
    return qapi_link("", "", *link.children, **link.attributes) if isinstance(content, qapi_code) else link
