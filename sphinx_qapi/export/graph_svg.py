"""Drawings as SVG: inline, without a style of its own, for ``qapi.css`` to dress; or as a file that stands alone.

A large page has two thousand nodes, so what all have in common (round corners, quiet prefixes, counts at the right) is
in the style, and a linked node needs no class.
"""

from __future__ import annotations

from collections.abc import Callable
from html import escape

from sphinx_qapi.analysis.graph.diagram import Row
from sphinx_qapi.analysis.layout.drawing import Drawing, PlacedBox, PlacedRow, Route
from sphinx_qapi.analysis.layout.metrics import PADDING, TIP

_MARGIN = 3
_BASE_LINE = 4
"""From the middle of a row down to the base line of its text."""

_STYLE = """\
:root{color:#222;background:#fff}
text{font:11px ui-monospace,Menlo,Consolas,"Liberation Mono",monospace;fill:currentColor}
tspan,.qapi-g-more,.qapi-g-label{fill-opacity:.75}
tspan[x]{text-anchor:end}
rect{rx:3px}
.qapi-g-label{font-size:10px}
.qapi-g-node rect{fill:#f4f4f4;stroke:#999}
.qapi-g-me rect{stroke:currentColor;stroke-width:2}
.qapi-g-me text{font-weight:700}
.qapi-g-edge{fill:none;stroke:currentColor;opacity:.6}
.qapi-g-base{stroke-dasharray:4 3}
.qapi-g-tip{fill:currentColor;stroke:none}
.qapi-g-group{fill:none;stroke:currentColor;stroke-opacity:.4;stroke-dasharray:2 2}
@media (prefers-color-scheme:dark){:root{color:#ddd;background:#161616}.qapi-g-node rect{fill:#262626;stroke:#777}}
"""


def svg(drawing: Drawing, href: Callable[[str], str | None], *, data: bool = False) -> str:
    """*drawing* as an element of a page; *href* gives the address of a definition, None where it has none.

    With *data* boxes and lines carry their numbers, for a script that follows links.
    """
    parts = [_open(drawing, ' role="group"')]
    _write(parts, drawing, href, data=data)
    return "".join([*parts, "</svg>"])


def svg_file(drawing: Drawing, title: str) -> str:
    """*drawing* as a file, without links."""
    parts = [_open(drawing, ' xmlns="http://www.w3.org/2000/svg" role="img"')]
    parts.append(f"\n<title>{escape(title)}</title>\n<style>\n{_STYLE}</style>\n")
    _write(parts, drawing, lambda _name: None, data=False)
    return "".join([*parts, "</svg>\n"])


def _open(drawing: Drawing, attributes: str) -> str:
    width, height = (_number(side + 2 * _MARGIN) for side in (drawing.width, drawing.height))
    box = f"{-_MARGIN} {-_MARGIN} {width} {height}"
    return f'<svg{attributes} width="{width}" height="{height}" viewBox="{box}">'


def _write(parts: list[str], drawing: Drawing, href: Callable[[str], str | None], *, data: bool) -> None:
    tips = "".join(_tip(*tip) for route in drawing.routes for tip in route.tips)
    if tips:  # one group, so that lines upon each other are no darker than others
        edges = "".join(_edge(route, data=data) for route in drawing.routes)
        parts.append(f'<g class="qapi-g-edge">{edges}<path class="qapi-g-tip" d="{tips}"/></g>')
    for route in drawing.routes:
        if route.label:
            x, y = route.label_at
            text = escape(route.label)
            parts.append(
                f'<text class="qapi-g-label" x="{_number(x)}" y="{_number(y)}" text-anchor="end">{text}</text>'
            )
    for number, box in enumerate(drawing.boxes):
        parts.append(_box(box, href, f' data-n="{number}"' if data else ""))


def _edge(route: Route, *, data: bool) -> str:
    css = ' class="qapi-g-base"' if route.is_base else ""
    extra = f' data-e="{route.source} {route.target}"' if data else ""
    return f'<path{css} d="{path(route)}"{extra}/>'


def path(route: Route) -> str:
    """The line of *route* in the language of SVG's paths."""
    words = [f"M{_number(route.start[0])} {_number(route.start[1])}"]
    words += [("L" if len(step) == 2 else "C") + " ".join(_number(each) for each in step) for step in route.steps]
    return "".join(words)


def _tip(x: float, y: float, dx: float, dy: float) -> str:
    """A triangle whose point is at *x*, *y* and shows into the direction *dx*, *dy*."""
    side = TIP / 2
    back = -TIP * dx - side * dy, -TIP * dy + side * dx
    across = 2 * side * dy, -2 * side * dx
    return f"M{_number(x)} {_number(y)}l{' '.join(_number(each) for each in (*back, *across))}z"


def _box(box: PlacedBox, href: Callable[[str], str | None], extra: str) -> str:
    rows = "".join(_row(row, href, "" if box.is_group else extra) for row in box.rows)
    if not box.is_group:
        return rows
    area = box.area
    frame = _rectangle(area.x, area.y, area.width, area.height, ' class="qapi-g-group"')
    return f"<g{extra}>{frame}{rows}</g>"


def _row(placed: PlacedRow, href: Callable[[str], str | None], extra: str) -> str:
    row, area = placed.row, placed.area
    base = _number(area.middle + _BASE_LINE)
    x = _number(area.x + PADDING)
    if not row.name:
        return f'<text class="qapi-g-more" x="{x}" y="{base}">{escape(row.label)}</text>'
    address = href(row.name)
    tag, link = ("a", f' href="{escape(address)}"') if address else ("g", "")
    classes = [] if address else ["qapi-g-node"]
    if row.is_focus:
        classes.append("qapi-g-me")
    css = f' class="{" ".join(classes)}"' if classes else ""
    prefix = f"<tspan>{escape(row.prefix)}</tspan>" if row.prefix else ""
    end = _number(area.right - PADDING)
    suffix = f'<tspan x="{end}">{row.suffix}</tspan>' if row.suffix else ""
    return (
        f"<{tag}{css}{link}{extra}><title>{escape(row_title(row))}</title>"
        f"{_rectangle(area.x, area.y, area.width, area.height)}"
        f'<text x="{x}" y="{base}">{prefix}{escape(row.name)}{suffix}</text></{tag}>'
    )


def row_title(row: Row) -> str:
    """What is heard of a node, and seen when the mouse rests on it."""
    words = [f"{row.kind} {row.name}" if row.kind else row.name]
    if row.note:
        words.append(row.note)
    if row.more:
        words.append(f"uses {row.more} more")
    return ", ".join(words)


def _rectangle(x: float, y: float, width: float, height: float, extra: str = "") -> str:
    numbers = (_number(each) for each in (x, y, width, height))
    return '<rect{} x="{}" y="{}" width="{}" height="{}"/>'.format(extra, *numbers)


def _number(value: float) -> str:
    text = f"{value:.1f}".removesuffix(".0")
    return "0" if text == "-0" else text
