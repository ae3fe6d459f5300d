"""The built-in layout: columns from left to right with lines between them; a diagram always gives the same picture.

Lines leave a box at the middle of its right side and arrive at the middle of a left side. Between two columns they run
up and down on tracks. Within a column they run straight in space of their own, and so through no box.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from math import floor
from typing import NamedTuple

from sphinx_qapi.analysis.graph.diagram import Diagram, Link
from sphinx_qapi.layout.drawing import Drawing, PlacedBox, Route, Step
from sphinx_qapi.layout.metrics import LABEL_GAP, TIP, box_size, label_width, place_box
from sphinx_qapi.layout.ordering import Columns, make_columns, reduce_crossings
from sphinx_qapi.layout.packing import pack, parts_of
from sphinx_qapi.layout.placement import place, pull_up
from sphinx_qapi.layout.ranks import Pair, directed, ranks
from sphinx_qapi.layout.tracks import Ends, route

_BEFORE, _PITCH, _BEHIND = 14, 7, 18
"""Distances between columns: from the left column to the first track, from track to track, from the last track to the
right column."""
_ROW_GAP = {True: 10.0, False: 9.0}
_VISIBLE = 500
"""The height that is visible without scrolling; in a higher picture with a focus, columns are moved up."""
_LOOP = 12
"""Space above a box for a line that leads back to the same box."""


def layered_layout(diagram: Diagram) -> Drawing:
    """Lay *diagram* out; parts that are not linked are placed next to and below each other."""
    return pack([_lay_out(part) for part in parts_of(diagram)], diagram)


def least_width(diagram: Diagram) -> int:
    """The minimum width of the drawing of *diagram*: its columns, with one track between two of them.

    It takes a tenth of the time of the drawing, and most diagrams turn out to be too wide.
    """
    return max(map(_least_width, parts_of(diagram)), default=0)


def _least_width(diagram: Diagram) -> int:
    _roots, _pairs, rank = _ranked(diagram)
    widths: dict[int, int] = {}
    labels: dict[int, int] = {}
    for number, box in enumerate(diagram.boxes):
        widths[rank[number]] = max(widths.get(rank[number], 0), box_size(box)[0])
    for link in diagram.links:
        if rank[link.target]:
            labels[rank[link.target]] = max(labels.get(rank[link.target], 0), label_width(link.label))
    return sum(widths.values()) + sum(labels.values()) + (len(widths) - 1) * (_BEFORE + _BEHIND)


def _ranked(diagram: Diagram) -> tuple[list[int], list[Pair], list[int]]:
    """The boxes that are the focus of *diagram*, its links directed to the right, and the column of each box."""
    count = len(diagram.boxes)
    roots = [number for number, box in enumerate(diagram.boxes) if box.is_focus]
    pairs = directed(count, [(link.source, link.target) for link in diagram.links], roots)
    return roots, pairs, ranks(count, pairs)


def _lay_out(diagram: Diagram) -> Drawing:
    count = len(diagram.boxes)
    roots, pairs, rank = _ranked(diagram)
    graph = make_columns(count, pairs, rank)
    reduce_crossings(graph)
    loops = {link.source for link in diagram.links if link.source == link.target}
    sizes = [box_size(box) for box in diagram.boxes]
    heights = {
        number: (size[1] / 2 + (_LOOP if number in loops else 0), size[1] / 2) for number, size in enumerate(sizes)
    }
    middle = place(graph, heights, _ROW_GAP)
    top = min(middle[number] - heights[number][0] for number in range(count))
    if roots and max(middle) - top > _VISIBLE:
        pull_up(graph, middle, heights, _VISIBLE)
    top = min([top, *(middle[number] for number in range(count, len(middle)))])
    middle = [float(floor(each - top + 0.5)) for each in middle]
    columns = _Sides(graph, diagram.links, sizes, rank, middle)
    boxes = [
        place_box(box, columns.left[rank[number]], middle[number] - sizes[number][1] / 2)
        for number, box in enumerate(diagram.boxes)
    ]
    routes = _routes(diagram.links, _Placed(graph, boxes, columns))
    return Drawing(
        width=max(box.area.right for box in boxes),
        height=max([*(box.area.bottom for box in boxes), *middle]),
        boxes=tuple(boxes),
        routes=tuple(routes),
    )


class _Sides:
    """The horizontal positions of the columns, and of the vertical parts of the lines between them."""

    def __init__(
        self,
        graph: Columns,
        links: Sequence[Link],
        sizes: Sequence[tuple[int, int]],
        rank: Sequence[int],
        middle: Sequence[float],
    ) -> None:
        labels = [0] * len(graph.columns)
        for link in links:
            labels[rank[link.target]] = max(labels[rank[link.target]], label_width(link.label))
        self.left: list[float] = []
        self.ends: dict[Pair, Ends] = {}
        """For each pair of linked neighbours, the heights of the line between them."""
        self.trunk: dict[Pair, float] = {}
        """The x positions at which lines change their height."""
        backwards = _backwards(graph, links)
        x = 0.0
        for number, (column, label) in enumerate(zip(graph.columns, labels, strict=True)):
            if number:
                segments = [(left, each) for each in column for left in graph.before[each]]
                gap = route(segments, middle, len(sizes), backwards)
                self.ends |= gap.ends
                self.trunk |= {pair: x + _BEFORE + _PITCH * track for pair, track in gap.track.items()}
                x += _BEFORE + _PITCH * max(0, gap.tracks - 1) + label + _BEHIND
            self.left.append(x)
            x += max((sizes[each][0] for each in column if each < len(sizes)), default=0)


def _backwards(graph: Columns, links: Sequence[Link]) -> set[Pair]:
    """The segments through which no line leads to the right; they begin and end next to other segments."""
    forwards = {(link.source, link.target) for link in links}
    segments = {True: set[Pair](), False: set[Pair]()}
    for pair, bends in graph.bends.items():
        segments[pair in forwards].update(pairwise((pair[0], *bends, pair[1])))
    return segments[False] - segments[True]


class _Placed(NamedTuple):
    """The data from which lines are drawn."""

    graph: Columns
    boxes: Sequence[PlacedBox]
    columns: _Sides


def _routes(links: Sequence[Link], placed: _Placed) -> list[Route]:
    ways: dict[Pair, list[Link]] = {}
    routes: list[Route] = []
    for link in links:
        if link.source == link.target:
            routes.append(_loop(link, placed.boxes[link.source]))
        else:
            pair = (link.source, link.target)
            ways.setdefault(pair if pair in placed.graph.bends else pair[::-1], []).append(link)
    return [*routes, *(_route(pair, both, placed) for pair, both in ways.items())]


def _route(pair: Pair, links: Sequence[Link], placed: _Placed) -> Route:
    """The line for *links*: for a single link, or for two links in opposite directions."""
    left, right = placed.boxes[pair[0]].area, placed.boxes[pair[1]].area
    ends, trunk = placed.columns.ends, placed.columns.trunk
    steps: list[Step] = []
    pieces = list(pairwise((pair[0], *placed.graph.bends[pair], pair[1])))
    for piece in pieces:
        if piece in trunk:
            steps += [(trunk[piece], height) for height in ends[piece]]
    start, y = ends[pieces[0]][0], ends[pieces[-1]][1]
    steps.append((right.x, y))
    tips = []
    if any(link.source == pair[0] for link in links):
        tips.append((right.x, y, 1.0, 0.0))
    if any(link.source != pair[0] for link in links):
        tips.append((left.right, start, -1.0, 0.0))
    return Route(
        source=links[0].source,
        target=links[0].target,
        start=(left.right, start),
        steps=tuple(steps),
        tips=tuple(tips),
        is_base=all(link.is_base for link in links),
        label=links[0].label,
        label_at=(right.x - TIP - LABEL_GAP, y - LABEL_GAP),
    )


def _loop(link: Link, box: PlacedBox) -> Route:
    """A line from the upper side of a box back to the same box."""
    area = box.area
    far, near = area.right - 26, area.right - 10
    top = area.y - _LOOP + 3
    return Route(
        source=link.source,
        target=link.target,
        start=(far, area.y),
        steps=((far, top), (near, top), (near, area.y)),
        tips=((near, area.y, 0.0, 1.0),),
        is_base=False,
        label="",
    )
