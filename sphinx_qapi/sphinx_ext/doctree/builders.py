"""Which builders have visitors for our nodes; every other one is given standard nodes.

EPUB is not among them: few of its readers fold, draw boxes or show such drawings.
"""

from __future__ import annotations

EPUB = "epub"
PAGE_BUILDERS = ("html", "dirhtml")
"""Builders of sites with a page for each document."""
DATA_BUILDERS = ("json", "pickle")
"""Builders that write HTML as a value among others, without a theme."""
CHECK_BUILDER = "qapi-check"
"""The one that only collects what is warned of: what it would write is looked at by nobody."""
_WRITERS = ("html", "dirhtml", "singlehtml", *DATA_BUILDERS, "htmlhelp", "qthelp", "devhelp", "applehelp")
HTML_BUILDERS = (*_WRITERS, CHECK_BUILDER)
"""Builders that write our rows and branches, or may leave them as they are."""
DRAWING_BUILDERS = (*HTML_BUILDERS, "latex")
"""Builders that write the drawings of graphs."""
