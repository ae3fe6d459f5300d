"""Sizes of boxes and of the letters in them, for a monospaced font of 11 pixels."""

from __future__ import annotations

from math import ceil

from sphinx_qapi.analysis.graph.diagram import Box, Row
from sphinx_qapi.layout.drawing import PlacedBox, PlacedRow, Rectangle

LETTER = 6.65
"""Width of a letter in the widest of the fonts in use."""
PADDING = 9
"""Distance between the side of a row and its text."""
BOX_HEIGHT = 24
ROW_HEIGHT = 22
ROW_PITCH = 24
FRAME = 3
"""Distance between the frame of a group and its rows."""
TIP = 6
"""Length of an arrowhead."""
LABEL_GAP = 4
"""Distance between a line or its arrowhead and its label."""
LABEL = 6.2
"""Width of a letter in the label of a link, whose font is a pixel smaller."""


def box_size(box: Box) -> tuple[int, int]:
    """Width and height of *box* in pixels."""
    width = max(_row_width(row) for row in box.rows)
    if box.is_group:
        return width + 2 * FRAME, len(box.rows) * ROW_PITCH - (ROW_PITCH - ROW_HEIGHT) + 2 * FRAME
    return width, BOX_HEIGHT


def _row_width(row: Row) -> int:
    letters = len(row.prefix) + len(row.name or row.label) + (len(row.suffix) + 2 if row.suffix else 0)
    return 2 * PADDING + ceil(letters * LETTER)


def label_width(label: str) -> int:
    """Width of the space for the label of a link; 0 if it is empty."""
    return ceil(len(label) * LABEL) + 6 if label else 0


def place_box(box: Box, x: float, y: float) -> PlacedBox:
    """*box* with its rows, placed with its upper left corner at *x*, *y*."""
    width, height = box_size(box)
    area = Rectangle(x=x, y=y, width=width, height=height)
    if not box.is_group:
        return PlacedBox(area=area, rows=(PlacedRow(row=box.rows[0], area=area),))
    rows = tuple(
        PlacedRow(
            row=row,
            area=Rectangle(x=x + FRAME, y=y + FRAME + number * ROW_PITCH, width=width - 2 * FRAME, height=ROW_HEIGHT),
        )
        for number, row in enumerate(box.rows)
    )
    return PlacedBox(area=area, rows=rows)
