"""Connected parts of a graph: strongly connected groups, and components."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

Successors = Mapping[str, Sequence[str]]


def strongly_connected_groups(successors: Successors) -> list[tuple[str, ...]]:
    """Return groups whose members all reach each other, in reverse topological order: used ones come first (Tarjan)."""
    groups: list[tuple[str, ...]] = []
    index: dict[str, int] = {}
    low: dict[str, int] = {}
    stack: list[str] = []
    on_stack: set[str] = set()
    for start in successors:
        if start in index:
            continue
        index[start] = low[start] = len(index)
        stack.append(start)
        on_stack.add(start)
        walk: list[tuple[str, Iterator[str]]] = [(start, iter(successors[start]))]
        while walk:  # a loop instead of recursion, because schemas may be deep
            name, rest = walk[-1]
            following = next(rest, None)
            if following is None:
                walk.pop()
                if walk:
                    parent = walk[-1][0]
                    low[parent] = min(low[parent], low[name])
                if low[name] == index[name]:
                    cut = stack.index(name)
                    groups.append(tuple(stack[cut:]))
                    on_stack.difference_update(stack[cut:])
                    del stack[cut:]
            elif following not in index:
                index[following] = low[following] = len(index)
                stack.append(following)
                on_stack.add(following)
                walk.append((following, iter(successors[following])))
            elif following in on_stack:
                low[name] = min(low[name], index[following])
    return groups


def components(names: Iterable[str], successors: Successors, predecessors: Successors) -> list[tuple[str, ...]]:
    """Return parts of *names* without any link between them, in the order of their first names."""
    order = list(names)
    wanted = set(order)
    part_of: dict[str, int] = {}
    number = 0
    for start in order:
        if start in part_of:
            continue
        todo = [start]
        part_of[start] = number
        while todo:
            name = todo.pop()
            for other in (*successors[name], *predecessors[name]):
                if other in wanted and other not in part_of:
                    part_of[other] = number
                    todo.append(other)
        number += 1
    parts: list[list[str]] = [[] for _ in range(number)]
    for name in order:
        parts[part_of[name]].append(name)
    return [tuple(part) for part in parts]
