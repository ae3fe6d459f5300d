"""Connected parts of a graph: strongly connected groups, and components."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping, Sequence
from typing import TypeVar

Node = TypeVar("Node", bound=Hashable)
Successors = Mapping[str, Sequence[str]]


def strongly_connected_groups(
    nodes: Iterable[Node], successors_of: Callable[[Node], Iterable[Node]]
) -> list[tuple[Node, ...]]:
    """Return groups whose members all reach each other, in reverse topological order: used ones come first (Tarjan)."""
    groups: list[tuple[Node, ...]] = []
    index: dict[Node, int] = {}
    low: dict[Node, int] = {}
    stack: list[Node] = []
    on_stack: set[Node] = set()
    walk: list[tuple[Node, Iterator[Node]]] = []  # a stack of its own instead of recursion, because schemas may be deep

    def enter(node: Node) -> None:
        index[node] = low[node] = len(index)
        stack.append(node)
        on_stack.add(node)
        walk.append((node, iter(successors_of(node))))

    for start in nodes:
        if start not in index:
            enter(start)
        while walk:
            node, rest = walk[-1]
            for following in rest:
                if following not in index:
                    enter(following)
                    break
                if following in on_stack:
                    low[node] = min(low[node], index[following])
            else:
                walk.pop()
                if walk:
                    parent = walk[-1][0]
                    low[parent] = min(low[parent], low[node])
                if low[node] == index[node]:
                    groups.append(_leave(node, stack, on_stack))
    return groups


def _leave(node: Node, stack: list[Node], on_stack: set[Node]) -> tuple[Node, ...]:
    """Take *node* and everything above it off *stack*."""
    group: list[Node] = []
    while not group or group[-1] != node:
        group.append(stack.pop())
        on_stack.discard(group[-1])
    return tuple(reversed(group))


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
