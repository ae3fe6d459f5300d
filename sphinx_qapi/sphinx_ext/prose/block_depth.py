"""Limit on how deep the blocks of a text are nested: docutils and pickle recurse once for each level."""

from __future__ import annotations

import re

from sphinx_qapi.source.text import Text

MOST_LEVELS = 40
_MARKERS = re.compile(r"(?>(?:(?:[-*+|>]|\(?\w{1,4}[.)])\s+)+)")
"""Markers of list items and quotations at the beginning of a line, nested in each other."""
_MANY_MARKERS = re.compile(r"(?:\S{1,6}\s+){12}")


def line_too_deep(text: Text) -> int | None:
    """The number of the first line that is nested in more than `MOST_LEVELS` blocks; None if there is none."""
    if len(text.lines) <= MOST_LEVELS and not any(_MANY_MARKERS.match(line) for line in text.lines):
        return None
    levels: list[int] = []
    for line, number in zip(text.lines, text.numbers, strict=True):
        if not line:
            continue
        indentation = len(line) - len(line.lstrip())
        while levels and levels[-1] >= indentation:
            levels.pop()
        levels.append(indentation)
        markers = _MARKERS.match(line, indentation)
        within = len(markers[0].split()) if markers else 0
        if len(levels) + within > MOST_LEVELS:
            return number
    return None
