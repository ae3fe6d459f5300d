"""The nesting of branches: valid schemas have two levels of branches, and no branch that contains itself."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import replace

from sphinx_qapi.analysis.wire.shapes import WireGraph, WireObject

DEEPEST = 50
"""The deepest nesting that is kept. No useful message is nested more deeply, and walks can rely on the limit."""


def nesting(within: Mapping[int, Collection[int]]) -> int:
    """Return the depth of the deepest nesting, where *within* maps each part to the parts directly within it.

    Nothing may contain itself.
    """
    depths: dict[int, int] = {}
    for root in within:
        pending = [root]
        while pending:
            number = pending[-1]
            unknown = [each for each in within.get(number, ()) if each not in depths]
            if unknown:
                pending += unknown
            else:
                pending.pop()
                depths[number] = 1 + max((depths[each] for each in within.get(number, ())), default=0)
    return max(depths.values(), default=0)


def cut_branches(graph: WireGraph, empty: int) -> None:
    """Replace the objects of branches that contain themselves, or are nested too deeply, by the object *empty*."""
    depths: dict[int, int] = {}
    for root, node in enumerate(graph.nodes):
        if isinstance(node, WireObject) and root not in depths:
            _measure(graph, root, empty, depths)


def _measure(graph: WireGraph, root: int, empty: int, depths: dict[int, int]) -> None:
    """Measure the depth of *root* and of all objects below it, and cut branches where necessary."""
    path: list[tuple[int, Iterator[int]]] = [(root, _targets(graph, root))]
    entered = {root}
    endless: dict[int, set[int]] = {}
    while path:
        number, targets = path[-1]
        target = next(targets, None)
        if target is None:
            path.pop()
            entered.discard(number)
            depths[number] = _finish(graph, number, endless.get(number, set()), empty, depths)
        elif target in entered:
            endless.setdefault(number, set()).add(target)
        elif target not in depths:
            path.append((target, _targets(graph, target)))
            entered.add(target)


def _finish(graph: WireGraph, number: int, endless: set[int], empty: int, depths: Mapping[int, int]) -> int:
    """Cut the branches of *number* that are *endless* or too deep; return the depth of *number*."""
    targets = set(_targets(graph, number))
    gone = endless | {each for each in targets - endless if depths[each] >= DEEPEST}
    if gone:
        node = graph.nodes[number]
        assert isinstance(node, WireObject)
        branches = [replace(each, object=empty) if each.object in gone else each for each in node.branches]
        graph.nodes[number] = replace(node, branches=tuple(branches))
    return 1 + max((depths[each] for each in targets - gone), default=0)


def _targets(graph: WireGraph, number: int) -> Iterator[int]:
    node = graph.nodes[number]
    return iter([branch.object for branch in node.branches] if isinstance(node, WireObject) else [])
