"""The strongly connected components of a graph: parts that contain each other, each after the parts it refers to."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from sphinx_qapi.analysis.wire.shapes import Node, references


def components(nodes: Sequence[Node]) -> list[list[int]]:
    """Return the components of *nodes* (Tarjan's algorithm); iterative, because types may be nested deeply."""
    order: dict[int, int] = {}
    lowest: dict[int, int] = {}
    stack: list[int] = []
    waiting: set[int] = set()
    found: list[list[int]] = []
    for root in range(len(nodes)):
        if root in order:
            continue
        path: list[tuple[int, Iterator[int]]] = [(root, references(nodes[root]))]
        _enter(root, order, lowest, stack, waiting)
        while path:
            number, targets = path[-1]
            target = next(targets, None)
            if target is not None:
                if target not in order:
                    _enter(target, order, lowest, stack, waiting)
                    path.append((target, references(nodes[target])))
                elif target in waiting:
                    lowest[number] = min(lowest[number], order[target])
                continue
            path.pop()
            if path:
                lowest[path[-1][0]] = min(lowest[path[-1][0]], lowest[number])
            if lowest[number] == order[number]:
                found.append(_leave(number, stack, waiting))
    return found


def _enter(number: int, order: dict[int, int], lowest: dict[int, int], stack: list[int], waiting: set[int]) -> None:
    order[number] = lowest[number] = len(order)
    stack.append(number)
    waiting.add(number)


def _leave(number: int, stack: list[int], waiting: set[int]) -> list[int]:
    component: list[int] = []
    while not component or component[-1] != number:
        component.append(stack.pop())
        waiting.discard(component[-1])
    return component[::-1]
