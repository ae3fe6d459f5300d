"""The order of boxes within columns, by medians and transposition, so that few lines cross."""

from __future__ import annotations

from bisect import bisect_right, insort
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from sphinx_qapi.layout.ranks import Pair


@dataclass(kw_only=True)
class Columns:
    """Boxes and bends in columns; each segment of a line leads from a column to the next."""

    columns: list[list[int]]
    """The numbers in each column, from top to bottom: numbers of boxes, and higher numbers for bends."""
    before: list[list[int]]
    """For each number, the linked numbers in the column to its left."""
    after: list[list[int]]
    """For each number, the linked numbers in the column to its right."""
    bends: dict[Pair, list[int]]
    """For each pair of linked boxes, the bends through which its line goes."""


_ATTEMPTS = 4
_SWEEPS = 12
_SMALL, _LARGE = 250, 1500
"""Numbers of links between columns: from the first on there is only one attempt, from the second on fewer sweeps."""


def make_columns(count: int, pairs: Sequence[Pair], rank: Sequence[int]) -> Columns:
    """Split every link at the columns that it passes; the initial order is that of a walk from the left.

    Long links to the same box pass a column at the same bend.
    """
    before: list[list[int]] = [[] for _ in range(count)]
    after: list[list[int]] = [[] for _ in range(count)]
    ranks = list(rank)
    bends: dict[Pair, list[int]] = {}
    shared: dict[tuple[int, int], int] = {}
    for source, target in pairs:
        way = bends[source, target] = []
        for column in range(rank[source] + 1, rank[target]):
            bend = shared.setdefault((target, column), len(ranks))
            if bend == len(ranks):
                ranks.append(column)
                before.append([])
                after.append([])
            way.append(bend)
        for left, right in pairwise([source, *way, target]):
            if right not in after[left]:
                after[left].append(right)
                before[right].append(left)
    columns: list[list[int]] = [[] for _ in range(max(ranks, default=-1) + 1)]
    for number in _walk(before, after, count):
        columns[ranks[number]].append(number)
    return Columns(columns=columns, before=before, after=after, bends=bends)


def _walk(before: list[list[int]], after: list[list[int]], count: int) -> list[int]:
    """All numbers in depth-first order from each source; in this order, trees have no crossings."""
    seen = [False] * len(before)
    result: list[int] = []
    starts = [number for number in range(count) if not before[number]]
    for start in (*starts, *range(count)):
        todo = [start]
        while todo:
            number = todo.pop()
            if not seen[number]:
                seen[number] = True
                result.append(number)
                todo.extend(reversed(after[number]))
    return result


def reduce_crossings(graph: Columns) -> None:
    """Reorder the columns of *graph* in place; the best order found is kept.

    There are several attempts: sweeps that begin at the left or at the right, from the order of the walk or its
    reverse.
    """
    best = crossings(graph)
    if not best:
        return
    kept = [list(column) for column in graph.columns]
    given = [list(column) for column in graph.columns]
    size = sum(len(each) for each in graph.after)
    is_large = size >= _LARGE
    for number in range(_ATTEMPTS if size < _SMALL else 1):
        graph.columns[:] = [list(reversed(column)) if number >= 2 else list(column) for column in given]
        for sweep in range(3 if is_large else _SWEEPS):
            _sweep(graph, forward=(sweep + number) % 2 == 0)
            _transpose(graph, rounds=1 if is_large else 6)
            found = crossings(graph)
            if found < best:
                best = found
                kept = [list(column) for column in graph.columns]
            if not best:
                graph.columns[:] = kept
                return
    graph.columns[:] = kept


def crossings(graph: Columns) -> int:
    """The number of crossings of lines."""
    total = 0
    for column, following in pairwise(graph.columns):
        place = {number: index for index, number in enumerate(following)}
        seen: list[int] = []
        for number in column:
            ends = sorted(place[each] for each in graph.after[number])
            for end in ends:
                total += len(seen) - bisect_right(seen, end)
            for end in ends:
                insort(seen, end)
    return total


def _sweep(graph: Columns, *, forward: bool) -> None:
    """Sort each column by the medians of the neighbours in the column before it (*forward*) or after it."""
    columns = graph.columns
    neighbours = graph.before if forward else graph.after
    order = range(1, len(columns)) if forward else range(len(columns) - 2, -1, -1)
    for index in order:
        fixed = columns[index - 1 if forward else index + 1]
        place = {number: position for position, number in enumerate(fixed)}
        keys = {}
        for number in columns[index]:
            ends = sorted(place[each] for each in neighbours[number])
            keys[number] = _median(ends) if ends else None
        _sort_linked(columns[index], keys)


def _sort_linked(column: list[int], keys: dict[int, float | None]) -> None:
    """Sort the numbers of *column* that have a key; the others keep their places."""
    linked = sorted((number for number in column if keys[number] is not None), key=lambda number: keys[number] or 0)
    following = iter(linked)
    column[:] = [number if keys[number] is None else next(following) for number in column]


def _median(ends: list[int]) -> float:
    middle = len(ends) // 2
    if len(ends) % 2:
        return ends[middle]
    if len(ends) == 2:
        return (ends[0] + ends[1]) / 2
    left, right = ends[middle - 1] - ends[0], ends[-1] - ends[middle]
    if left + right == 0:
        return (ends[middle - 1] + ends[middle]) / 2
    return (ends[middle - 1] * right + ends[middle] * left) / (left + right)


def _transpose(graph: Columns, *, rounds: int) -> None:
    """Swap neighbours in a column as long as this saves crossings."""
    for _round in range(rounds):
        saved = False
        places = [{number: position for position, number in enumerate(column)} for column in graph.columns]
        for index, column in enumerate(graph.columns):
            left = places[index - 1] if index else {}
            right = places[index + 1] if index + 1 < len(places) else {}
            ends = {
                number: (
                    sorted(left[each] for each in graph.before[number]),
                    sorted(right[each] for each in graph.after[number]),
                )
                for number in column
            }
            for position in range(len(column) - 1):
                one, two = column[position], column[position + 1]
                if _saves(ends[one], ends[two]):
                    column[position], column[position + 1] = two, one
                    saved = True
            places[index] = {number: position for position, number in enumerate(column)}
        if not saved:
            break


_Ends = tuple[list[int], list[int]]


def _saves(one: _Ends, two: _Ends) -> bool:
    """Whether lines cross less often with *two* above *one*."""
    now = _inversions(one[0], two[0]) + _inversions(one[1], two[1])
    return now > 0 and _inversions(two[0], one[0]) + _inversions(two[1], one[1]) < now


def _inversions(upper: list[int], lower: list[int]) -> int:
    """The number of pairs of a line of *upper* that ends below a line of *lower*; both are sorted."""
    total = 0
    index = 0
    for end in upper:
        while index < len(lower) and lower[index] < end:
            index += 1
        total += index
    return total
