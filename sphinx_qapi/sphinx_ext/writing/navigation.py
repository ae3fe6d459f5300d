"""Where themes show the contents of a site that is a reference and nothing else."""

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
    """Show them beside each page where the index page of a schema is the root (handler of ``html-page-context``)."""
    root = app.config.root_doc
    generated = state_of(app.env).store.generated
    if root in generated and generated[root][1].kind is PageKind.CONTENTS and "pathto" in context:
        show_contents_beside(context, generated[root][0].config.heading, context["pathto"](root))
