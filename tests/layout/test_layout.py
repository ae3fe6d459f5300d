"""The built-in layout, on random diagrams and on every picture of a real schema."""

from __future__ import annotations

import time
from collections.abc import Iterator
from itertools import combinations, pairwise
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sphinx_qapi.analysis.graph.diagram import Box, Diagram, Link, Row
from sphinx_qapi.analysis.graph.neighbourhood import neighbourhood
from sphinx_qapi.analysis.graph.pictures import entry_points, module_graph, whole_map
from sphinx_qapi.analysis.graph.type_graph import type_graph
from sphinx_qapi.layout.drawing import Drawing, Rectangle, Route, drawing_from_text, drawing_to_text
from sphinx_qapi.layout.layered import layered_layout, least_width
from sphinx_qapi.layout.metrics import LETTER, PADDING
from sphinx_qapi.layout.ranks import directed, ranks
from sphinx_qapi.schema.load import load_schema

Point = tuple[float, float]


def points(route: Route, pieces: int = 12) -> list[Point]:
    """*route* as a line of straight pieces; each curve becomes as many *pieces*."""
    result = [route.start]
    for step in route.steps:
        x, y = result[-1]
        if len(step) == 2:
            result.append((step[0], step[1]))
            continue
        x1, y1, x2, y2, x3, y3 = step
        for piece in range(1, pieces + 1):
            t = piece / pieces
            weights = ((1 - t) ** 3, 3 * (1 - t) ** 2 * t, 3 * (1 - t) * t**2, t**3)
            result.append(
                (
                    sum(w * each for w, each in zip(weights, (x, x1, x2, x3), strict=True)),
                    sum(w * each for w, each in zip(weights, (y, y1, y2, y3), strict=True)),
                )
            )
    return result


def crossings(drawing: Drawing) -> int:
    """The number of crossings between the lines of *drawing*, as they are drawn."""
    lines = [points(route) for route in drawing.routes]
    return sum(_cross(one, two) for one, two in combinations(lines, 2))


def _cross(one: list[Point], two: list[Point]) -> int:
    total = 0
    for a, b in pairwise(one):
        for c, d in pairwise(two):
            if max(a[0], b[0]) <= min(c[0], d[0]) or max(c[0], d[0]) <= min(a[0], b[0]):
                continue
            total += _side(a, b, c) * _side(a, b, d) < -1e-6 and _side(c, d, a) * _side(c, d, b) < -1e-6
    return total


def _side(a: Point, b: Point, c: Point) -> float:
    return (b[0] - a[0]) * (c[1] - a[1]) - (b[1] - a[1]) * (c[0] - a[0])


def hits(drawing: Drawing) -> Iterator[tuple[int, int, int]]:
    """Each line that touches the inside of a box: the boxes that it links, and that box."""
    for route in drawing.routes:
        line = points(route)
        for number, box in enumerate(drawing.boxes):
            area = box.area
            if any(_is_inside(area, *piece) for piece in pairwise(line)):
                yield route.source, route.target, number


def _is_inside(area: Rectangle, a: Point, b: Point) -> bool:
    """Whether the line from *a* to *b* has a point inside *area* (Liang and Barsky's clipping)."""
    first, last = 0.0, 1.0
    for start, end, low, high in ((a[0], b[0], area.x, area.right), (a[1], b[1], area.y, area.bottom)):
        if start == end:
            if not low < start < high:
                return False
            continue
        times = sorted(((low - start) / (end - start), (high - start) / (end - start)))
        first, last = max(first, times[0]), min(last, times[1])
    return first < last


def shared_ways(drawing: Drawing) -> Iterator[tuple[Route, Route]]:
    """The pairs of lines that overlap although they have no box in common."""
    pieces: dict[tuple[bool, float], list[tuple[float, float, Route]]] = {}
    for route in drawing.routes:
        for a, b in pairwise(points(route)):
            is_level = a[1] == b[1]
            low, high = sorted((a[0], b[0]) if is_level else (a[1], b[1]))
            pieces.setdefault((is_level, a[1] if is_level else a[0]), []).append((low, high, route))
    for line in pieces.values():
        for (low, high, one), (from_, to, two) in combinations(line, 2):
            if low < to and from_ < high and not {one.source, one.target} & {two.source, two.target}:
                yield one, two


def overlaps(drawing: Drawing) -> list[tuple[int, int]]:
    """The pairs of boxes that overlap."""
    boxes = sorted(enumerate(box.area for box in drawing.boxes), key=lambda each: each[1].x)
    return [
        (one, two)
        for index, (one, a) in enumerate(boxes)
        for two, b in boxes[index + 1 :]
        if b.x < a.right and a.y < b.bottom and b.y < a.bottom
    ]


@st.composite
def diagrams(draw: st.DrawFn, most: int) -> Diagram:
    count = draw(st.integers(1, most))
    sizes = draw(st.lists(st.sampled_from([1, 1, 1, 4, 9]), min_size=count, max_size=count))
    numbers = st.integers(0, count - 1)
    pairs = draw(st.lists(st.tuples(numbers, numbers), max_size=count * 2, unique=True))
    boxes = tuple(
        Box(rows=tuple(Row(name=f"N{number}x{index}", kind="struct", is_focus=number == 0) for index in range(size)))
        for number, size in enumerate(sizes)
    )
    links = tuple(
        Link(source=source, target=target, label="arguments" if target == 1 else "") for source, target in pairs
    )
    return Diagram(boxes=boxes, links=links)


@given(diagrams(30))
@settings(deadline=None, max_examples=150)
def test_any_small_diagram_is_drawn_soundly(diagram: Diagram) -> None:
    check(diagram)


@given(diagrams(300))
@settings(deadline=None, max_examples=15)
def test_any_large_diagram_is_drawn_soundly(diagram: Diagram) -> None:
    check(diagram)


def check(diagram: Diagram) -> None:
    drawing = layered_layout(diagram)
    assert layered_layout(diagram) == drawing, "the same diagram gives the same drawing"
    assert drawing_from_text(drawing_to_text(drawing)) == drawing
    assert least_width(diagram) <= drawing.width, "a picture that would fit is taken for too wide"
    assert not overlaps(drawing)
    assert not list(hits(drawing))
    loose = {(each.source, each.target) for each in diagram.links}
    shown = {(route.source, route.target) for route in drawing.routes}
    assert shown <= loose
    assert {frozenset(pair) for pair in loose} == {frozenset(pair) for pair in shown}, "opposite links share a line"
    for box in drawing.boxes:
        assert box.area.x >= 0
        assert box.area.y >= 0
        assert box.area.right <= drawing.width + 1
        assert box.area.bottom <= drawing.height + 1


@given(st.integers(1, 60).flatmap(lambda n: st.tuples(st.just(n), st.lists(st.tuples(*[st.integers(0, n - 1)] * 2)))))
def test_every_link_leads_to_the_right(case: tuple[int, list[tuple[int, int]]]) -> None:
    count, links = case
    pairs = directed(count, links, [0])
    rank = ranks(count, pairs)
    assert all(rank[source] < rank[target] for source, target in pairs)
    assert {frozenset(pair) for pair in pairs} == {frozenset(pair) for pair in links if pair[0] != pair[1]}


def test_a_tree_has_no_crossings() -> None:
    links = tuple(Link(source=(number - 1) // 3, target=number) for number in range(1, 40))
    boxes = tuple(Box(rows=(Row(name=f"N{number}", kind="enum", is_focus=not number),)) for number in range(40))
    assert crossings(layered_layout(Diagram(boxes=boxes, links=links))) == 0


def test_what_a_tall_picture_is_about_is_in_its_upper_part() -> None:
    rows = tuple(Row(name=f"N{number}", label="member") for number in range(60))
    boxes = (Box(rows=(Row(name="Top", kind="struct", is_focus=True),)), Box(rows=rows))
    drawing = layered_layout(Diagram(boxes=boxes, links=(Link(source=0, target=1),)))
    assert drawing.height > 1200
    assert drawing.boxes[0].area.bottom < 500


def test_a_line_back_and_forth_is_one_with_two_tips() -> None:
    boxes = tuple(Box(rows=(Row(name=name, kind="struct"),)) for name in "AB")
    drawing = layered_layout(Diagram(boxes=boxes, links=(Link(source=0, target=1), Link(source=1, target=0))))
    (route,) = drawing.routes
    assert [tip[2] for tip in route.tips] == [1.0, -1.0]


def test_a_line_that_only_leads_back_ends_next_to_the_others() -> None:
    """Otherwise its arrowhead would seem to belong to a line that leads away from there."""
    boxes = tuple(Box(rows=(Row(name=name, kind="struct", is_focus=name == "A"),)) for name in "ABC")
    links = (Link(source=0, target=1), Link(source=1, target=2), Link(source=2, target=0))
    drawing = layered_layout(Diagram(boxes=boxes, links=links))
    (back,) = (route for route in drawing.routes if (route.source, route.target) == (2, 0))
    (away,) = (route for route in drawing.routes if (route.source, route.target) == (0, 1))
    assert back.tips[0][:2] == back.start
    assert back.start[0] == away.start[0] == drawing.boxes[0].area.right
    assert 4 < abs(back.start[1] - away.start[1]) < drawing.boxes[0].area.height / 2


def test_lines_that_change_places_do_not_run_upon_each_other() -> None:
    boxes = tuple(Box(rows=(Row(name=name, kind="struct"),)) for name in "ABCD")
    links = tuple(Link(source=source, target=target) for source in (0, 1) for target in (2, 3))
    drawing = layered_layout(Diagram(boxes=boxes, links=links))
    assert not list(shared_ways(drawing))
    assert crossings(drawing) == 1


def test_an_empty_diagram() -> None:
    assert layered_layout(Diagram(boxes=(), links=())) == Drawing(width=0, height=0, boxes=(), routes=())


@pytest.mark.shared
def test_pictures_of_a_real_schema(shared: Path) -> None:
    schema = load_schema(shared / "corpus" / "10.2.2" / "qapi" / "qapi-schema.json").schema
    graph = type_graph(schema)
    diagrams = {name: each for name in graph.kinds if (each := neighbourhood(graph, name))}
    assert len(diagrams) > 500
    start = time.perf_counter()
    drawings = {name: layered_layout(diagram) for name, diagram in diagrams.items()}
    print(f"layout of all: {time.perf_counter() - start:.2f} s")
    crossed = {name: found for name, drawing in drawings.items() if (found := crossings(drawing))}
    assert len(crossed) <= len(drawings) / 100, crossed
    assert max(crossed.values(), default=0) <= 5, crossed
    for name, drawing in drawings.items():
        assert not list(hits(drawing)), name
        assert not list(shared_ways(drawing)), name
        assert not overlaps(drawing), name
        for box in drawing.boxes:
            for row in box.rows:
                letters = len(row.row.prefix + (row.row.name or row.row.label) + row.row.suffix)
                assert letters * LETTER + 2 * PADDING <= row.area.width + 1, (name, row.row)


@pytest.mark.shared
def test_pictures_of_earlier_releases_hardly_cross(shared: Path) -> None:
    roots = ["2.3/qapi-schema.json", "2.7/qapi-schema.json", "2.12/qapi/qapi-schema.json", "5.2/qapi/qapi-schema.json"]
    for root in roots:
        graph = type_graph(load_schema(shared / "corpus" / root).schema)
        diagrams = {name: each for name in graph.kinds if (each := neighbourhood(graph, name))}
        crossed = {name: found for name, each in diagrams.items() if (found := crossings(layered_layout(each)))}
        assert max(crossed.values()) <= 5, (root, crossed)


@pytest.mark.shared
def test_large_pictures_of_a_real_schema(shared: Path) -> None:
    schema = load_schema(shared / "corpus" / "10.2.2" / "qapi" / "qapi-schema.json").schema
    graph = type_graph(schema)
    pictures = [entry_points(graph, [each.name for each in module.definitions]) for module in schema.modules]
    for number, diagram in enumerate((whole_map(graph), module_graph(schema, graph), *pictures)):
        start = time.perf_counter()
        drawing = layered_layout(diagram)
        print(f"layout of {len(diagram.names)} names: {time.perf_counter() - start:.2f} s")
        assert not overlaps(drawing)
        assert not list(hits(drawing))
        assert not number or not list(shared_ways(drawing))
