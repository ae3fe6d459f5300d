"""Flags of changes: which changes were announced, and which parts were never promised to stay."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from sphinx_qapi.analysis.diff.change import Change
from sphinx_qapi.analysis.wire.paths import Path, Step, StepKind
from sphinx_qapi.analysis.wire.shape_table import Entries
from sphinx_qapi.analysis.wire.walk import States, Walker
from sphinx_qapi.schema.model.kinds import DEPRECATED, SPECIAL_FEATURES, UNSTABLE

EXPERIMENTAL = "x-"
"""Prefix of the names of parts that may change at any time; since 6.2 a feature marks them."""
_NO_MARKS: frozenset[str] = frozenset()


class Marks:
    """Finder of the features on the way to paths."""

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
        """Prepare the search in both sides.

        *before_old* is the release before the old one; None if it is not known. *old_names_tell* and *new_names_tell*
        say whether the side is from the time when only names marked what is experimental.
        """
        self._old, self._new = _Trails(walker, old), _Trails(walker, new)
        self._before_old = _Trails(walker, before_old) if before_old is not None else None
        self._old_names_tell, self._new_names_tell = old_names_tell, new_names_tell

    def on(self, changes: Iterable[Change]) -> list[Change]:
        """Return *changes* with their flags."""
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
    """The marks on the way to paths in one release; a beginning that several paths share is walked once."""

    def __init__(self, walker: Walker, entries: Entries) -> None:
        self._walker = walker
        self._entries = entries
        self._known: dict[Path, tuple[States, frozenset[str]]] = {}

    def accepts(self, path: Path) -> bool:
        """Return whether a message may have *path*, declared or not."""
        return bool(self._follow(path)[0])

    def carried(self, path: Path) -> frozenset[str]:
        """Return the marks of *path* and of all steps before; for a branch, the marks of its value count as well."""
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
    return frozenset(name for name in SPECIAL_FEATURES if name in names) if names else _NO_MARKS
