"""Drawings as SVG: inline, to be styled by ``qapi.css``; or as a file with a style of its own.

A large page has two thousand nodes, so common properties (round corners, quiet prefixes, counts at the right) are in
the style, and a linked node needs no class.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from html import escape
from math import copysign

from sphinx_qapi.analysis.graph.diagram import Row
from sphinx_qapi.layout.drawing import Drawing, PlacedBox, PlacedRow, Rectangle, Route
from sphinx_qapi.layout.metrics import PADDING, TIP

_MARGIN = 3.5
"""Margin that makes lines at whole numbers cover whole pixels."""
_BASE_LINE = 4
"""Distance from the middle of a row down to the baseline of its text."""

_CORNER = 4.0
"""Radius of the corners of lines."""

_STYLE = """\
:root{color:#222}
.page{fill:#fff}
text{font:11px ui-monospace,Menlo,Consolas,"Liberation Mono",monospace;fill:currentColor}
tspan,.qapi-g-more,.qapi-g-label{fill-opacity:.75}
tspan[x],.qapi-g-label{text-anchor:end}
.qapi-g-label{font-size:10px}
.qapi-g-node path{fill:#f4f4f4;stroke:#999}
.qapi-g-me path{stroke:currentColor;stroke-width:2}
.qapi-g-me text{font-weight:700}
.qapi-g-edge{fill:none;stroke:currentColor;opacity:.6}
.qapi-g-base{stroke-dasharray:4 3}
.qapi-g-tip{fill:currentColor;stroke:none}
.qapi-g-group{fill:none;stroke:currentColor;stroke-opacity:.4;stroke-dasharray:2 2}
@media (prefers-color-scheme:dark){:root{color:#ddd}.page{fill:#161616}.qapi-g-node path{fill:#262626;stroke:#777}}
"""


def svg(drawing: Drawing, href: Callable[[Row], str | None], *, data: bool = False, smallest: float = 1) -> str:
    """Return *drawing* as an element of a page; *href* returns the address of a row, or None.

    With *data*, boxes and lines carry their numbers, for a script that follows links. The page may shrink the drawing
    to the fraction *smallest* of its size.
    """
    least = f' style="min-width:{_number(smallest * drawing.width)}px"' if smallest < 1 else ""
    parts = [_open(drawing, f' role="group"{least}')]
    _write(parts, drawing, href, data=data)
    return "".join([*parts, "</svg>"])


def svg_file(drawing: Drawing, title: str) -> str:
    """Return *drawing* as a file, without links."""
    parts = [_open(drawing, ' xmlns="http://www.w3.org/2000/svg" role="img"')]
    parts.append(f"\n<title>{escape(title)}</title>\n<style>\n{_STYLE}</style>\n")
    parts.append(f'<rect class="page" x="{-_MARGIN}" y="{-_MARGIN}" width="100%" height="100%"/>\n')
    _write(parts, drawing, lambda _row: None, data=False)
    return "".join([*parts, "</svg>\n"])


def _open(drawing: Drawing, attributes: str) -> str:
    width, height = (_number(side + 2 * _MARGIN) for side in (drawing.width, drawing.height))
    box = f"{-_MARGIN} {-_MARGIN} {width} {height}"
    return f'<svg{attributes} width="{width}" height="{height}" viewBox="{box}">'


def _write(parts: list[str], drawing: Drawing, href: Callable[[Row], str | None], *, data: bool) -> None:
    if drawing.routes:
        parts.append(f'<g class="qapi-g-edge">{_edges(drawing.routes, data=data)}</g>')
    for route in drawing.routes:
        if route.label:
            x, y = route.label_at
            parts.append(f'<text class="qapi-g-label" x="{_number(x)}" y="{_number(y)}">{escape(route.label)}</text>')
    for number, box in enumerate(drawing.boxes):
        parts.append(_box(box, href, f' data-n="{number}"' if data else ""))


def _edges(routes: Sequence[Route], *, data: bool) -> str:
    """Return all lines in one group, so that lines on top of each other are no darker than others."""
    tips = "".join(dict.fromkeys(_tip(*tip) for route in routes for tip in route.tips))
    if data:
        lines = "".join(_path(path(each), each.is_base, f' data-e="{each.source} {each.target}"') for each in routes)
    else:
        kinds = ("".join(path(each) for each in routes if each.is_base is is_base) for is_base in (False, True))
        lines = "".join(_path(steps, is_base) for steps, is_base in zip(kinds, (False, True), strict=True) if steps)
    return f'{lines}<path class="qapi-g-tip" d="{tips}"/>'


def _path(steps: str, is_base: bool, extra: str = "") -> str:
    return '<path{} d="{}"{}/>'.format(' class="qapi-g-base"' if is_base else "", steps, extra)


def path(route: Route) -> str:
    """Return the line of *route* as data of an SVG path, with rounded corners."""
    words = [f"M{_pair(*route.start)}"]
    x, y = route.start
    ends = [*route.steps[1:], ()]
    for step, following in zip(route.steps, ends, strict=True):
        if len(step) == 6:
            words.append("C" + " ".join(_number(each) for each in step))
            x, y = step[4:]
            continue
        corner = min(_CORNER, _distance((x, y), step) / 2, _distance(step, following) / 2) if len(following) == 2 else 0
        before = _toward(step, (x, y), corner)
        words.append(_straight(before[0] - x, before[1] - y))
        x, y = step
        if corner:
            after = _toward(step, following, corner)
            turn = (x - before[0], y - before[1]), (after[0] - before[0], after[1] - before[1])
            words.append(f"q{_pair(*turn[0])} {_pair(*turn[1])}")
            x, y = after
    return "".join(words).replace(" -", "-")


def _distance(one: Sequence[float], two: Sequence[float]) -> float:
    """Return the distance along the axis that the points share, else 0: only right angles are rounded."""
    return abs(one[0] - two[0]) + abs(one[1] - two[1]) if one[0] == two[0] or one[1] == two[1] else 0.0


def _toward(start: Sequence[float], end: Sequence[float], length: float) -> tuple[float, float]:
    """Return the point at *length* from *start* on the vertical or horizontal line to *end*."""
    dx, dy = end[0] - start[0], end[1] - start[1]
    return start[0] + (copysign(length, dx) if dx else 0), start[1] + (copysign(length, dy) if dy and not dx else 0)


def _straight(dx: float, dy: float) -> str:
    if not dy:
        return f"h{_number(dx)}" if dx else ""
    return f"l{_pair(dx, dy)}" if dx else f"v{_number(dy)}"


def _tip(x: float, y: float, dx: float, dy: float) -> str:
    """Return a triangle with its tip at *x*, *y*, pointing in the direction *dx*, *dy*."""
    side = TIP / 2
    one = _pair(-TIP * dx - side * dy, -TIP * dy + side * dx)
    two = _pair(2 * side * dy, -2 * side * dx)
    return f"M{_pair(x, y)}l{one} {two}z".replace(" -", "-")


def _box(box: PlacedBox, href: Callable[[Row], str | None], extra: str) -> str:
    rows = "".join(_row(row, href, "" if box.is_group else extra) for row in box.rows)
    if not box.is_group:
        return rows
    return f'<g{extra}><path class="qapi-g-group" d="{_outline(box.area)}"/>{rows}</g>'


def _row(placed: PlacedRow, href: Callable[[Row], str | None], extra: str) -> str:
    row, area = placed.row, placed.area
    place = f'x="{_number(area.x + PADDING)}" y="{_number(area.middle + _BASE_LINE)}"'
    if not row.name:
        return f'<text class="qapi-g-more" {place}>{escape(row.label)}</text>'
    address = href(row)
    tag, link = ("a", f' href="{escape(address)}"') if address else ("g", "")
    classes = [
        *([] if address else ["qapi-g-node"]),
        *(["qapi-g-me"] if row.is_focus else []),
        *(["qapi-g-away"] if row.sheet else []),
    ]
    css = f' class="{" ".join(classes)}"' if classes else ""
    prefix = f"<tspan>{escape(row.prefix)}</tspan>" if row.prefix else ""
    suffix = f'<tspan x="{_number(area.right - PADDING)}">{row.suffix}</tspan>' if row.suffix else ""
    return (
        f"<{tag}{css}{link}{extra}><title>{escape(row_title(row))}</title>"
        f'<path d="{_outline(area)}"/><text {place}>{prefix}{escape(row.name)}{suffix}</text></{tag}>'
    )


def row_title(row: Row) -> str:
    """Return the name of a node for screen readers and tooltips; it begins with the words in the box."""
    words = [row.prefix + row.name, *([row.kind] if row.label else [])]
    if row.note:
        words.append(row.note)
    if row.more:
        words.append(f"uses {row.more} more")
    if row.sheet:
        words.append(f"drawn in {row.sheet.rpartition('.')[0]}")
    return ", ".join(words)


def _outline(area: Rectangle) -> str:
    width, height = _number(area.width), _number(area.height)
    return f"M{_pair(area.x, area.y)}h{width}v{height}h-{width}z".replace(" -", "-")


def _pair(x: float, y: float) -> str:
    return f"{_number(x)} {_number(y)}"


def _number(value: float) -> str:
    text = f"{value:.1f}".removesuffix(".0")
    return "0" if text == "-0" else text
