"""Assignment of boxes to columns: every link leads to the right, except links that close a cycle."""

from __future__ import annotations

from collections import deque
from collections.abc import Sequence

from sphinx_qapi.analysis.connected_parts import strongly_connected_groups

Pair = tuple[int, int]


def directed(count: int, links: Sequence[Pair], roots: Sequence[int]) -> list[Pair]:
    """*links* without loops and cycles: links that lead back within a cycle, as seen from *roots*, are reversed.

    A link leads back if a breadth-first walk from *roots* reaches its target before its source.
    """
    successors: list[list[int]] = [[] for _ in range(count)]
    for source, target in links:
        successors[source].append(target)
    order = _walk(count, successors, roots)
    groups = strongly_connected_groups(range(count), successors.__getitem__)
    group_of = {box: number for number, group in enumerate(groups) for box in group}
    result: dict[Pair, None] = {}
    for source, target in links:
        if source == target:
            continue
        is_back = group_of[source] == group_of[target] and order[target] < order[source]
        result[(target, source) if is_back else (source, target)] = None
    return list(result)


def _walk(count: int, successors: Sequence[Sequence[int]], roots: Sequence[int]) -> list[int]:
    """The place of each box in a breadth-first walk from *roots*, then from the remaining boxes."""
    order = [-1] * count
    place = 0
    for start in (*roots, *range(count)):
        if order[start] >= 0:
            continue
        order[start] = place
        place += 1
        todo = deque([start])
        while todo:
            for each in successors[todo.popleft()]:
                if order[each] < 0:
                    order[each] = place
                    place += 1
                    todo.append(each)
    return order


def ranks(count: int, pairs: Sequence[Pair]) -> list[int]:
    """The column of each box, from the left: as far left as links allow, but sources are next to their targets."""
    successors: list[list[int]] = [[] for _ in range(count)]
    waiting = [0] * count
    for source, target in pairs:
        successors[source].append(target)
        waiting[target] += 1
    is_source = [each == 0 for each in waiting]
    rank = [0] * count
    ready = deque(number for number in range(count) if not waiting[number])
    while ready:
        source = ready.popleft()
        for target in successors[source]:
            rank[target] = max(rank[target], rank[source] + 1)
            waiting[target] -= 1
            if not waiting[target]:
                ready.append(target)
    for number in range(count):
        if is_source[number] and successors[number]:
            rank[number] = min(rank[target] for target in successors[number]) - 1
    return rank
