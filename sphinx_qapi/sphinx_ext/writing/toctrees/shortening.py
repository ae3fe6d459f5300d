"""Generated pages that are left out of the contents that themes show on every page.

Many themes write the whole tree into each page, and a thousand pages with a thousand links take minutes and 200 MB; if
only modules have pages, half of the links would be releases. The order of pages, their parents, and builders of a
single document depend on the toctree itself, which stays; and the page at which the contents end lists the pages below
it anyway.
"""

from __future__ import annotations

from docutils import nodes
from sphinx.application import Sphinx

from sphinx_qapi.sphinx_ext._compat.sphinx_toctree import cut_below
from sphinx_qapi.sphinx_ext.loading.change_page_plan import CHANGES
from sphinx_qapi.sphinx_ext.loading.loaded_schema import LoadedSchema
from sphinx_qapi.sphinx_ext.loading.site_plan import BELOW_CHANGES, INDEX, GeneratedPage, PageKind
from sphinx_qapi.sphinx_ext.objects.state import state_of


def shorten_contents(app: Sphinx, _doctree: nodes.document) -> None:
    """End the contents at the pages of releases and of changes, and at modules if definitions have pages.

    Handler of ``doctree-read``, after Sphinx has collected the contents.
    """
    docname = app.env.docname
    generated = state_of(app.env).store.generated
    if docname in generated and _ends_at(*generated[docname]):
        cut_below(app.env, docname)


def _ends_at(loaded: LoadedSchema, page: GeneratedPage) -> bool:
    if page.kind is PageKind.INDEX:
        return any(each.parent == page.name for each in loaded.pages.index_pages.values())
    return page.kind is PageKind.CHANGES or (page.kind is PageKind.MODULE and bool(loaded.pages.definition_pages))


def place_in_contents(loaded: LoadedSchema, page: GeneratedPage, docname: str) -> str:
    """The page in the contents that stands for *docname*: *docname* itself, unless the contents end above it."""
    if page.kind is PageKind.DEFINITION:
        module = loaded.schema.definitions[page.name].module
        return loaded.pages.docname(loaded.pages.module_pages.get(module, INDEX))
    if (
        page.kind is PageKind.INDEX
        and (parent := loaded.pages.index_pages[page.name].parent) in loaded.pages.index_pages
    ):
        return loaded.pages.docname(parent)
    return loaded.pages.docname(CHANGES) if page.kind in BELOW_CHANGES else docname
