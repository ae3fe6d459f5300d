"""Variables of templates by which themes link to the source of a page.

Themes built on basic-ng (furo) take any address; the Read the Docs theme takes one of the hosts that it knows.
"""

from __future__ import annotations

from typing import Any
from urllib.parse import urlsplit

_HOSTS = ("github", "gitlab", "bitbucket")


def lead_to_source(context: dict[str, Any], uri: str) -> None:
    """Let "show source" and "edit this page" lead to *uri*, or let there be none where it is empty.

    *context* is that of ``html-page-context``; themes with handlers of their own must not have seen it yet.
    """
    context["sourcename"] = ""
    if uri and "theme_source_view_link" in context:
        _set_links_of_basic_ng(context, uri)
    else:
        context["page_source_suffix"] = ""
    site = urlsplit(uri).netloc
    own = {f"{host}_url": uri for host in _HOSTS if host in site}
    context["meta"] = {**(context.get("meta") or {}), **own}
    context.update({f"display_{host}": False for host in _HOSTS})  # what is in "meta" counts nevertheless


def _set_links_of_basic_ng(context: dict[str, Any], uri: str) -> None:
    whole = uri.replace("{", "{{").replace("}", "}}")  # it fills in the file's name
    context["theme_source_view_link"] = whole
    if context.get("theme_source_edit_link") or context.get("theme_source_repository"):
        context["theme_source_edit_link"] = whole
