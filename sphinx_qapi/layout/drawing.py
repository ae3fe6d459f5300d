"""Diagrams with coordinates, in pixels from the upper left corner: the input of the writers of pictures."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass

from sphinx_qapi.analysis.graph.diagram import Row


@dataclass(frozen=True, kw_only=True, slots=True)
class Rectangle:
    """A rectangle with vertical and horizontal sides."""

    x: float
    y: float
    width: float
    height: float

    @property
    def right(self) -> float:
        """The x coordinate of the right side."""
        return self.x + self.width

    @property
    def bottom(self) -> float:
        """The y coordinate of the lower side."""
        return self.y + self.height

    @property
    def middle(self) -> float:
        """The y coordinate of the middle."""
        return self.y + self.height / 2


@dataclass(frozen=True, kw_only=True, slots=True)
class PlacedRow:
    """A row with its rectangle."""

    row: Row
    area: Rectangle


@dataclass(frozen=True, kw_only=True, slots=True)
class PlacedBox:
    """A box with its rectangle: the frame of a group, or the rectangle of the only row."""

    area: Rectangle
    rows: tuple[PlacedRow, ...]

    @property
    def is_group(self) -> bool:
        """Whether the box is a group, which has a frame."""
        return len(self.rows) > 1


Step = tuple[float, ...]
"""A step of a route: two numbers are a line to that point; six numbers are a cubic curve, with its two control points
before its end."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Route:
    """The line of a link."""

    source: int
    target: int
    """The numbers of the two boxes, `source` and `target`."""
    start: tuple[float, float]
    steps: tuple[Step, ...]
    tips: tuple[tuple[float, float, float, float], ...]
    """The arrowheads: the point, and the direction in which it points, as a vector of length 1."""
    is_base: bool = False
    label: str = ""
    label_at: tuple[float, float] = (0.0, 0.0)
    """The right end of the label's base line."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Drawing:
    """A picture that is ready to be written."""

    width: float
    height: float
    boxes: tuple[PlacedBox, ...]
    routes: tuple[Route, ...]


def drawing_to_text(drawing: Drawing) -> str:
    """*drawing* as JSON without names, for attributes that can only hold strings."""
    boxes = [
        [_sides(box.area), [[*_words(each.row), *_sides(each.area)] for each in box.rows]] for box in drawing.boxes
    ]
    routes = [
        [each.source, each.target, each.start, each.steps, each.tips, each.is_base, each.label, each.label_at]
        for each in drawing.routes
    ]
    return json.dumps([drawing.width, drawing.height, boxes, routes], separators=(",", ":"))


def _sides(area: Rectangle) -> tuple[float, float, float, float]:
    return area.x, area.y, area.width, area.height


def _words(row: Row) -> tuple[str, str, str, int, str, bool, str]:
    return row.name, row.kind, row.label, row.more, row.note, row.is_focus, row.sheet


def drawing_from_text(text: str) -> Drawing:
    """The drawing from which `drawing_to_text` has made *text*."""
    width, height, boxes, routes = json.loads(text)
    return Drawing(
        width=width,
        height=height,
        boxes=tuple(
            PlacedBox(area=_rectangle(sides), rows=tuple(_placed_row(*row) for row in rows)) for sides, rows in boxes
        ),
        routes=tuple(_route(*route) for route in routes),
    )


def _rectangle(sides: Sequence[float]) -> Rectangle:
    x, y, width, height = sides
    return Rectangle(x=x, y=y, width=width, height=height)


def _placed_row(  # noqa: PLR0917 - the order of `_words`
    name: str, kind: str, label: str, more: int, note: str, is_focus: bool, sheet: str, *sides: float
) -> PlacedRow:
    row = Row(name=name, kind=kind, label=label, more=more, note=note, is_focus=is_focus, sheet=sheet)
    return PlacedRow(row=row, area=_rectangle(sides))


def _route(  # noqa: PLR0917 - the order of `drawing_to_text`
    source: int,
    target: int,
    start: Sequence[float],
    steps: Sequence[Sequence[float]],
    tips: Sequence[tuple[float, float, float, float]],
    is_base: bool,
    label: str,
    label_at: Sequence[float],
) -> Route:
    return Route(
        source=source,
        target=target,
        start=(start[0], start[1]),
        steps=tuple(tuple(step) for step in steps),
        tips=tuple((x, y, dx, dy) for x, y, dx, dy in tips),
        is_base=is_base,
        label=label,
        label_at=(label_at[0], label_at[1]),
    )
