"""Check that shapes read from a file fit together, so that no walk fails or is endless."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from graphlib import CycleError, TopologicalSorter

from sphinx_qapi.analysis.wire.nesting import DEEPEST, nesting
from sphinx_qapi.analysis.wire.shapes import WireEntry, WireNode, WireObject, WirePosition
from sphinx_qapi.analysis.wire.words import ARRAY, OBJECT

_WORDS = {WireObject: "object", WirePosition: "position"}


def check_shapes(nodes: Sequence[WireNode]) -> str | None:
    """Return a sentence that says what is wrong with *nodes*; None if nothing is."""
    for number, node in enumerate(nodes):
        for target, expected in _expected(node):
            if not 0 <= target < len(nodes):
                return f"shape {number} refers to shape {target}, but the number of shapes is {len(nodes)}"
            if not isinstance(nodes[target], expected):
                return f"shape {number} refers to shape {target}, which is no {_WORDS[expected]}"
    try:
        tight = {number: set(_within(node)) for number, node in enumerate(nodes)}
        TopologicalSorter({number: targets for number, targets in tight.items() if targets}).prepare()
    except CycleError as error:
        return f"shape {error.args[1][0]} contains itself without a member in between"
    if nesting({number: targets for number, targets in tight.items() if targets}) > DEEPEST:
        return f"shapes are nested more than {DEEPEST} deep without a member in between"
    if len(set(nodes)) < len(nodes):
        return "two shapes are the same"
    return None


def _expected(node: WireNode) -> Iterator[tuple[int, type[WireObject | WirePosition]]]:
    """Yield the parts that *node* refers to, each with the type that it must have."""
    match node:
        case WirePosition():
            for kind in node.kinds:
                if kind.target is not None:
                    yield kind.target, WirePosition if kind.json_type == ARRAY else WireObject
        case WireObject():
            yield from ((each.position, WirePosition) for each in node.members)
            yield from ((each.object, WireObject) for each in node.branches)
        case WireEntry():
            yield node.arguments, WirePosition
            if node.returns is not None:
                yield node.returns, WirePosition


def _within(node: WireNode) -> Iterator[int]:
    """Yield the parts of *node* that are in the same message without a member's name in between."""
    match node:
        case WirePosition():
            yield from (
                kind.target for kind in node.kinds if kind.json_type in (ARRAY, OBJECT) and kind.target is not None
            )
        case WireObject():
            yield from (branch.object for branch in node.branches)
        case WireEntry():
            pass
