"""The line that tells where a page is, and leads to what it is below."""

from __future__ import annotations

from collections.abc import Sequence

from docutils import nodes
from sphinx import addnodes

from sphinx_qapi.sphinx_ext.doctree.nodes import NO_SEARCH, qapi_breadcrumbs
from sphinx_qapi.sphinx_ext.entries.context import Page
from sphinx_qapi.sphinx_ext.loading.site_plan import INDEX
from sphinx_qapi.sphinx_ext.pages.index_pages import page_link


def breadcrumbs(page: Page, above: Sequence[nodes.Node], name: str) -> list[nodes.Node]:
    """Links to the reference and what is *above* the page, whose *name* is the last word; in HTML alone.

    On paper, and in builders of one page, the contents lead there.
    """
    reference = page_link(page, INDEX, page.loaded.config.heading)
    way = qapi_breadcrumbs("", "", reference, *above, nodes.inline("", name), classes=[NO_SEARCH])
    return [addnodes.only("", way, expr="html")]
