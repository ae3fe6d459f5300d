"""Links to the schema: from definitions, and from generated pages in place of links to the page's own source."""

from __future__ import annotations

from typing import Any

from docutils import nodes
from sphinx.application import Sphinx

from sphinx_qapi.sphinx_ext._compat.themes import lead_to_source
from sphinx_qapi.sphinx_ext.loading.loaded_schema import LoadedSchema
from sphinx_qapi.sphinx_ext.loading.site_plan import GeneratedPage, PageKind
from sphinx_qapi.sphinx_ext.objects.state import state_of


def lead_to_schema(
    app: Sphinx, pagename: str, _templatename: str, context: dict[str, Any], _doctree: nodes.document | None
) -> None:
    """Let "show source" and "edit this page" of a generated page lead to the schema, or remove these links.

    The page's own source was written by the build, and readers do not have it. Handler of ``html-page-context``, to be
    called before those of themes.
    """
    generated = state_of(app.env).store.pages
    if pagename not in generated:
        return
    lead_to_source(context, _page_uri(*generated[pagename]))


def _page_uri(loaded: LoadedSchema, page: GeneratedPage) -> str:
    schema = loaded.schema
    match page.kind:
        case PageKind.CONTENTS:
            return loaded.source_uri(schema.path)
        case PageKind.MODULE:
            return loaded.source_uri(schema.modules_by_name[page.name].path)
        case PageKind.DEFINITION:
            position = schema.definitions[page.name].position
            return loaded.source_uri(position.path, position.line)
        case _:
            return ""
