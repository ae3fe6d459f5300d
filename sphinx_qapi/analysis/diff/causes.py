"""Causes of changes: one place in a schema may change many paths."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from sphinx_qapi.analysis.diff.change import Change
from sphinx_qapi.analysis.diff.places import DeclaringPlace, Places
from sphinx_qapi.analysis.wire.paths import Path
from sphinx_qapi.analysis.wire.shape_table import Entries
from sphinx_qapi.analysis.wire.walk import POSITION, State, Walker
from sphinx_qapi.analysis.wire.words import OBJECT, STRING

_FEATURES = frozenset(
    {"feature-added", "feature-removed", "deprecated", "undeprecated", "became-unstable", "became-stable"}
)


@dataclass(frozen=True, slots=True)
class Causes:
    """Finder of the causes of changes; a side without a schema has no places, so shapes are compared instead."""

    old: Places | None
    new: Places | None
    walker: Walker
    old_entries: Entries
    new_entries: Entries

    def of(self, changes: Iterable[Change]) -> list[Change]:
        """Return *changes* with their causes and places."""
        return [self._placed(change) for change in changes]

    def _placed(self, change: Change) -> Change:
        is_gone = change.kind.endswith(("-removed", "-removed-optional", "-removed-mandatory"))
        sides = (self.old, self.new) if is_gone and change.kind not in _FEATURES else (self.new, self.old)
        place = next((found for side in sides if side is not None and (found := side.find(change.path))), None)
        annotation = self.new.nearest(change.path) if self.new is not None else None
        return replace(
            change,
            definition=place.definition if place is not None else None,
            position=place.position if place is not None else None,
            annotation=annotation.position if annotation is not None else None,
            cause=self._cause(change, place),
        )

    def _cause(self, change: Change, place: DeclaringPlace | None) -> tuple[object, ...]:
        feature = (change.old or change.new) if change.kind in _FEATURES else None
        if place is not None:
            return (place.definition, place.part or self._last(change.path), feature)
        parent = Path(change.path.entry, change.path.steps[:-1])
        return (
            self._shapes(parent, self.old_entries),
            self._shapes(parent, self.new_entries),
            self._last(change.path),
            feature,
        )

    def _last(self, path: Path) -> str:
        return str(path.steps[-1]) if path.steps else path.entry

    def _shapes(self, path: Path, entries: Entries) -> tuple[object, ...]:
        """Return what the last step of a path belongs to; equal wherever the same type is used."""
        if not path.steps:
            return (path.entry,)
        states = self.walker.start(entries.get(path.entry))
        for step in path.steps:
            states = self.walker.step(states, step)
        return tuple(dict.fromkeys(part for state in states for part in self._parts(state)))

    def _parts(self, state: State) -> Iterator[object]:
        """Yield the object or the strings at *state*."""
        if state.what != POSITION:
            yield state.numbers
            return
        for kind in self.walker.table.position(state.numbers[0]).kinds:
            if kind.json_type == STRING:
                yield kind.values
            elif kind.json_type == OBJECT:
                yield kind.target
