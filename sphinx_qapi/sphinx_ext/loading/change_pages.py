"""The pages that tell what changed from release to release: their names, and what they show."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from sphinx_qapi.analysis.diff.kinds import KINDS, Verdict
from sphinx_qapi.analysis.evolution.changes import GROUPS, ChangeLog, PathChange, RemovedPath
from sphinx_qapi.source.nearest import did_you_mean
from sphinx_qapi.sphinx_ext.loading.page_names import file_name, unique_names
from sphinx_qapi.sphinx_ext.loading.result_cache import KeptResults
from sphinx_qapi.sphinx_ext.loading.schema_history import SchemaHistory

CHANGES, REMOVED = "changes/index", "changes/removed"
"""The names, below ``output``, of the page that leads to all changes, and of that of what was removed."""
ENTRY_KINDS = ("command", "event")


class ChangesView(NamedTuple):
    """What changed from one release to another."""

    old: str
    new: str
    changes: tuple[PathChange, ...]
    earlier: str = ""
    """The release whose changes come before these; empty where there is none."""
    later: str = ""


class AllChanges(NamedTuple):
    """What a history tells of changes."""

    releases: tuple[str, ...]
    """Oldest first."""
    adjacent: tuple[tuple[PathChange, ...], ...]
    """For each release but the oldest what changed in it."""
    removed: tuple[RemovedPath, ...]

    def view(self, release: str) -> ChangesView:
        """What changed in *release*, which is not the oldest."""
        index = self.releases.index(release)
        later = self.releases[index + 1] if index + 1 < len(self.releases) else ""
        earlier = self.releases[index - 1] if index > 1 else ""
        return ChangesView(self.releases[index - 1], release, self.adjacent[index - 1], earlier, later)


class ChangesQuery(NamedTuple):
    """What an author wants to see of changes."""

    first: str
    """The older release; empty for the one before the other."""
    last: str
    kinds: tuple[str, ...] = ()
    """Kinds of changes, groups of such, or kinds of definitions; all where empty."""
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
    """For each release but the oldest its page's name below ``output``."""
    wanted = ((release, f"changes/{file_name(release) or 'release'}") for release in releases[1:])
    return unique_names(wanted, ("changes", CHANGES, REMOVED))


def all_changes(history: SchemaHistory, results: KeptResults, namespace: str) -> AllChanges:
    """What *history* tells, or told when it was the same."""

    def make() -> AllChanges:
        log = ChangeLog(history.content)
        return AllChanges(history.names, log.adjacent, log.removed())

    return results.get(f"changes {namespace}", history.state, make)


def change_totals(changes: Iterable[PathChange]) -> Mapping[tuple[str, Verdict], int]:
    """How many changes there are of each group and verdict."""
    return Counter((each.group, each.verdict) for each in changes)


def read_kinds(words: Iterable[str]) -> tuple[str, ...]:
    """The words of ``:kinds:``; raises ValueError for one that means nothing."""
    known = (*GROUPS, *ENTRY_KINDS, *KINDS)
    kinds = tuple(words)
    for word in kinds:
        if word not in known:
            raise ValueError(f'unknown kind "{word}"{did_you_mean(word, known)}')
    return kinds


def changes_between(history: SchemaHistory, query: ChangesQuery) -> ChangesView:
    """What *query* asks for; raises ValueError, with what was expected, for releases that there are not."""
    names = history.names
    last = history.place(query.last)
    first = history.place(query.first) if query.first else last - 1
    if first < 0:
        raise ValueError(f"{names[last]} is the oldest release of the history: two releases were expected")
    if first >= last:
        raise ValueError(f"{names[first]} is not older than {names[last]}: the older release comes first")
    changes = ChangeLog(history.content).between(first, last)
    return ChangesView(names[first], names[last], tuple(filter(query.wants, changes)))
