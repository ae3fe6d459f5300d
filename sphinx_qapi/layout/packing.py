"""Parts of a diagram that are not linked: each is laid out alone, then all are arranged in lines."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from sphinx_qapi.analysis.connected_parts import components
from sphinx_qapi.analysis.graph.diagram import Diagram
from sphinx_qapi.layout.drawing import Drawing, PlacedBox, Rectangle, Route, Step

_WIDTH = 690
"""Parts are placed next to each other up to this width, unless one is wider: the width of the text in usual themes."""
_GAP = 24


def parts_of(diagram: Diagram) -> list[Diagram]:
    """The unlinked parts of *diagram*, in which links refer to boxes by their numbers in the part."""
    return [
        Diagram(
            boxes=tuple(diagram.boxes[number] for number in numbers),
            links=tuple(
                replace(
                    diagram.links[each],
                    source=place[diagram.links[each].source],
                    target=place[diagram.links[each].target],
                )
                for each in links
            ),
        )
        for numbers, links, place in _split(diagram)
    ]


def _split(diagram: Diagram) -> list[tuple[list[int], list[int], dict[int, int]]]:
    """For each part, the numbers of its boxes and links, and the new numbers of its boxes."""
    successors: dict[str, list[str]] = {str(number): [] for number in range(len(diagram.boxes))}
    predecessors: dict[str, list[str]] = {name: [] for name in successors}
    for link in diagram.links:
        successors[str(link.source)].append(str(link.target))
        predecessors[str(link.target)].append(str(link.source))
    parts = [[int(name) for name in part] for part in components(successors, successors, predecessors)]
    part_of = {number: index for index, part in enumerate(parts) for number in part}
    links: list[list[int]] = [[] for _ in parts]
    for index, link in enumerate(diagram.links):
        links[part_of[link.source]].append(index)
    return [
        (part, links[index], {number: place for place, number in enumerate(part)}) for index, part in enumerate(parts)
    ]


def pack(drawings: Sequence[Drawing], diagram: Diagram) -> Drawing:
    """A single drawing of *drawings*, which are the drawings of the parts of *diagram*, in reading order."""
    if len(drawings) == 1:
        return drawings[0]
    boxes: list[PlacedBox | None] = [None] * len(diagram.boxes)
    routes: list[Route] = []
    width = max((each.width for each in drawings), default=0)
    limit = max(_WIDTH, width)
    x = y = line_height = total = 0.0
    for drawing, (numbers, _links, _place) in zip(drawings, _split(diagram), strict=True):
        if x and x + drawing.width > limit:
            x, y, line_height = 0.0, y + line_height + _GAP, 0.0
        for number, box in zip(numbers, drawing.boxes, strict=True):
            boxes[number] = _moved_box(box, x, y)
        routes += [_moved_route(route, numbers, x, y) for route in drawing.routes]
        total = max(total, x + drawing.width)
        line_height = max(line_height, drawing.height)
        x += drawing.width + _GAP * 2
    return Drawing(
        width=total,
        height=y + line_height,
        boxes=tuple(box for box in boxes if box is not None),
        routes=tuple(routes),
    )


def _moved_box(box: PlacedBox, x: float, y: float) -> PlacedBox:
    rows = tuple(replace(row, area=_moved(row.area, x, y)) for row in box.rows)
    return PlacedBox(area=_moved(box.area, x, y), rows=rows)


def _moved(area: Rectangle, x: float, y: float) -> Rectangle:
    return replace(area, x=area.x + x, y=area.y + y)


def _moved_route(route: Route, numbers: Sequence[int], x: float, y: float) -> Route:
    return replace(
        route,
        source=numbers[route.source],
        target=numbers[route.target],
        start=(route.start[0] + x, route.start[1] + y),
        steps=tuple(_moved_step(step, x, y) for step in route.steps),
        tips=tuple((tip[0] + x, tip[1] + y, tip[2], tip[3]) for tip in route.tips),
        label_at=(route.label_at[0] + x, route.label_at[1] + y),
    )


def _moved_step(step: Step, x: float, y: float) -> Step:
    return tuple(value + (y if index % 2 else x) for index, value in enumerate(step))
