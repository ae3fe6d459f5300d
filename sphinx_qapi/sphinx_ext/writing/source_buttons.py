"""Links to the schema: of definitions, and of generated pages in place of the themes' links to a page's source."""

from __future__ import annotations

import posixpath
from pathlib import PurePath
from typing import TYPE_CHECKING, Any, cast
from urllib.parse import urlsplit

from docutils import nodes
from sphinx.application import Sphinx

from sphinx_qapi.sphinx_ext.loading.loaded_schema import LoadedSchema
from sphinx_qapi.sphinx_ext.loading.site_plan import GeneratedPage, PageKind

if TYPE_CHECKING:
    from sphinx_qapi.sphinx_ext.domain import QapiDomain

_HOSTS = ("github", "gitlab", "bitbucket")


def source_uri(loaded: LoadedSchema, path: str, line: int = 1) -> str:
    """The address of a line of the schema file at *path*; empty where the schema's settings have none."""
    config = loaded.config
    if not config.source_url:
        return ""
    root = PurePath(loaded.schema.path).parent.as_posix()
    relative = posixpath.relpath(PurePath(path).as_posix(), root)
    return config.source_url.format(path=relative, line=line, release=config.release)


def lead_to_schema(
    app: Sphinx, pagename: str, _templatename: str, context: dict[str, Any], _doctree: nodes.document | None
) -> None:
    """Let "show source" and "edit this page" of a generated page lead to the schema, or let there be none.

    Nobody has the page's own source, which a build has written. Handler of ``html-page-context``, to be called before
    those of themes. Themes built on basic-ng (furo) take any address, rtd one of the hosts that it knows.
    """
    generated = cast("QapiDomain", app.env.get_domain("qapi")).store.generated
    if pagename not in generated:
        return
    uri = _page_uri(*generated[pagename])
    context["sourcename"] = ""
    takes_uri = uri and "theme_source_view_link" in context
    if takes_uri:
        whole = uri.replace("{", "{{").replace("}", "}}")  # they fill in the file's name
        context["theme_source_view_link"] = whole
        if context.get("theme_source_edit_link") or context.get("theme_source_repository"):
            context["theme_source_edit_link"] = whole
    else:
        context["page_source_suffix"] = ""
    site = urlsplit(uri).netloc
    own = {f"{host}_url": uri for host in _HOSTS if host in site}
    context["meta"] = {**(context.get("meta") or {}), **own}
    context.update({f"display_{host}": False for host in _HOSTS})  # what is in "meta" counts nevertheless


def _page_uri(loaded: LoadedSchema, page: GeneratedPage) -> str:
    schema = loaded.schema
    match page.kind:
        case PageKind.CONTENTS:
            return source_uri(loaded, schema.path)
        case PageKind.MODULE:
            return source_uri(loaded, schema.modules_by_name[page.name].path)
        case PageKind.DEFINITION:
            position = schema.definitions[page.name].position
            return source_uri(loaded, position.path, position.line)
        case PageKind.INDEX | PageKind.MAP:
            return ""
