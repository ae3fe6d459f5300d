"""The builds of a release that have a path."""

from __future__ import annotations

from collections.abc import Sequence

from sphinx_qapi.analysis.wire.paths import Path, Step, StepKind
from sphinx_qapi.analysis.wire.shape_table import ShapeTable
from sphinx_qapi.analysis.wire.shapes import WireBranch, WireMember
from sphinx_qapi.analysis.wire.truth import Form, both
from sphinx_qapi.analysis.wire.words import ARRAY, OBJECT, STRING


def condition_of(table: ShapeTable, number: int, path: Path) -> Form:
    """Return the conjunction of the conditions along *path* in the entry *number*, as far as the path is declared."""
    entry = table.entry(number)
    way = _Way(table, entry.condition)
    for step in path.steps:
        if step.kind is StepKind.PLACE:
            way.position = dict(entry.places).get(step.name)
        else:
            way.go(step)
    return way.condition


class _Way:
    """The state of a walk: at a position, or in objects with chosen branches."""

    def __init__(self, table: ShapeTable, condition: Form) -> None:
        self.table = table
        self.condition = condition
        self.position: int | None = None
        self.objects: list[int] = []

    def go(self, step: Step) -> None:
        """Take one step; a step that is not declared adds no condition."""
        if step.kind in (StepKind.MEMBER, StepKind.BRANCH):
            self._in_object(step)
        elif self.position is not None:
            self._in_position(self.position, step)

    def _in_position(self, number: int, step: Step) -> None:
        node = self.table.position(number)
        kind = node.kind({StepKind.ELEMENT: ARRAY, StepKind.VALUE: STRING}.get(step.kind, step.name))
        if kind is None:
            return
        self.condition = both(self.condition, kind.condition)
        if step.kind is StepKind.ELEMENT:
            self.position = kind.target
        for value in kind.values or () if step.kind is StepKind.VALUE else ():
            if value.name == step.name:
                self.condition = both(self.condition, value.condition)

    def _in_object(self, step: Step) -> None:
        if self.position is not None:
            kind = self.table.position(self.position).kind(OBJECT)
            self.objects = [kind.target] if kind is not None and kind.target is not None else []
            self.condition = both(self.condition, kind.condition) if kind is not None else self.condition
            self.position = None
        found = self._find(self.objects, step)
        self.condition = both(self.condition, found.condition) if found is not None else self.condition
        if isinstance(found, WireBranch):
            self.objects = [*self.objects, found.object]
        elif found is not None:
            self.position = found.position

    def _find(self, objects: Sequence[int], step: Step) -> WireMember | WireBranch | None:
        """Return the member or branch that *step* names, in the objects themselves or else in their branches."""
        nodes = [self.table.object(number) for number in objects]
        for node in nodes:
            for member in node.members if step.kind is StepKind.MEMBER else ():
                if member.name == step.name:
                    return member
            for branch in node.branches if step.name == node.discriminator else ():
                if step.kind is StepKind.BRANCH and branch.value == step.value:
                    return branch
        inner = [branch.object for node in nodes for branch in node.branches]
        return self._find(inner, step) if inner else None
