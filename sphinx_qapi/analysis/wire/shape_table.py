"""A table of shapes: parts that no client can tell apart have one number.

Two parts are equal if the same messages pass through them. A part that does not contain itself is looked up by its
content. Parts that contain themselves are compared by refining a partition until it is stable: an unrolled type is then
the same as the type. Whether two parts are equal does not depend on others, so numbers never change and tables only
grow.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from sphinx_qapi.analysis.connected_parts import strongly_connected_groups
from sphinx_qapi.analysis.wire.shapes import (
    WireEntry,
    WireGraph,
    WireNode,
    WireObject,
    WirePosition,
    references,
    renumbered,
)

Entries = Mapping[str, int]
"""The number of each command and event, by the beginning of its paths (``command NAME`` or ``event NAME``)."""


class ShapeTable:
    """Shapes by number, each once."""

    def __init__(self) -> None:
        self.nodes: list[WireNode] = []
        self._numbers: dict[WireNode, int] = {}
        self._cyclic: set[int] = set()
        self._is_indexed = True
        self._views: dict[int, dict[str, int]] = {}
        self._branches: dict[int, dict[str, int]] = {}

    def __len__(self) -> int:
        return len(self.nodes)

    def position(self, number: int) -> WirePosition:
        """Return the position *number*."""
        node = self.nodes[number]
        assert isinstance(node, WirePosition)
        return node

    def object(self, number: int) -> WireObject:
        """Return the object *number*."""
        node = self.nodes[number]
        assert isinstance(node, WireObject)
        return node

    def entry(self, number: int) -> WireEntry:
        """Return the command or event *number*."""
        node = self.nodes[number]
        assert isinstance(node, WireEntry)
        return node

    def member_index(self, number: int) -> dict[str, int]:
        """Map names to indexes of members in the object *number*."""
        found = self._views.get(number)
        if found is None:
            found = {each.name: index for index, each in enumerate(self.object(number).members)}
            self._views[number] = found
        return found

    def branch_index(self, number: int) -> dict[str, int]:
        """Map values to indexes of branches in the object *number*."""
        found = self._branches.get(number)
        if found is None:
            found = {each.value: index for index, each in enumerate(self.object(number).branches)}
            self._branches[number] = found
        return found

    def restore(self, nodes: Sequence[WireNode]) -> None:
        """Load the shapes of a file, whose numbers are their indexes in *nodes*, into an empty table."""
        self.nodes = list(nodes)
        self._is_indexed = False

    def _index(self) -> None:
        """Index the shapes of a file; not needed as long as they are only read."""
        self._numbers = {node: number for number, node in enumerate(self.nodes)}
        for component in _components(self.nodes):
            if _is_cyclic(component, self.nodes):
                self._cyclic.update(component)
        self._is_indexed = True

    def intern(self, graph: WireGraph) -> dict[str, int]:
        """Add the parts of *graph*; return the numbers of its entries."""
        if not self._is_indexed:
            self._index()
        numbers: dict[int, int] = {}
        for component in _components(graph.nodes):
            if _is_cyclic(component, graph.nodes):
                self._intern_cycle(graph, component, numbers)
            else:
                only = component[0]
                numbers[only] = self._number(renumbered(graph.nodes[only], numbers))
        return {name: numbers[local] for name, local in graph.entries.items()}

    def _number(self, node: WireNode) -> int:
        number = self._numbers.get(node)
        if number is None:
            number = self._numbers[node] = len(self.nodes)
            self.nodes.append(node)
        return number

    def _intern_cycle(self, graph: WireGraph, component: Sequence[int], numbers: dict[int, int]) -> None:
        """Give numbers to parts that contain each other, which may be equal to known parts."""
        known = sorted(self._cyclic)
        offset = len(self.nodes)
        # Elements are the known parts under their own numbers, and the new ones under numbers that are not in use.
        elements = {number: self.nodes[number] for number in known}
        moved = {**numbers, **{local: offset + index for index, local in enumerate(component)}}
        elements |= {moved[local]: renumbered(graph.nodes[local], moved) for local in component}
        colors = _stable_colors(elements)
        by_color = {colors[number]: number for number in known}
        fresh: dict[int, int] = {}
        for local in component:
            color = colors[moved[local]]
            if color not in by_color:
                by_color[color] = len(self.nodes) + len(fresh)
                fresh[local] = by_color[color]
            numbers[local] = by_color[color]
        for local, number in fresh.items():
            node = renumbered(graph.nodes[local], numbers)
            self._numbers[node] = number
            self.nodes.append(node)
            self._cyclic.add(number)


def _components(nodes: Sequence[WireNode]) -> list[tuple[int, ...]]:
    """Return the strongly connected parts of *nodes*, each after the parts that it refers to."""
    return strongly_connected_groups(range(len(nodes)), lambda number: references(nodes[number]))


def _is_cyclic(component: Sequence[int], nodes: Sequence[WireNode]) -> bool:
    return len(component) > 1 or component[0] in references(nodes[component[0]])


def _stable_colors(elements: Mapping[int, WireNode]) -> dict[int, int]:
    """Return numbers that are equal for equal parts among *elements*; other parts are compared by their own numbers."""
    targets = {number: tuple(references(node)) for number, node in elements.items()}
    colors = _numbered({number: _content(node, elements) for number, node in elements.items()})
    count = len(set(colors.values()))
    while True:
        finer = _numbered(
            {number: (colors[number], tuple(colors.get(each) for each in targets[number])) for number in elements}
        )
        if len(set(finer.values())) == count:
            return finer
        colors, count = finer, len(set(finer.values()))


class _Inside(dict[int, int]):
    """Numbers for `renumbered`: the same one for every inner part; an outer part keeps its own."""

    def __missing__(self, key: int) -> int:
        return key


def _content(node: WireNode, inside: Mapping[int, WireNode]) -> WireNode:
    return renumbered(node, _Inside({each: -1 for each in references(node) if each in inside}))


def _numbered(keys: Mapping[int, object]) -> dict[int, int]:
    seen: dict[object, int] = {}
    return {number: seen.setdefault(key, len(seen)) for number, key in keys.items()}
