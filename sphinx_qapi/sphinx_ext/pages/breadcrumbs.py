"""Breadcrumbs: the line with the place of a page, and links to the pages above it."""

from __future__ import annotations

from collections.abc import Sequence

from docutils import nodes
from sphinx import addnodes

from sphinx_qapi.sphinx_ext.doctree.builders import ON_PAGES
from sphinx_qapi.sphinx_ext.doctree.nodes import NO_SEARCH, qapi_breadcrumbs
from sphinx_qapi.sphinx_ext.entries.entry_context import RenderTarget
from sphinx_qapi.sphinx_ext.loading.site_plan import INDEX
from sphinx_qapi.sphinx_ext.pages.index_pages import is_there, page_link, page_title


def breadcrumbs(page: RenderTarget, above: Sequence[nodes.Node], name: str) -> list[nodes.Node]:
    """Links to the reference and the pages *above*, then the *name* of the page; only in HTML.

    On paper, in books, and in builders that write a single page, the table of contents serves instead.
    """
    reference = page_link(page, INDEX, page.loaded.config.heading)
    way = qapi_breadcrumbs("", "", reference, *above, nodes.inline("", name), classes=[NO_SEARCH])
    return [addnodes.only("", way, expr=ON_PAGES)]


def below_reference(page: RenderTarget, section: nodes.section, above: Sequence[str] = ()) -> list[nodes.Node]:
    """The *section* of a list's page, with breadcrumbs through the pages *above*, given by their names.

    If definitions have no pages of their own, no page of the reference has breadcrumbs.
    """
    if not page.loaded.pages.definition_pages:
        return [section]
    links = [page_link(page, name, page_title(page, name)) for name in above if is_there(page, name)]
    return [*breadcrumbs(page, links, section[0].astext()), section]
