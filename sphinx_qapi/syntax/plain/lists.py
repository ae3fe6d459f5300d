"""Bulleted and numbered lists: detection of the lines that begin an item, and of those that continue it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from sphinx_qapi.syntax.plain.prose_lines import Line

_MARKER = re.compile(
    r"""
    (?P<bullet> [-*o] ) \s+ (?=\S)
  | (?P<prefix> \(? ) (?: (?P<number> [1-9][0-9]{0,2} ) (?P<suffix> [.)] ) | (?P<letter> [a-z] ) \) ) \s+ (?=\S)
    """,
    re.VERBOSE,
)


@dataclass(frozen=True, kw_only=True, slots=True)
class Marker:
    """The marker at the beginning of a list item."""

    style: str
    """The bullet, or the enumerator with ``1`` or ``a`` in place of its number."""
    number: int = 0
    """The number of the item, 1 for ``a``; 0 for a bullet."""
    width: int
    """Number of columns from the marker to the text after it."""


@dataclass(frozen=True, kw_only=True, slots=True)
class ListLines:
    """A list whose items are not parsed yet."""

    marker: Marker
    """The marker of the first item."""
    items: tuple[Sequence[Line], ...]
    """The lines of each item, with indentation relative to its text."""
    end: int
    """Index of the first line after the list."""


def marker_of(line: Line) -> Marker | None:
    """The marker at the beginning of *line*, or None."""
    match = _MARKER.match(line.content)
    if not match:
        return None
    if match["bullet"]:
        return Marker(style=match["bullet"], width=match.end())
    if match["number"]:
        return Marker(style=f"{match['prefix']}1{match['suffix']}", number=int(match["number"]), width=match.end())
    return Marker(style=f"{match['prefix']}a)", number=ord(match["letter"]) - ord("a") + 1, width=match.end())


def interrupts(lines: Sequence[Line], index: int, bullets: dict[tuple[str, int], int]) -> bool:
    """Whether a list begins at ``lines[index]`` although no blank line precedes it.

    A dash or number may also be at the start of a line because the text was wrapped. *bullets* says how often each
    bullet occurs at each column.
    """
    line = lines[index]
    marker = marker_of(line)
    if not marker:
        return False
    before = lines[index - 1]
    if marker.number:
        return marker.number == 1 and (before.ends_sentence or _next_follows(lines, index, marker))
    return before.ends_sentence or bullets[marker.style, line.indent] > 1


def _next_follows(lines: Sequence[Line], index: int, marker: Marker) -> bool:
    """Whether the item with number 2 is among the next eleven lines: an item is at most a few lines long."""
    for line in lines[index + 1 : index + 12]:
        following = marker_of(line)
        if following and following.style == marker.style and following.number == 2:
            return True
    return False


def count_bullets(lines: Sequence[Line]) -> dict[tuple[str, int], int]:
    """How often each bullet occurs at each column."""
    counts: dict[tuple[str, int], int] = {}
    for line in lines:
        marker = marker_of(line)
        if marker and not marker.number:
            counts[marker.style, line.indent] = counts.get((marker.style, line.indent), 0) + 1
    return counts


def gather_list(lines: Sequence[Line], index: int) -> ListLines | None:
    """The list that begins at ``lines[index]``, or None.

    An item is continued by deeper lines, and by lines of any depth up to a blank line or the end of a sentence. The
    markers of one list may be a column apart.
    """
    first = marker_of(lines[index])
    if not first:
        return None
    column = lines[index].indent
    items: list[list[Line]] = []
    hanging = False
    text_column = 0
    end = index
    for position in range(index, len(lines)):
        line = lines[position]
        if not line.content:
            items[-1].append(line)
            continue
        marker = marker_of(line) if abs(line.indent - column) <= 1 else None
        if marker and marker.style == first.style and (not first.number or marker.number == first.number + len(items)):
            text_column = line.indent + marker.width
            items.append([Line(0, line.content[marker.width :], line.number)])
        elif line.indent > column or (not hanging and _goes_on(lines[position - 1], marker, first)):
            hanging = hanging or line.indent >= text_column - 1
            items[-1].append(line._replace(indent=max(0, line.indent - text_column)))
        else:
            break
        end = position + 1
    return ListLines(marker=first, items=tuple(items), end=end)


def _goes_on(before: Line, marker: Marker | None, first: Marker) -> bool:
    """Whether a line at the margin, with *marker* if it has one, continues the item to which *before* belongs."""
    if not before.content or before.ends_sentence:
        return False
    return marker is None or (marker.style == first.style and marker.number > 1)
