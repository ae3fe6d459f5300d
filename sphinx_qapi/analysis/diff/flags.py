"""Which changes were announced, and which parts nobody was promised."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from sphinx_qapi.analysis.diff.change import Change
from sphinx_qapi.analysis.wire.paths import Path, Step, StepKind
from sphinx_qapi.analysis.wire.shape_table import Entries
from sphinx_qapi.analysis.wire.shapes import DEPRECATED, UNSTABLE
from sphinx_qapi.analysis.wire.walk import Presence, States, Walker

EXPERIMENTAL = "x-"
"""Names of what may change at any time begin so; from 6.2 on a feature says it."""


@dataclass(frozen=True, slots=True)
class Marks:
    """Looks for features on the way of paths."""

    walker: Walker
    old: Entries
    new: Entries
    before_old: Entries | None = None
    """The release before the old one, where a history tells it."""
    old_names_tell: bool = False
    """Whether the old side is of a time when only names told what is experimental."""
    new_names_tell: bool = False

    def on(self, changes: Iterable[Change]) -> list[Change]:
        """*changes* with their flags."""
        return [self._marked(change) for change in changes]

    def _marked(self, change: Change) -> Change:
        announced = self._carries(self.old, change.path, DEPRECATED)
        if announced and self.before_old is not None:
            announced = self._carries(self.before_old, change.path, DEPRECATED)
        sides = (self.new,) if change.kind == "became-stable" else (self.old, self.new)
        unstable = any(self._carries(side, change.path, UNSTABLE) for side in sides)
        experimental = not unstable and self._is_experimental(change.path)
        return replace(change, announced=announced, unstable=unstable, experimental=experimental)

    def _is_experimental(self, path: Path) -> bool:
        names = (path.entry.partition(" ")[2], *(name for step in path.steps for name in (step.name, step.value)))
        if not (self.old_names_tell or self.new_names_tell) or not any(name.startswith(EXPERIMENTAL) for name in names):
            return False
        in_old = self.walker.ask(path, self.old.get(path.entry)).presence is not Presence.ABSENT
        return self.old_names_tell if in_old else self.new_names_tell

    def _carries(self, entries: Entries, path: Path, feature: str) -> bool:
        """Whether *path*, or a step before, has *feature* in *entries*; of a branch its value counts as well."""
        states = self.walker.start(entries.get(path.entry))
        wanted = Step(StepKind.FEATURE, feature)
        if self.walker.step(states, wanted):
            return True
        for step in path.steps:
            if step.kind is StepKind.BRANCH and self._value_carries(states, step, wanted):
                return True
            states = self.walker.step(states, step)
            if self.walker.step(states, wanted):
                return True
        return False

    def _value_carries(self, states: States, branch: Step, wanted: Step) -> bool:
        for step in (Step(StepKind.MEMBER, branch.name), Step(StepKind.VALUE, branch.value), wanted):
            states = self.walker.step(states, step)
        return bool(states)
