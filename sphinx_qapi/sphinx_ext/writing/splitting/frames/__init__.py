"""What a theme makes alike for all pages of a module is made once: a frame, into which each page puts what is its own.

A page that Sphinx has written is rendered once more with blanks in place of what is its own. Frames hold only for
themes that are known, and only where the first and the last page of a module come out of them as Sphinx writes them;
all other pages go Sphinx' way.
"""

from __future__ import annotations

FRAMES = True
"""Whether there are any. Tests compare sites with what they are without."""
