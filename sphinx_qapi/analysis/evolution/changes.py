"""Changes from one release of a history to another, for readers: the topmost changes, by command and event."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cached_property

from sphinx_qapi.analysis.diff.change import Change, fingerprint
from sphinx_qapi.analysis.diff.compare import compare
from sphinx_qapi.analysis.diff.diff import Side, marks_of
from sphinx_qapi.analysis.evolution.path_change import NEW, REMOVED, PathChange, RemovedPath, group_of
from sphinx_qapi.analysis.evolution.told import ReleaseSpan
from sphinx_qapi.analysis.history.history import History
from sphinx_qapi.analysis.history.order import release_version
from sphinx_qapi.analysis.history.record import Recorder
from sphinx_qapi.analysis.wire.counting import count_below
from sphinx_qapi.analysis.wire.paths import Path, Step, StepKind
from sphinx_qapi.analysis.wire.shape_table import Entries
from sphinx_qapi.schema.model.kinds import ENTRY_KINDS

_WITH_CONTENT = (*ENTRY_KINDS, "member", "branch")
"""Kinds of parts that may have paths below them."""
_SCALAR = re.compile(r"\??(?:str|bool|number|null|int|u?int\d+|size)")
"""Shapes that have nothing below them."""
_FEATURE_REMOVED = "feature-removed"


class ChangeLog:
    """The changes of one history."""

    def __init__(self, history: History) -> None:
        self._history = history
        self._recorder = Recorder(history)
        self._found: dict[tuple[int, int], list[Change]] = {}

    def between(self, old: int, new: int) -> tuple[PathChange, ...]:
        """Return what changed between two releases, given by index, in the order of entries and paths."""
        before, after = (self._history.releases[index] for index in (old, new))
        changes = self._difference(old, new)
        found = [self._of(change, before.entries, after.entries) for change in changes]
        return tuple(sorted(found, key=lambda each: (each.entry.partition(" ")[2], each.entry, each.path, each.kind)))

    @cached_property
    def adjacent(self) -> tuple[tuple[PathChange, ...], ...]:
        """For each release except the oldest, what changed in it."""
        return tuple(self.between(index - 1, index) for index in range(1, len(self._history.releases)))

    def removed(self) -> tuple[RemovedPath, ...]:
        """Return what was removed, only topmost paths, in the order of entries and paths."""
        gone: dict[Path, tuple[int, Change]] = {}
        for index in range(1, len(self._history.releases)):
            for change in self._difference(index - 1, index):
                if group_of(change.kind) == REMOVED:
                    gone[_whole_path(change)] = index, change
        found = []
        for path, (index, change) in gone.items():
            record = self._recorder.record(path)
            runs = record.declared
            if record.since is not None or not runs or any(each in gone for each in _beginnings(path)):
                continue
            names = self._history.names
            spans = tuple(ReleaseSpan(names[run.first], names[run.last]) for run in runs)
            shapes = record.shapes
            entries = self._history.releases[index - 1].entries
            shape = shapes[-1].shape if shapes else ""
            below = self._below(path, entries, shape) if change.kind.startswith(_WITH_CONTENT) else 0
            is_unstable = change.unstable or change.experimental
            found.append(RemovedPath(path.entry, _rest(path), spans, names[index], shape, below, is_unstable))
        return tuple(sorted(found, key=lambda each: (each.entry.partition(" ")[2], each.entry, each.path)))

    def _difference(self, old: int, new: int) -> list[Change]:
        if (old, new) not in self._found:
            before, after = self._side(old), self._side(new)
            changes = compare(self._history.table, before.entries, after.entries)
            self._found[old, new] = marks_of(self._recorder.walker, before, after).on(changes)
        return self._found[old, new]

    def _side(self, index: int) -> Side:
        releases = self._history.releases
        before = releases[index - 1].entries if index else None
        name = releases[index].name
        return Side(name=name, entries=releases[index].entries, before=before, release=release_version(name))

    def _of(self, change: Change, old: Entries, new: Entries) -> PathChange:
        group = group_of(change.kind)
        below = 0
        if group in (NEW, REMOVED) and change.kind.startswith(_WITH_CONTENT):
            below = self._below(change.path, new if group == NEW else old, change.new or change.old)
        path = _whole_path(change)
        text = str(path)
        own = text if path is change.path else str(change.path)
        return PathChange(
            entry=path.entry,
            path=text.removeprefix(path.entry).lstrip(),
            kind=change.kind,
            verdict=change.verdict,
            sent=change.sent,
            old=change.old,
            new=change.new,
            below=below,
            announced=change.announced,
            unstable=change.unstable or change.experimental,
            fingerprint=fingerprint(change.kind, own),
        )

    def _below(self, path: Path, entries: Entries, shape: str | None) -> int:
        """Return the number of paths of *entries* below *path*."""
        if shape and _SCALAR.fullmatch(shape):
            return 0
        return count_below(self._history.table, entries[path.entry], path)


def _whole_path(change: Change) -> Path:
    """Return the path of what was added or removed; a feature's path is one step longer than that of its change."""
    if change.kind not in ("feature-added", _FEATURE_REMOVED):
        return change.path
    name = change.new if change.kind == "feature-added" else change.old
    return change.path.child(Step(StepKind.FEATURE, name or ""))


def _beginnings(path: Path) -> Iterator[Path]:
    return (Path(path.entry, path.steps[:size]) for size in range(len(path.steps)))


def _rest(path: Path) -> str:
    return str(path).removeprefix(path.entry).lstrip()
