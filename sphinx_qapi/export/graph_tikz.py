"""Drawings as TikZ pictures, for LaTeX."""

from __future__ import annotations

import re
from collections.abc import Callable

from sphinx_qapi.layout.drawing import Drawing, PlacedBox, PlacedRow, Route
from sphinx_qapi.layout.metrics import LETTER, PADDING

_UNIT = 0.75
"""Points for each pixel."""
_UPRIGHT = 0.5
"""The scale below which a picture is turned, if that makes it larger."""
_SPECIAL = {"\\": r"\textbackslash{}", "~": r"\textasciitilde{}", "^": r"\textasciicircum{}"}
_SPECIAL |= {each: f"\\{each}" for each in "#$%&_{}"}


def tikz(drawing: Drawing, link: Callable[[str], str], *, width: float, height: float) -> str:
    """Return *drawing* as a ``tikzpicture`` within *width* by *height* points, turned if that makes a small one larger.

    *link* returns the TeX code before a definition's text, with a brace to be closed; empty for no link.
    """
    scale = scale_of(drawing, width, height)
    unit = _UNIT * scale
    size = LETTER * unit / 0.525  # a letter of a typewriter font is 0.525 times its size wide
    font = rf"\fontsize{{{size:.2f}bp}}{{{size:.2f}bp}}\ttfamily\selectfont"
    lines = [
        rf"\begin{{tikzpicture}}[x={unit:.4f}bp,y=-{unit:.4f}bp,every node/.style={{font={font}}}]",
        *(_route(route, scale) for route in drawing.routes),
        *(line for box in drawing.boxes for line in _box(box, link)),
        r"\end{tikzpicture}",
    ]
    picture = "\n".join(lines)
    return (picture if _fit(drawing, width, height) == scale else rf"\rotatebox{{90}}{{{picture}}}") + "\n"


def scale_of(drawing: Drawing, width: float, height: float) -> float:
    """Return the scale of *drawing* within *width* by *height* points; turned, if it is too small upright."""
    upright = _fit(drawing, width, height)
    return upright if upright >= _UPRIGHT else max(upright, _fit(drawing, height, width))


def _fit(drawing: Drawing, width: float, height: float) -> float:
    return min(1.0, width / (drawing.width * _UNIT + 8), height / (drawing.height * _UNIT + 8))


def _route(route: Route, scale: float) -> str:
    words = [_point(*route.start)]
    for step in route.steps:
        points = [_point(step[index], step[index + 1]) for index in range(0, len(step), 2)]
        words.append(f"-- {points[0]}" if len(points) == 1 else ".. controls {} and {} .. {}".format(*points))
    style = f"gray,rounded corners={2 * scale:.1f}bp" + (",dashed" if route.is_base else "")
    tips = "".join(_tip(*tip) for tip in route.tips)
    label = ""
    if route.label:
        place = _point(*route.label_at)
        label = rf"\node[anchor=base east,inner sep=0,scale=0.9] at {place} {{{escape_tex(route.label)}}};"
    return rf"\draw[{style},line width={0.5 * scale:.2f}bp] {' '.join(words)};{tips}{label}"


def _tip(x: float, y: float, dx: float, dy: float) -> str:
    back = (x - 6 * dx, y - 6 * dy)
    corners = [(x, y), (back[0] - 3 * dy, back[1] + 3 * dx), (back[0] + 3 * dy, back[1] - 3 * dx)]
    return rf"\fill[gray] {' -- '.join(_point(*corner) for corner in corners)} -- cycle;"


def _box(box: PlacedBox, link: Callable[[str], str]) -> list[str]:
    lines = [_row(row, link) for row in box.rows]
    if box.is_group:
        area = box.area
        lines.insert(
            0, rf"\draw[gray,densely dotted] {_point(area.x, area.y)} rectangle {_point(area.right, area.bottom)};"
        )
    return lines


def _row(placed: PlacedRow, link: Callable[[str], str]) -> str:
    row, area = placed.row, placed.area
    text = escape_tex(row.name or row.label)
    opening = link(row.name) if row.name else ""
    closing = "}" * (opening.count("{") - opening.count("}"))
    content = rf"{escape_tex(row.prefix)}{opening}{text}{closing}"
    if row.is_focus:
        content = rf"\textbf{{{content}}}"
    place = _point(area.x + PADDING, area.middle + 4)
    lines = []
    if row.name:
        style = "thick" if row.is_focus else "gray"
        corners = f"{_point(area.x, area.y)} rectangle {_point(area.right, area.bottom)}"
        lines.append(rf"\draw[{style},rounded corners=1bp] {corners};")
    lines.append(rf"\node[anchor=base west,inner sep=0] at {place} {{{content}}};")
    if row.suffix:
        end = _point(area.right - PADDING, area.middle + 4)
        lines.append(rf"\node[anchor=base east,inner sep=0] at {end} {{{row.suffix}}};")
    return "".join(lines)


def _point(x: float, y: float) -> str:
    return f"({x:.1f},{y:.1f})"


def escape_tex(text: str) -> str:
    """Return *text* with the special characters of TeX escaped; spaces are kept."""
    escaped = re.sub(r"[\\~^#$%&_{}]", lambda match: _SPECIAL[match[0]], text)
    return re.sub(r" (?=$| )", r"\\ ", escaped)
