"""Frames: what a theme renders alike for all pages of a module is rendered once, and each page fills in its own values.

A page that Sphinx has written is rendered once more with blanks in place of its own values. Frames are used only for
known themes, and only if the first and the last page of a module come out of them exactly as Sphinx writes them; all
other pages are written by Sphinx.
"""

from __future__ import annotations

FRAMES = True
"""Whether frames are used. Tests set it to False and compare the sites."""
