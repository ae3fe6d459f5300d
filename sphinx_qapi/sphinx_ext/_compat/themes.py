"""Template variables by which themes link to the source of a page and show where the page is in the whole.

Themes built on basic-ng (furo) accept any address; the Read the Docs theme accepts addresses of the hosts it knows.
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
    """Let "show source" and "edit this page" lead to *uri*, or remove both links if it is empty.

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
    context.update({f"display_{host}": False for host in _HOSTS})  # the addresses in "meta" are used nevertheless


def _set_links_of_basic_ng(context: dict[str, Any], uri: str) -> None:
    whole = uri.replace("{", "{{").replace("}", "}}")  # the theme fills the file's name into braces
    context["theme_source_view_link"] = whole
    if context.get("theme_source_edit_link") or context.get("theme_source_repository"):
        context["theme_source_edit_link"] = whole


def has_breadcrumbs(builder: Builder) -> bool:
    """Whether the theme of *builder* shows on each page the pages above it; for pydata themes, the options decide."""
    theme: Any = getattr(builder, "theme", None)
    if theme is None:
        return False
    if theme.name in _WITH_BREADCRUMBS:
        return True
    options: dict[str, Any] = theme.get_options(getattr(builder, "theme_options", {}))
    return any(_BREADCRUMBS_OF_PYDATA in str(options.get(place, "")) for place in _PLACES_OF_PYDATA)


def mark_in_pydata(context: dict[str, Any], uri: str) -> None:
    """Mark the entry that leads to *uri* in the sidebars of the pydata theme, which builds them without asking Sphinx.

    *context* is that of ``html-page-context``, after the theme has put its function there.
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
    """Let pydata themes show all contents next to the page, and only one link in their header: *title*, to *uri*.

    By default, the header has the first five pages below the root, and the column next to the page has the pages below
    these, or is empty if there are none. *context* is that of ``html-page-context``, after the theme's handlers.
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
