"""The title in the head of a page: bookmarks, tabs and search engines show only this of where a page is from."""

from __future__ import annotations

from html import escape
from typing import Any

from docutils import nodes
from sphinx.application import Sphinx

from sphinx_qapi.sphinx_ext.configuration.schema_config import SchemaConfig
from sphinx_qapi.sphinx_ext.doctree.builders import abilities_of
from sphinx_qapi.sphinx_ext.loading.site_plan import PageKind
from sphinx_qapi.sphinx_ext.objects.state import state_of


def entitle(
    app: Sphinx, pagename: str, _templatename: str, context: dict[str, Any], doctree: nodes.document | None
) -> None:
    """Add a definition's kind, and the title and release of the schema, to the title in the head of a generated page.

    This is a handler of ``html-page-context``, and only for schemas whose definitions have pages of their own. Themes
    strip tags from the title for the head; where they show it in the body, the addition is hidden.
    """
    generated = state_of(app.env).store.pages
    if doctree is None or pagename not in generated or not abilities_of(app.builder).has_heads:
        return
    loaded, page = generated[pagename]
    if not loaded.pages.definition_pages or page.kind is PageKind.CONTENTS:
        return
    more = _reference(loaded.config, str(context.get("docstitle") or ""))
    title = str(context.get("title", ""))
    if page.kind is PageKind.DEFINITION:
        definition = loaded.schema.definitions[page.name]
        title, more = escape(definition.name), f" ({definition.kind}){more}"
    if more:
        context["title"] = f"{title}<span hidden>{escape(more)}</span>"


def _reference(config: SchemaConfig, site: str) -> str:
    """The schema's title and release; empty if the title of the *site*, which follows, has both."""
    name = config.title or config.namespace
    if name in site and config.release in site:
        return ""
    return f" \N{EN DASH} {name} {config.release}".rstrip()
