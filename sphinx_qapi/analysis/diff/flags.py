"""Which changes were announced, and which parts nobody was promised."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from sphinx_qapi.analysis.diff.change import Change
from sphinx_qapi.analysis.wire.paths import Path, Step, StepKind
from sphinx_qapi.analysis.wire.shape_table import Entries
from sphinx_qapi.analysis.wire.shapes import DEPRECATED, UNSTABLE
from sphinx_qapi.analysis.wire.walk import States, Walker

EXPERIMENTAL = "x-"
"""Names of what may change at any time begin so; from 6.2 on a feature says it."""
_NO_MARKS: frozenset[str] = frozenset()


class Marks:
    """Looks for features on the way of paths."""

    def __init__(
        self,
        walker: Walker,
        old: Entries,
        new: Entries,
        before_old: Entries | None = None,
        *,
        old_names_tell: bool = False,
        new_names_tell: bool = False,
    ) -> None:
        """*before_old*: the release before the old one, where a history tells it.

        *old_names_tell*, *new_names_tell*: whether the side is of a time when only names told what is experimental.
        """
        self._old, self._new = _Trails(walker, old), _Trails(walker, new)
        self._before_old = _Trails(walker, before_old) if before_old is not None else None
        self._old_names_tell, self._new_names_tell = old_names_tell, new_names_tell

    def on(self, changes: Iterable[Change]) -> list[Change]:
        """*changes* with their flags."""
        return [self._marked(change) for change in changes]

    def _marked(self, change: Change) -> Change:
        old, new = self._old.carried(change.path), self._new.carried(change.path)
        announced = DEPRECATED in old
        if announced and self._before_old is not None:
            announced = DEPRECATED in self._before_old.carried(change.path)
        unstable = UNSTABLE in (new if change.kind == "became-stable" else old | new)
        experimental = not unstable and self._is_experimental(change.path)
        if not (announced or unstable or experimental):
            return change
        return replace(change, announced=announced, unstable=unstable, experimental=experimental)

    def _is_experimental(self, path: Path) -> bool:
        if not (self._old_names_tell or self._new_names_tell):
            return False
        names = (path.entry.partition(" ")[2], *(name for step in path.steps for name in (step.name, step.value)))
        if not any(name.startswith(EXPERIMENTAL) for name in names):
            return False
        return self._old_names_tell if self._old.accepts(path) else self._new_names_tell


class _Trails:
    """What is met on the way of paths in one release: paths that begin alike are walked once up to where they part."""

    def __init__(self, walker: Walker, entries: Entries) -> None:
        self._walker = walker
        self._entries = entries
        self._known: dict[Path, tuple[States, frozenset[str]]] = {}

    def accepts(self, path: Path) -> bool:
        """Whether a message may have *path*, declared or not."""
        return bool(self._follow(path)[0])

    def carried(self, path: Path) -> frozenset[str]:
        """The marks of *path* and of all steps before; of a branch those of its value count as well."""
        return self._follow(path)[1]

    def _follow(self, path: Path) -> tuple[States, frozenset[str]]:
        found = self._known.get(path)
        if found is None:
            found = self._known[path] = self._begin(path) if not path.steps else self._go_on(path)
        return found

    def _begin(self, path: Path) -> tuple[States, frozenset[str]]:
        states = self._walker.start(self._entries.get(path.entry))
        return states, _marks(states)

    def _go_on(self, path: Path) -> tuple[States, frozenset[str]]:
        states, carried = self._follow(Path(path.entry, path.steps[:-1]))
        if not states:
            return states, carried
        step = path.steps[-1]
        if step.kind is StepKind.BRANCH:
            member = self._walker.step(states, Step(StepKind.MEMBER, step.name))
            carried |= _marks(self._walker.step(member, Step(StepKind.VALUE, step.value)))
        states = self._walker.step(states, step)
        return states, carried | _marks(states)


def _marks(states: States) -> frozenset[str]:
    names = [each.name for state in states if state.features for each in state.features]
    return frozenset(name for name in (DEPRECATED, UNSTABLE) if name in names) if names else _NO_MARKS
