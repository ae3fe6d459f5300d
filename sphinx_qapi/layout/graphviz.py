"""The layout of Graphviz, through `pygraphviz`; only for projects that have it installed and select it."""

from __future__ import annotations

from typing import Any

from sphinx_qapi.analysis.graph.diagram import Diagram
from sphinx_qapi.layout.drawing import Drawing, Route, Step
from sphinx_qapi.layout.metrics import LABEL_GAP, box_size, place_box

_INCH = 72


class EngineError(Exception):
    """An engine cannot be used; the message says what is missing."""


def graphviz_layout(diagram: Diagram) -> Drawing:
    """Lay *diagram* out with Graphviz' ``dot``. Raises `EngineError` if `pygraphviz` is not installed."""
    graph = _graph(diagram)
    graph.layout(prog="dot")
    width, height = _numbers(graph.graph_attr["bb"])[2:4]
    boxes = []
    for number, box in enumerate(diagram.boxes):
        x, y = _numbers(graph.get_node(str(number)).attr["pos"])
        size = box_size(box)
        boxes.append(place_box(box, round(x - size[0] / 2), round(height - y - size[1] / 2)))
    routes = [
        _route(diagram, index, graph.get_edge(str(link.source), str(link.target), str(index)).attr, height)
        for index, link in enumerate(diagram.links)
    ]
    return Drawing(width=width, height=height, boxes=tuple(boxes), routes=tuple(routes))


def _graph(diagram: Diagram) -> Any:
    try:
        from pygraphviz import AGraph  # type: ignore[import-not-found, import-untyped, unused-ignore]
    except ImportError:
        raise EngineError("the layout of Graphviz needs pygraphviz: install sphinx-qapi[graphviz]") from None
    graph = AGraph(directed=True, strict=False, rankdir="LR", nodesep="0.14", ranksep="0.6", outputorder="nodesfirst")
    for number, box in enumerate(diagram.boxes):
        width, height = (side / _INCH for side in box_size(box))
        graph.add_node(str(number), shape="box", fixedsize="true", width=width, height=height, label="")
    for index, link in enumerate(diagram.links):
        room = {"minlen": "2"} if link.label else {}
        graph.add_edge(str(link.source), str(link.target), key=str(index), arrowsize="0.6", **room)
    return graph


def _numbers(text: str) -> list[float]:
    return [float(each) for each in text.split(",")]


def _route(diagram: Diagram, index: int, attributes: Any, height: float) -> Route:
    """The spline that Graphviz writes as ``e,X,Y X,Y X,Y …``: point of the tip, start, then groups of three points."""
    link = diagram.links[index]
    points = []
    tip = None
    for word in attributes["pos"].split():
        is_tip = word.startswith("e,")
        x, y = _numbers(word.removeprefix("e,"))
        if is_tip:
            tip = (x, height - y)
        else:
            points.append((x, height - y))
    steps: list[Step] = [
        (*points[first], *points[first + 1], *points[first + 2]) for first in range(1, len(points) - 2, 3)
    ]
    end = points[-1]
    tips = []
    if tip:
        length = ((tip[0] - end[0]) ** 2 + (tip[1] - end[1]) ** 2) ** 0.5 or 1.0
        tips.append((*tip, (tip[0] - end[0]) / length, (tip[1] - end[1]) / length))
    return Route(
        source=link.source,
        target=link.target,
        start=points[0],
        steps=tuple(steps),
        tips=tuple(tips),
        is_base=link.is_base,
        label=link.label,
        label_at=(end[0] - LABEL_GAP, end[1] - LABEL_GAP),
    )
