"""Links between the generated pages of a schema: to its indexes, to their pages, and in the contents."""

from __future__ import annotations

from collections.abc import Sequence

from docutils import nodes
from sphinx import addnodes

from sphinx_qapi.sphinx_ext._compat.sphinx_environment import note_label
from sphinx_qapi.sphinx_ext._compat.sphinx_toctree import hidden_tree
from sphinx_qapi.sphinx_ext.doctree.nodes import qapi_lists
from sphinx_qapi.sphinx_ext.doctree.references import document_xref
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


def links_to_indexes(page: RenderTarget) -> list[nodes.Node]:
    """A line of links from a generated page to all indexes of its schema; an index does not link to itself.

    Empty on pages that are not generated.
    """
    pages = page.loaded.pages
    if page.env.docname not in pages.generated:
        return []
    lists = [("ref", names_label(page), _("Commands and events"))] if pages.has_names else []
    names = [CHANGES, *(each.name for each in pages.index_pages.values() if not each.parent)]
    lists += [_entry(page, name, page_title(page, name)) for name in names if is_there(page, name)]
    if is_there(page, MAP):
        lists.append(_entry(page, MAP, _("Map")))
    # On paper, the table of contents leads to the indexes.
    return [addnodes.only("", qapi_lists("", entries=lists), expr="html")] if lists else []


def _entry(page: RenderTarget, name: str, title: str) -> tuple[str, str, str]:
    """The list on the generated page *name*, as an entry of a `qapi_lists`."""
    docname = page.loaded.pages.docname(name)
    return ("doc", f"/{docname}", title) if docname != page.env.docname else ("", "", title)


def page_title(page: RenderTarget, name: str) -> str:
    """The title of the list on the generated page *name*."""
    return _("Changes") if name == CHANGES else _(page.loaded.pages.index_pages[name].kind.title)


def contents_tree(page: RenderTarget, documents: Sequence[str], caption: str = "") -> list[nodes.Node]:
    """A hidden toctree that puts generated pages into the theme's navigation, below *caption* if there is one."""
    found = [each for each in documents if each in page.env.found_docs]
    if not found or page.env.docname not in page.loaded.pages.generated:
        return []
    return [nodes.compound("", hidden_tree(page.env.docname, found, caption), classes=["toctree-wrapper"])]
