"""All paths of an entry, for display; a path ends where an object would be entered again."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice

from sphinx_qapi.analysis.wire.paths import MOST_STEPS, Path, Step, StepKind
from sphinx_qapi.analysis.wire.shape_table import ShapeTable
from sphinx_qapi.analysis.wire.shapes import WireFeatures, WireObject, WirePosition
from sphinx_qapi.analysis.wire.walk import is_nothing
from sphinx_qapi.analysis.wire.words import ARRAY, OBJECT, STRING

_Steps = tuple[Step, ...]


MOST_PATHS = 200_000
"""The most paths that are listed for an entry.

Twenty times as many as any command of QEMU has; types that share parts could have any number.
"""


def list_paths(table: ShapeTable, entry: str, number: int) -> Iterator[Path]:
    """Yield the paths of *entry*, whose shape is *number*; at most the first `MOST_PATHS` of them."""
    return islice(_paths(table, entry, number), MOST_PATHS)


def _paths(table: ShapeTable, entry: str, number: int) -> Iterator[Path]:
    lister = _Lister(table)
    node = table.entry(number)
    yield Path(entry)
    yield from (Path(entry, (Step(StepKind.FLAG, flag),)) for flag in node.flags)
    yield from (Path(entry, steps) for steps in _features((), node.features))
    for name, position in node.places:
        if not is_nothing(table, position):
            for steps in lister.position((Step(StepKind.PLACE, name),), position, frozenset()):
                yield Path(entry, steps)


class _Lister:
    def __init__(self, table: ShapeTable) -> None:
        self.table = table

    def position(self, path: _Steps, number: int, entered: frozenset[int]) -> Iterator[_Steps]:
        node = self.table.position(number)
        yield path
        yield from _features(path, node.features)
        if len(node.kinds) > 1:
            yield from ((*path, Step(StepKind.TYPE, kind.json_type)) for kind in node.kinds)
        yield from self._content(path, node, entered)

    def _content(self, path: _Steps, node: WirePosition, entered: frozenset[int]) -> Iterator[_Steps]:
        for kind in node.kinds:
            if kind.json_type == STRING:
                for value in kind.values or ():
                    inner = (*path, Step(StepKind.VALUE, value.name))
                    yield inner
                    yield from _features(inner, value.features)
            elif kind.json_type == ARRAY and kind.target is not None:
                yield from self.position((*path, Step(StepKind.ELEMENT)), kind.target, entered)
            elif kind.json_type == OBJECT and kind.target is not None and kind.target not in entered:
                yield from self._object(path, self.table.object(kind.target), entered | {kind.target})

    def _object(self, path: _Steps, node: WireObject, entered: frozenset[int]) -> Iterator[_Steps]:
        if len(path) > MOST_STEPS:
            return
        if node.open:
            yield (*path, Step(StepKind.ANY_MEMBER))
        for member in node.members:
            inner = (*path, Step(StepKind.MEMBER, member.name))
            yield from _features(inner, member.features)
            yield from self.position(inner, member.position, entered)
        for branch in node.branches:
            inner = (*path, Step(StepKind.BRANCH, node.discriminator or "", branch.value))
            yield inner
            yield from _features(inner, branch.features)
            yield from self._object(inner, self.table.object(branch.object), entered)


def _features(path: _Steps, features: WireFeatures) -> Iterator[_Steps]:
    return ((*path, Step(StepKind.FEATURE, each.name)) for each in features)
