"""What each builder can do: a table that the rest of the extension asks, always by the name of an ability.

To add a builder, add an entry to `BUILDERS`. If it has visitors for our nodes, list them in `writing/visitors.py`.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any

from docutils import nodes
from sphinx.builders import Builder

Visitors = dict[type[nodes.Element], tuple[Callable[..., Any], Callable[..., Any] | None]]
"""For each of our nodes, the functions that visit and depart it; the second is None if the first skips the node."""

ON_PAGES = "html and not (epub or singlehtml)"
"""Condition of ``only`` for what HTML has except books and sites of one page: Sphinx sets the name as a tag."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Abilities:
    """What a builder can do; the defaults are those of builders that are not in the table."""

    has_visitors: bool = False
    """It writes our nodes; for other builders, standard nodes replace them."""
    links_by_address: bool = False
    """Its visitors write links from addresses; other builders get Sphinx's reference nodes."""
    draws: bool = False
    """It writes graphs as drawings; for other builders, lists replace them."""
    folds: bool = False
    """It writes graphs with their titles, under which they fold; for other builders, a title precedes the graph."""
    has_search: bool = False
    """It indexes the words of its pages, so that readers can search them."""
    has_pages: bool = False
    """It writes a site with a page for each document, a page for searching, and a page for each part of a document."""
    is_one_page: bool = False
    """It writes all documents into a single page."""
    has_scripts: bool = False
    """Its pages load scripts."""
    has_exports: bool = False
    """Its pages may link to other files of the site."""
    has_heads: bool = True
    """Among HTML builders: browsers, search engines and chats read the heads of its pages."""
    has_templates: bool = True
    """Among HTML builders: a template of the theme turns each page into a file."""
    is_book: bool = False
    """It writes for readers of books: they know few attributes, and take the text before a colon for a protocol."""
    is_manual: bool = False
    """It writes man pages: addresses of links are printed, and lines in cells of tables are adjusted."""
    is_read: bool = True
    """People look at what it writes; otherwise only the warnings of the build count."""
    is_for_translators: bool = False
    """It collects messages for translators."""
    counts_comments: bool = False
    """It reports what lacks documentation."""


_OTHER = Abilities()
_HTML = Abilities(has_visitors=True, links_by_address=True, draws=True, folds=True, has_search=True)
_SITE = replace(_HTML, has_scripts=True, has_exports=True)
_PAGES = replace(_SITE, has_pages=True)
_DATA = replace(_HTML, has_heads=False, has_templates=False)
BUILDERS = {
    "html": _PAGES,
    "dirhtml": _PAGES,
    "singlehtml": replace(_SITE, is_one_page=True),
    "json": _DATA,
    "pickle": _DATA,
    "htmlhelp": _HTML,
    "qthelp": _HTML,
    "devhelp": _HTML,
    "applehelp": _HTML,
    "qapi-check": replace(_HTML, is_read=False),
    # Few readers of books can fold, draw boxes or show such drawings, so these get standard nodes.
    "epub": Abilities(is_book=True, has_heads=False),
    "latex": Abilities(draws=True),
    "man": Abilities(is_manual=True),
    "gettext": Abilities(is_for_translators=True),
    "coverage": Abilities(counts_comments=True),
}
"""The abilities of builders by name."""


def abilities_of(builder: Builder) -> Abilities:
    """Return what *builder* can do."""
    return BUILDERS.get(builder.name, _OTHER)
