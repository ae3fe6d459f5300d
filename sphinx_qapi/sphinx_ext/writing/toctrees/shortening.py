"""What generated pages leave out of the contents that themes show on every page.

Many themes write the whole tree into each page, and a thousand pages of a thousand links take minutes and 200 MB;
where only modules have pages, half of the links would be releases. Order, parents and builders that make one document
go by the toctree itself, which stays; and the page at which the contents end lists what is below it anyway.
"""

from __future__ import annotations

from docutils import nodes
from sphinx.application import Sphinx

from sphinx_qapi.sphinx_ext._compat.sphinx_toctree import cut_below
from sphinx_qapi.sphinx_ext.loading.change_pages import CHANGES
from sphinx_qapi.sphinx_ext.loading.loaded_schema import LoadedSchema
from sphinx_qapi.sphinx_ext.loading.site_plan import BELOW_CHANGES, INDEX, GeneratedPage, PageKind
from sphinx_qapi.sphinx_ext.objects.state import state_of


def shorten_contents(app: Sphinx, _doctree: nodes.document) -> None:
    """Let the contents end at the pages of all releases, and at modules where each definition has a page."""
    docname = app.env.docname
    generated = state_of(app.env).store.generated
    if docname in generated and _ends_at(*generated[docname]):
        cut_below(app.env, docname)


def _ends_at(loaded: LoadedSchema, page: GeneratedPage) -> bool:
    if page.kind is PageKind.INDEX:
        return any(each.parent == page.name for each in loaded.index_pages.values())
    return page.kind is PageKind.CHANGES or (page.kind is PageKind.MODULE and bool(loaded.definition_pages))


def place_in_contents(loaded: LoadedSchema, page: GeneratedPage, docname: str) -> str:
    """The page of the contents below which *docname* stands: itself, unless they end above it."""
    if page.kind is PageKind.DEFINITION:
        module = loaded.schema.definitions[page.name].module
        return loaded.docname(loaded.module_pages.get(module, INDEX))
    if page.kind is PageKind.INDEX and (parent := loaded.index_pages[page.name].parent) in loaded.index_pages:
        return loaded.docname(parent)
    return loaded.docname(CHANGES) if page.kind in BELOW_CHANGES else docname
