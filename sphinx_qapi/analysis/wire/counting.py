"""The number of paths below a path of an entry: as `list_paths` lists them, without features, but not built."""

from __future__ import annotations

from collections.abc import Sequence

from sphinx_qapi.analysis.wire.listing import MOST_PATHS
from sphinx_qapi.analysis.wire.paths import MOST_STEPS, Path, Step, StepKind
from sphinx_qapi.analysis.wire.shape_table import ShapeTable
from sphinx_qapi.analysis.wire.shapes import WireObject
from sphinx_qapi.analysis.wire.walk import is_nothing
from sphinx_qapi.analysis.wire.words import ARRAY, OBJECT, STRING

_Entered = frozenset[int]


def count_below(table: ShapeTable, number: int, path: Path) -> int:
    """Return how many paths of an entry, whose shape is *number*, continue *path*; at most `MOST_PATHS`.

    A member after a branch's step may be a member of the base: comparisons write it so if it is in branches on the
    other side, or if the value has no branch at all.
    """
    counter = _PathCounter(table)
    if path.steps:
        counter.follow(number, path.steps)
    else:
        counter.entry(number)
    return min(counter.count, MOST_PATHS)


class _PathCounter:
    def __init__(self, table: ShapeTable) -> None:
        self.table = table
        self.count = 0

    def entry(self, number: int) -> None:
        node = self.table.entry(number)
        self.count += len(node.flags)
        for _, position in node.places:
            if not is_nothing(self.table, position):
                self.count += 1
                self._position(position, frozenset(), 1)

    def follow(self, number: int, steps: Sequence[Step]) -> None:
        """Count what is below the place that *steps* lead to."""
        position = dict(self.table.entry(number).places).get(steps[0].name)
        objects: list[int] = []
        entered: _Entered = frozenset()
        for step in steps[1:]:
            if position is not None and step.kind is not StepKind.ELEMENT:
                target = self._target(position, OBJECT)
                objects = [] if target is None else [target]
                entered = entered.union(objects)
            match step.kind:
                case StepKind.ELEMENT if position is not None:
                    position = self._target(position, ARRAY)
                case StepKind.MEMBER:
                    position, objects = self._member(objects, step.name), []
                case StepKind.BRANCH:
                    position, objects = None, self._chosen(objects, step)
                case _:
                    return
        if position is not None:
            self._position(position, entered, len(steps))
        elif objects:
            self._object(objects[-1], entered, len(steps))

    def _target(self, position: int, json_type: str) -> int | None:
        kind = self.table.position(position).kind(json_type)
        return kind.target if kind is not None else None

    def _member(self, objects: Sequence[int], name: str) -> int | None:
        """Return the position of the member *name*, in the last of *objects* that has it; None if there is none.

        Each of *objects* is a chosen branch of the one before.
        """
        for number in reversed(objects):
            index = self.table.member_index(number).get(name)
            if index is not None:
                return self.table.object(number).members[index].position
        return None

    def _chosen(self, objects: list[int], step: Step) -> list[int]:
        nodes: list[WireObject] = [self.table.object(number) for number in reversed(objects)]
        branches = (each for node in nodes if node.discriminator == step.name for each in node.branches)
        found = next((each for each in branches if each.value == step.value), None)
        return objects if found is None else [*objects, found.object]

    def _position(self, number: int, entered: _Entered, size: int) -> None:
        kinds = self.table.position(number).kinds
        if len(kinds) > 1:
            self.count += len(kinds)
        for kind in kinds:
            if kind.json_type == STRING:
                self.count += len(kind.values or ())
            elif kind.target is None:
                continue
            elif kind.json_type == ARRAY:
                self.count += 1
                self._position(kind.target, entered, size + 1)
            elif kind.target not in entered:
                self._object(kind.target, entered | {kind.target}, size)

    def _object(self, number: int, entered: _Entered, size: int) -> None:
        if size > MOST_STEPS or self.count >= MOST_PATHS:
            return
        node = self.table.object(number)
        self.count += node.open + len(node.members) + len(node.branches)
        for member in node.members:
            self._position(member.position, entered, size + 1)
        for branch in node.branches:
            self._object(branch.object, entered, size + 1)
