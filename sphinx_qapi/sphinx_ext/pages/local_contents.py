"""Entries for the parts of generated pages in the table of contents that themes show."""

from __future__ import annotations

from docutils import nodes
from sphinx.application import Sphinx

from sphinx_qapi.schema.model.kinds import ENTRY_KINDS
from sphinx_qapi.sphinx_ext._compat.sphinx_toctree import add_contents, order_contents
from sphinx_qapi.sphinx_ext.doctree.anchors import definition_anchor
from sphinx_qapi.sphinx_ext.doctree.page_parts import page_parts
from sphinx_qapi.sphinx_ext.loading.loaded_schema import LoadedSchema
from sphinx_qapi.sphinx_ext.loading.site_plan import PageKind
from sphinx_qapi.sphinx_ext.objects.state import state_of


def _ranks(loaded: LoadedSchema, module: str) -> dict[str, int]:
    """The ranks of the definitions in *module*, by their anchors: commands first, then events, then types."""
    ranks = {kind: number for number, kind in enumerate(ENTRY_KINDS)}
    definitions = loaded.schema.modules_by_name[module].definitions
    return {
        definition_anchor(loaded.namespace, each.name): ranks.get(each.kind, len(ENTRY_KINDS)) for each in definitions
    }


def list_parts(app: Sphinx, doctree: nodes.document) -> None:
    """Add the parts of a generated page to its contents, and group these by kind.

    This is a handler of ``doctree-read``, after Sphinx has collected the sections.
    """
    docname = app.env.docname
    generated = state_of(app.env).store.generated
    if docname not in generated:
        return
    loaded, page = generated[docname]
    if page.kind is PageKind.MODULE:
        order_contents(app.env, docname, _ranks(loaded, page.name))
    if (
        loaded.pages.definition_pages
        and not loaded.pages.is_split
        and page.kind in (PageKind.MODULE, PageKind.DEFINITION)
    ):
        add_contents(app.env, docname, list(page_parts(doctree)), of_page=page.kind is PageKind.DEFINITION)
