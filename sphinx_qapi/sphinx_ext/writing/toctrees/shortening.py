"""What generated pages leave out of the contents that themes show on every page."""

from __future__ import annotations

from docutils import nodes
from sphinx import addnodes
from sphinx.application import Sphinx

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
        for tree in list(app.env.tocs[docname].findall(addnodes.toctree)):
            _remove(tree)


def _remove(tree: addnodes.toctree) -> None:
    """Take *tree* out of the contents, and the list that held nothing else.

    Sphinx writes an empty list as one of another kind, which `_compat.sphinx_toctree` does not know: the contents
    of every page were left to Sphinx because of it.
    """
    entries = tree.parent
    entries.remove(tree)
    if not entries.children and isinstance(entries, nodes.bullet_list):
        entries.parent.remove(entries)
