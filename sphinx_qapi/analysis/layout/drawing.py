"""A diagram with coordinates, in pixels from the upper left corner: what the writers of pictures read."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass

from sphinx_qapi.analysis.graph.diagram import Row


@dataclass(frozen=True, kw_only=True, slots=True)
class Rectangle:
    """An upright rectangle."""

    x: float
    y: float
    width: float
    height: float

    @property
    def right(self) -> float:
        """X of the right side."""
        return self.x + self.width

    @property
    def bottom(self) -> float:
        """Y of the lower side."""
        return self.y + self.height

    @property
    def middle(self) -> float:
        """Y of the middle."""
        return self.y + self.height / 2


@dataclass(frozen=True, kw_only=True, slots=True)
class PlacedRow:
    """A row with its rectangle."""

    row: Row
    area: Rectangle


@dataclass(frozen=True, kw_only=True, slots=True)
class PlacedBox:
    """A box with its rectangle: the frame of a group, else that of its only row."""

    area: Rectangle
    rows: tuple[PlacedRow, ...]

    @property
    def is_group(self) -> bool:
        """Whether it has a frame."""
        return len(self.rows) > 1


Step = tuple[float, ...]
"""Two numbers: a line to that point; six: a cubic curve, its two control points before its end."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Route:
    """The line of a link."""

    source: int
    target: int
    """Numbers of the boxes."""
    start: tuple[float, float]
    steps: tuple[Step, ...]
    tips: tuple[tuple[float, float, float, float], ...]
    """Arrowheads: the point, and the direction in which it points (of length 1)."""
    is_base: bool = False
    label: str = ""
    label_at: tuple[float, float] = (0.0, 0.0)
    """The end of the label's base line."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Drawing:
    """A picture ready to be written."""

    width: float
    height: float
    boxes: tuple[PlacedBox, ...]
    routes: tuple[Route, ...]


def drawing_to_text(drawing: Drawing) -> str:
    """*drawing* as JSON, for what can only hold strings."""
    return json.dumps(asdict(drawing), separators=(",", ":"))


def drawing_from_text(text: str) -> Drawing:
    """The drawing that `drawing_to_text` has written."""
    data = json.loads(text)
    boxes = tuple(
        PlacedBox(
            area=Rectangle(**box["area"]),
            rows=tuple(PlacedRow(row=Row(**each["row"]), area=Rectangle(**each["area"])) for each in box["rows"]),
        )
        for box in data["boxes"]
    )
    routes = tuple(
        Route(
            source=route["source"],
            target=route["target"],
            start=(route["start"][0], route["start"][1]),
            steps=tuple(tuple(step) for step in route["steps"]),
            tips=tuple((tip[0], tip[1], tip[2], tip[3]) for tip in route["tips"]),
            is_base=route["is_base"],
            label=route["label"],
            label_at=(route["label_at"][0], route["label_at"][1]),
        )
        for route in data["routes"]
    )
    return Drawing(width=data["width"], height=data["height"], boxes=boxes, routes=routes)
