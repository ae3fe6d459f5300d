"""What generated pages leave out of the contents that themes show on every page."""

from __future__ import annotations

from docutils import nodes
from sphinx.application import Sphinx

from sphinx_qapi.sphinx_ext._compat.sphinx_toctree import cut_below
from sphinx_qapi.sphinx_ext.loading.site_plan import PageKind
from sphinx_qapi.sphinx_ext.objects.state import state_of


def shorten_contents(app: Sphinx, _doctree: nodes.document) -> None:
    """Let the contents end at modules where each definition has a page.

    Many themes write the whole tree into each page, and a thousand pages of a thousand links take minutes and 200 MB.
    Order, parents and builders that make one document go by the toctree itself, which stays; the page of a module
    lists its definitions anyway.
    """
    docname = app.env.docname
    generated = state_of(app.env).store.generated
    if docname not in generated:
        return
    loaded, page = generated[docname]
    if page.kind is PageKind.MODULE and loaded.definition_pages:
        cut_below(app.env, docname)
