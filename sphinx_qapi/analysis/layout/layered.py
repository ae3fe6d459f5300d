"""Our own layout: columns from left to right, lines between them, the same picture for the same diagram always.

Lines leave a box at the middle of its right side and arrive at the middle of a left side. Between two columns all
curves have one shape, so that they cross only where the order says so; within a column they run straight, in room of
their own, and so through no box.
"""

from __future__ import annotations

from collections.abc import Sequence
from math import floor
from typing import NamedTuple

from sphinx_qapi.analysis.graph.diagram import Diagram, Link
from sphinx_qapi.analysis.layout.drawing import Drawing, PlacedBox, Route, Step
from sphinx_qapi.analysis.layout.metrics import TIP, box_size, label_width, place_box
from sphinx_qapi.analysis.layout.ordering import Columns, make_columns, reduce_crossings
from sphinx_qapi.analysis.layout.packing import pack, parts_of
from sphinx_qapi.analysis.layout.placement import place, pull_up
from sphinx_qapi.analysis.layout.ranks import Pair, directed, ranks

_COLUMN_GAP, _FEW_LINES, _WIDER = 46, 8, 70
_ROW_GAP = {True: 10.0, False: 9.0}
_VISIBLE = 500
"""A higher picture scrolls, and what it is about is to be seen before that."""
_LOOP = 12
"""Room above a box for a line that leads back to it."""


def layered_layout(diagram: Diagram) -> Drawing:
    """Lay *diagram* out; parts that are not linked stand beside and below each other."""
    return pack([_lay_out(part) for part in parts_of(diagram)], diagram)


def _lay_out(diagram: Diagram) -> Drawing:
    count = len(diagram.boxes)
    roots = [number for number, box in enumerate(diagram.boxes) if box.is_focus]
    pairs = directed(count, [(link.source, link.target) for link in diagram.links], roots)
    rank = ranks(count, pairs)
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
    middle = [floor(2 * (each - top) + 0.5) / 2 for each in middle]
    columns = _Sides(graph, diagram.links, sizes, rank)
    boxes = [
        place_box(box, columns.left[rank[number]], middle[number] - sizes[number][1] / 2)
        for number, box in enumerate(diagram.boxes)
    ]
    routes = _routes(diagram.links, _Placed(graph, rank, boxes, middle, columns))
    return Drawing(
        width=max(box.area.right for box in boxes),
        height=max([*(box.area.bottom for box in boxes), *middle]),
        boxes=tuple(boxes),
        routes=tuple(routes),
    )


class _Sides:
    """Where columns begin and end, and where the curves before them do."""

    def __init__(
        self, graph: Columns, links: Sequence[Link], sizes: Sequence[tuple[int, int]], rank: Sequence[int]
    ) -> None:
        labels = [0] * len(graph.columns)
        for link in links:
            labels[rank[link.target]] = max(labels[rank[link.target]], label_width(link.label))
        self.left: list[float] = []
        self.bend_start: list[float] = []
        """Where the curves behind the column begin: behind the tips of lines that lead back into it."""
        self.bend_end: list[float] = []
        """Where the curves into the column have arrived at their heights."""
        tipped = {min(rank[link.source], rank[link.target]) for link in links if rank[link.source] > rank[link.target]}
        x = 0.0
        for number, (column, label) in enumerate(zip(graph.columns, labels, strict=True)):
            if number:
                gap = _gap(sum(len(graph.before[each]) for each in column))
                self.bend_end.append(x + gap - TIP)
                x += gap + label
            else:
                self.bend_end.append(0)
            self.left.append(x)
            x += max((sizes[each][0] for each in column if each < len(sizes)), default=0)
            self.bend_start.append(x + (TIP if number in tipped else 0))


def _gap(lines: int) -> int:
    """The distance of columns with so many lines between them: many steep ones would look like a bar."""
    return _COLUMN_GAP + min(_WIDER, 3 * max(0, lines - _FEW_LINES))


class _Placed(NamedTuple):
    """All that lines are drawn from."""

    graph: Columns
    rank: Sequence[int]
    boxes: Sequence[PlacedBox]
    middle: Sequence[float]
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
    """The line of *links*, which are one, or two in opposite directions."""
    columns = placed.columns
    left, right = placed.boxes[pair[0]].area, placed.boxes[pair[1]].area
    first, last = placed.rank[pair[0]], placed.rank[pair[1]]
    heights = [placed.middle[each] for each in (pair[0], *placed.graph.bends[pair], pair[1])]
    backwards = any(link.source != pair[0] for link in links)
    forwards = any(link.source == pair[0] for link in links)
    start = (left.right + (TIP if backwards else 0), heights[0])
    steps: list[Step] = []
    x, y = start
    for number in range(first, last):
        height = heights[number - first + 1]
        if columns.bend_start[number] > x:
            x = columns.bend_start[number]
            steps.append((x, y))
        end = columns.bend_end[number + 1]
        half = (x + end) / 2
        steps.append((end, height) if height == y else (half, y, half, height, end, height))
        x, y = end, height
    arrival = right.x - (TIP if forwards else 0)
    if arrival > x:
        steps.append((arrival, y))
    tips = [(right.x, y, 1.0, 0.0)] if forwards else []
    if backwards:
        tips.append((left.right, heights[0], -1.0, 0.0))
    return Route(
        source=links[0].source,
        target=links[0].target,
        start=start,
        steps=tuple(steps),
        tips=tuple(tips),
        is_base=all(link.is_base for link in links),
        label=links[0].label,
        label_at=(right.x - TIP - 4, y - 4),
    )


def _loop(link: Link, box: PlacedBox) -> Route:
    """A line from a box's upper side to it again."""
    area = box.area
    far, near = area.right - 26, area.right - 10
    top = area.y - _LOOP + 3
    return Route(
        source=link.source,
        target=link.target,
        start=(far, area.y),
        steps=((far, top), (near, top), (near, area.y - TIP)),
        tips=((near, area.y, 0.0, 1.0),),
        is_base=False,
        label="",
    )
