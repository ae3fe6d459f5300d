"""Contents next to all pages, for sites that consist of a reference only."""

from __future__ import annotations

from typing import Any

from docutils import nodes
from sphinx.application import Sphinx

from sphinx_qapi.sphinx_ext._compat.themes import show_contents_beside
from sphinx_qapi.sphinx_ext.loading.site_plan import PageKind
from sphinx_qapi.sphinx_ext.objects.state import state_of


def show_whole_contents(
    app: Sphinx, _page: str, _template: str, context: dict[str, Any], _doctree: nodes.document | None
) -> None:
    """Show all contents next to each page if the root is a schema's index page (handler of ``html-page-context``)."""
    root = app.config.root_doc
    generated = state_of(app.env).store.generated
    if root in generated and generated[root][1].kind is PageKind.CONTENTS and "pathto" in context:
        show_contents_beside(context, generated[root][0].config.heading, context["pathto"](root))
