"""Variables of templates by which themes link to the source of a page, and show where it is in the whole.

Themes built on basic-ng (furo) take any address; the Read the Docs theme takes one of the hosts that it knows.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from html import escape
from typing import Any
from urllib.parse import urlsplit

from sphinx.builders import Builder

_WITH_BREADCRUMBS = frozenset(
    {
        "agogo", "basic", "bizstyle", "classic", "haiku", "nature", "pyramid", "scrolls", "sphinx_rtd_theme",
        "sphinxdoc", "traditional",
    }
)  # fmt: skip
"""Themes that show on each page the titles of the pages above it, in a bar or a line."""
_BREADCRUMBS_OF_PYDATA = "breadcrumbs"
_PLACES_OF_PYDATA = ("article_header_start", "article_header_end", "navbar_start", "navbar_center", "navbar_persistent")
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


def has_breadcrumbs(builder: Builder) -> bool:
    """Whether the theme of *builder* tells on each page where that is; those of pydata do where its options say so."""
    theme: Any = getattr(builder, "theme", None)
    if theme is None:
        return False
    if theme.name in _WITH_BREADCRUMBS:
        return True
    options: dict[str, Any] = theme.get_options(getattr(builder, "theme_options", {}))
    return any(_BREADCRUMBS_OF_PYDATA in str(options.get(place, "")) for place in _PLACES_OF_PYDATA)


def mark_in_pydata(context: dict[str, Any], uri: str) -> None:
    """Let the sidebars of pydata's theme mark the entry that leads to *uri*: it makes them without asking Sphinx.

    *context* is that of ``html-page-context``, when the theme has put its function there.
    """
    make = context.get("generate_toctree_html")
    if make is None:
        return

    def marked(*arguments: Any, **options: Any) -> Any:
        soup = make(*arguments, **options)
        for link in soup.select("li > a.reference.internal") if hasattr(soup, "select") else ():
            if link.get("href") == uri:
                for item in (each for each in link.parents if each.name == "li"):
                    item["class"] = [*dict.fromkeys([*item.get("class", []), "current", "active"])]
        return soup

    context["generate_toctree_html"] = marked


def show_contents_beside(context: dict[str, Any], title: str, uri: str) -> None:
    """Let themes of pydata show all contents beside the page, and in their header one link: *title*, to *uri*.

    As they are, the header has the first five of the pages below the root, the column beside the page those below
    these, and where there are none it is empty. *context* is that of ``html-page-context``, after the theme's handlers.
    """
    tree, is_suppressed = (context.get(name) for name in ("generate_toctree_html", "suppress_sidebar_toctree"))
    if tree is None or "generate_header_nav_html" not in context:
        return
    context["generate_toctree_html"] = partial(_from_the_root, tree)
    if is_suppressed is not None:
        context["suppress_sidebar_toctree"] = lambda **_options: False
    link = f'<a class="nav-link nav-internal" href="{escape(uri)}">{escape(title)}</a>'
    context["generate_header_nav_html"] = lambda **_options: f'<li class="nav-item">{link}</li>'


def _from_the_root(tree: Callable[..., object], kind: str, **options: Any) -> object:
    return tree(kind, **{**options, "startdepth": 0})
