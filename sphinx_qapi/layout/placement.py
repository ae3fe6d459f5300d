"""Heights within columns: each box is as close to its linked boxes as order and distances allow."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import pairwise

from sphinx_qapi.layout.ordering import Columns

_ROUNDS = 3
_BEND_WEIGHT = 4.0
"""Bends have more weight than boxes, so that long lines run straight."""


def place(graph: Columns, heights: Mapping[int, tuple[float, float]], gap: Mapping[bool, float]) -> list[float]:
    """The height of the middle of each box and bend.

    *heights* holds the space that a box needs above and below its middle; numbers without an entry are bends. *gap* is
    the distance between neighbours: True for two boxes, False if at least one is a bend.
    """
    middle = [0.0] * len(graph.before)
    distances = [_distances(column, heights, gap) for column in graph.columns]
    for column, distance in zip(graph.columns, distances, strict=True):
        position = 0.0
        for number, step in zip(column, distance, strict=True):
            position += step
            middle[number] = position
    for _round in range(_ROUNDS):
        for index in range(len(graph.columns) - 2, -1, -1):
            _align(graph.columns[index], distances[index], graph.after, middle, heights)
        for index in range(1, len(graph.columns)):
            _align(graph.columns[index], distances[index], graph.before, middle, heights)
    for index in range(len(graph.columns) - 2, -1, -1):
        _align(graph.columns[index], distances[index], graph.after, middle, heights, also=graph.before)
    return middle


def pull_up(graph: Columns, middle: list[float], heights: Mapping[int, tuple[float, float]], limit: float) -> None:
    """Move columns that are too low up, so that they are visible within *limit* without scrolling.

    A column moves as a whole, so that no order changes and no new crossings appear.
    """
    top = min(middle[each] - heights.get(each, (0, 0))[0] for column in graph.columns for each in column)
    for column in graph.columns:
        first = middle[column[0]] - heights.get(column[0], (0, 0))[0]
        height = middle[column[-1]] + heights.get(column[-1], (0, 0))[1] - first
        wanted = top + max(0.0, (limit - height) / 2)
        if first > wanted:
            for each in column:
                middle[each] += wanted - first


def _distances(
    column: Sequence[int], heights: Mapping[int, tuple[float, float]], gap: Mapping[bool, float]
) -> list[float]:
    """For each number of *column*, the minimum distance between its middle and the middle of the one above."""
    result = [0.0]
    for upper, lower in pairwise(column):
        between = gap[upper in heights and lower in heights]
        result.append(heights.get(upper, (0, 0))[1] + between + heights.get(lower, (0, 0))[0])
    return result[: len(column)]


def _align(
    column: Sequence[int],
    distance: Sequence[float],
    neighbours: Sequence[Sequence[int]],
    middle: list[float],
    heights: Mapping[int, tuple[float, float]],
    *,
    also: Sequence[Sequence[int]] | None = None,
) -> None:
    """Move the numbers of *column* as close to the middles of *neighbours* as possible: least squares, order kept.

    *also* holds the neighbours of numbers without *neighbours*. The differences to the closest stacking must not
    decrease, so this is isotonic regression: where two numbers would swap, they and all between them become one block
    at the mean of their desired positions.
    """
    blocks: list[tuple[float, float, int]] = []  # desired position, weight, number of members
    offset = 0.0
    offsets = []
    for number, step in zip(column, distance, strict=True):
        offset += step
        offsets.append(offset)
        linked = neighbours[number] or (also[number] if also else ())
        wish = sum(middle[each] for each in linked) / len(linked) if linked else middle[number]
        weight = (1.0 if number in heights else _BEND_WEIGHT) if linked else 0.01
        block = (wish - offset, weight, 1)
        while blocks and blocks[-1][0] > block[0]:
            other = blocks.pop()
            weight = other[1] + block[1]
            block = ((other[0] * other[1] + block[0] * block[1]) / weight, weight, other[2] + block[2])
        blocks.append(block)
    position = 0
    for wish, _weight, size in blocks:
        for index in range(position, position + size):
            middle[column[index]] = wish + offsets[index]
        position += size
