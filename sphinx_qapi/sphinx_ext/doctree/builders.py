"""Which builders have visitors for our nodes; every other one is given standard nodes.

EPUB is not among them: few of its readers fold, draw boxes or show such drawings.
"""

from __future__ import annotations

HTML_BUILDERS = ("html", "dirhtml", "singlehtml", "json", "pickle", "htmlhelp", "qthelp", "devhelp", "applehelp")
"""Builders that write our rows and branches."""
DRAWING_BUILDERS = (*HTML_BUILDERS, "latex")
"""Builders that write the drawings of graphs."""
