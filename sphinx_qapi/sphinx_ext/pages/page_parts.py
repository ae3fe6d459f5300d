"""The parts of generated pages in the contents that themes show."""

from __future__ import annotations

from docutils import nodes
from sphinx.application import Sphinx

from sphinx_qapi.sphinx_ext._compat.sphinx_toctree import add_contents
from sphinx_qapi.sphinx_ext.doctree.page_parts import page_parts
from sphinx_qapi.sphinx_ext.loading.site_plan import PageKind
from sphinx_qapi.sphinx_ext.objects.state import state_of


def list_parts(app: Sphinx, doctree: nodes.document) -> None:
    """Add the parts of a page to its contents (handler of ``doctree-read``, when Sphinx has gathered its sections)."""
    docname = app.env.docname
    generated = state_of(app.env).store.generated
    if docname not in generated:
        return
    loaded, page = generated[docname]
    if loaded.definition_pages and not loaded.is_split and page.kind in (PageKind.MODULE, PageKind.DEFINITION):
        add_contents(app.env, docname, list(page_parts(doctree)), of_page=page.kind is PageKind.DEFINITION)
