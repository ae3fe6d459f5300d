"""Links between the generated pages of a schema: to its indexes, to their pages, and in the contents."""

from __future__ import annotations

from collections.abc import Sequence

from docutils import nodes
from sphinx import addnodes

from sphinx_qapi.sphinx_ext._compat.sphinx_environment import note_label
from sphinx_qapi.sphinx_ext._compat.sphinx_toctree import hidden_tree
from sphinx_qapi.sphinx_ext.doctree.nodes import qapi_links
from sphinx_qapi.sphinx_ext.doctree.references import document_xref, pending_link
from sphinx_qapi.sphinx_ext.entries.entry_context import RenderTarget
from sphinx_qapi.sphinx_ext.loading.change_page_plan import CHANGES
from sphinx_qapi.sphinx_ext.loading.site_plan import MAP
from sphinx_qapi.sphinx_ext.translation import _


def page_link(page: RenderTarget, name: str, text: str) -> nodes.Node:
    """A link to the generated page *name*; plain *text* if that page is not a document."""
    if not is_there(page, name):
        return nodes.Text(text)
    return document_xref(page.loaded.pages.docname(name), text, page.env.docname)


def is_there(page: RenderTarget, name: str) -> bool:
    """Whether the generated page *name* exists as a document: the project may exclude it."""
    docname = page.loaded.pages.docname(name)
    return docname in page.loaded.pages.generated and docname in page.env.found_docs


def note_list_of_names(page: RenderTarget, section: nodes.section) -> None:
    """Make *section*, which lists commands and events on the schema's index page, a target for `links_to_indexes`."""
    if page.env.docname in page.loaded.pages.generated:
        note_label(page.env, names_label(page), section)


def names_label(page: RenderTarget) -> str:
    """The label, for ``:ref:``, of a schema's commands and events from A to Z."""
    return f"qapi-{page.namespace.lower()}-names"


def links_to_indexes(page: RenderTarget, first: Sequence[nodes.Node] = ()) -> list[nodes.Node]:
    """A line with the links *first*, then links from a generated page to all indexes of its schema.

    An index does not link to itself. Empty on pages that are not generated.
    """
    if page.env.docname not in page.loaded.pages.generated:
        return []
    links = [*first, *([_names_link(page)] if page.loaded.pages.has_names else [])]
    if is_there(page, CHANGES):
        is_here = page.env.docname == page.loaded.pages.docname(CHANGES)
        title = page_title(page, CHANGES)
        links.append(nodes.strong("", title) if is_here else page_link(page, CHANGES, title))
    for each in page.loaded.pages.index_pages.values():
        if not each.parent and is_there(page, each.name):
            is_here = page.env.docname == page.loaded.pages.docname(each.name)
            title = page_title(page, each.name)
            links.append(nodes.strong("", title) if is_here else page_link(page, each.name, title))
    if is_there(page, MAP):
        links.append(page_link(page, MAP, _("Map")))
    # On paper, the table of contents leads to the indexes.
    return [addnodes.only("", qapi_links("", "", *_joined(links)), expr="html")] if links else []


def _names_link(page: RenderTarget) -> nodes.Node:
    words = nodes.inline("", _("Commands and events"))
    return pending_link("std:ref", names_label(page), words, refdoc=page.env.docname)


def page_title(page: RenderTarget, name: str) -> str:
    """The title of the list on the generated page *name*."""
    return _("Changes") if name == CHANGES else _(page.loaded.pages.index_pages[name].kind.title)


def contents_tree(page: RenderTarget, documents: Sequence[str], caption: str = "") -> list[nodes.Node]:
    """A hidden toctree that puts generated pages into the theme's navigation, below *caption* if there is one."""
    found = [each for each in documents if each in page.env.found_docs]
    if not found or page.env.docname not in page.loaded.pages.generated:
        return []
    return [nodes.compound("", hidden_tree(page.env.docname, found, caption), classes=["toctree-wrapper"])]


def _joined(links: Sequence[nodes.Node]) -> list[nodes.Node]:
    return [node for number, link in enumerate(links) for node in ([nodes.Text(" · "), link] if number else [link])]
