"""Groups of builders; those without visitors for our nodes get standard nodes.

EPUB has no such visitors: few of its readers can fold, draw boxes or show such drawings.
"""

from __future__ import annotations

EPUB = "epub"
PAGE_BUILDERS = ("html", "dirhtml")
"""Builders of sites with a page for each document."""
DATA_BUILDERS = ("json", "pickle")
"""Builders that write HTML as one value among others, without a theme."""
CHECK_BUILDER = "qapi-check"
"""The builder that only collects warnings: nobody looks at what it would write."""
_WRITERS = ("html", "dirhtml", "singlehtml", *DATA_BUILDERS, "htmlhelp", "qthelp", "devhelp", "applehelp")
HTML_BUILDERS = (*_WRITERS, CHECK_BUILDER)
"""Builders that write our rows and branches, or whose output does not matter."""
DRAWING_BUILDERS = (*HTML_BUILDERS, "latex")
"""Builders that write graphs as drawings."""
