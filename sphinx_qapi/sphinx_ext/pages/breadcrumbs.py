"""The line that tells where a page is, and leads to what it is below."""

from __future__ import annotations

from collections.abc import Sequence

from docutils import nodes
from sphinx import addnodes

from sphinx_qapi.sphinx_ext.doctree.nodes import NO_SEARCH, qapi_breadcrumbs
from sphinx_qapi.sphinx_ext.entries.context import Page
from sphinx_qapi.sphinx_ext.loading.site_plan import INDEX
from sphinx_qapi.sphinx_ext.pages.index_pages import is_there, page_link, page_title

_WITH_PAGES = "html and not (epub or singlehtml)"


def breadcrumbs(page: Page, above: Sequence[nodes.Node], name: str) -> list[nodes.Node]:
    """Links to the reference and what is *above* the page, whose *name* is the last word; in HTML alone.

    On paper, in books, and in builders of one page, the contents lead there.
    """
    reference = page_link(page, INDEX, page.loaded.config.heading)
    way = qapi_breadcrumbs("", "", reference, *above, nodes.inline("", name), classes=[NO_SEARCH])
    return [addnodes.only("", way, expr=_WITH_PAGES)]


def below_reference(page: Page, section: nodes.section, above: Sequence[str] = ()) -> list[nodes.Node]:
    """The page of a list: the way to it, through the lists *above* by their names, and then its *section*.

    Where modules are whole pages, none of the reference's pages has such a line.
    """
    if not page.loaded.definition_pages:
        return [section]
    links = [page_link(page, name, page_title(name)) for name in above if is_there(page, name)]
    return [*breadcrumbs(page, links, section[0].astext()), section]
