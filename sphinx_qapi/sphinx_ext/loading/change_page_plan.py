"""The pages that show what changed from release to release: their names and their content."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from sphinx_qapi.analysis.diff.change_kinds import KINDS, Verdict
from sphinx_qapi.analysis.evolution.path_change import GROUPS, PathChange, RemovedPath
from sphinx_qapi.schema.model.kinds import ENTRY_KINDS
from sphinx_qapi.source.suggestions import did_you_mean
from sphinx_qapi.sphinx_ext.loading.page_names import file_name, unique_names
from sphinx_qapi.sphinx_ext.loading.result_cache import ResultCache
from sphinx_qapi.sphinx_ext.loading.schema_history import SchemaHistory

CHANGES, REMOVED = "changes/index", "changes/removed"
"""Names, below ``output``, of the page that leads to all changes, and of the page of everything that was removed."""


class ChangesView(NamedTuple):
    """The changes from one release to another."""

    old: str
    new: str
    changes: tuple[PathChange, ...]
    earlier: str = ""
    """The release whose changes are before these; empty if there is none."""
    later: str = ""


class AllChanges(NamedTuple):
    """All changes in a history."""

    releases: tuple[str, ...]
    """Names of the releases, the oldest first."""
    adjacent: tuple[tuple[PathChange, ...], ...]
    """The changes in each release but the oldest."""
    removed: tuple[RemovedPath, ...]

    def view(self, release: str) -> ChangesView:
        """The changes in *release*, which must not be the oldest."""
        index = self.releases.index(release)
        later = self.releases[index + 1] if index + 1 < len(self.releases) else ""
        earlier = self.releases[index - 1] if index > 1 else ""
        return ChangesView(self.releases[index - 1], release, self.adjacent[index - 1], earlier, later)


class ChangesQuery(NamedTuple):
    """The changes that an author wants to see."""

    first: str
    """The older release; empty for the release before `last`."""
    last: str
    kinds: tuple[str, ...] = ()
    """Kinds of changes, groups of changes, or kinds of definitions; empty for all."""
    unstable: bool = False

    def wants(self, change: PathChange) -> bool:
        """Whether *change* is to be shown."""
        if change.unstable and not self.unstable:
            return False
        entries = {each for each in self.kinds if each in ENTRY_KINDS}
        others = set(self.kinds) - entries
        kind = change.entry.partition(" ")[0]
        return (not entries or kind in entries) and (not others or bool(others & {change.kind, change.group}))


def change_pages(releases: Sequence[str]) -> Mapping[str, str]:
    """For each release but the oldest, the name of its page below ``output``."""
    wanted = ((release, f"changes/{file_name(release) or 'release'}") for release in releases[1:])
    return unique_names(wanted, ("changes", CHANGES, REMOVED))


def all_changes(history: SchemaHistory, results: ResultCache, namespace: str) -> AllChanges:
    """All changes in *history*, computed, or taken from an earlier build with the same history."""

    def make() -> AllChanges:
        from sphinx_qapi.analysis.evolution.changes import ChangeLog  # few builds compare releases

        log = ChangeLog(history.content)
        return AllChanges(history.names, log.adjacent, log.removed())

    return results.get(f"changes {namespace}", history.state, make)


def change_totals(changes: Iterable[PathChange]) -> Mapping[tuple[str, Verdict], int]:
    """The number of changes of each group and verdict."""
    return Counter((each.group, each.verdict) for each in changes)


def read_kinds(words: Iterable[str]) -> tuple[str, ...]:
    """Check the words of ``:kinds:``; raises ValueError for an unknown word."""
    known = (*GROUPS, *ENTRY_KINDS, *KINDS)
    kinds = tuple(words)
    for word in kinds:
        if word not in known:
            raise ValueError(f'unknown kind "{word}"{did_you_mean(word, known)}')
    return kinds


def changes_between(history: SchemaHistory, query: ChangesQuery) -> ChangesView:
    """The changes that *query* asks for; raises ValueError, with what was expected, for unsuitable releases."""
    names = history.names
    last = history.place(query.last)
    first = history.place(query.first) if query.first else last - 1
    if first < 0:
        raise ValueError(f"{names[last]} is the oldest release of the history: two releases were expected")
    if first >= last:
        raise ValueError(f"{names[first]} is not older than {names[last]}: the older release comes first")
    from sphinx_qapi.analysis.evolution.changes import ChangeLog

    changes = ChangeLog(history.content).between(first, last)
    return ChangesView(names[first], names[last], tuple(filter(query.wants, changes)))
