"""The changes in a history as readers see them: by path, in groups."""

from __future__ import annotations

from typing import NamedTuple

from sphinx_qapi.analysis.diff.change_kinds import KINDS, Verdict
from sphinx_qapi.analysis.evolution.told import ReleaseSpan

NEW, REMOVED, CHANGED, DEPRECATED = GROUPS = ("new", "removed", "changed", "deprecated")
"""The groups of changes, in the order of a page."""


class PathChange(NamedTuple):
    """A change at a path, including everything below the path that was added or removed with it."""

    entry: str
    """``command NAME`` or ``event NAME``."""
    path: str
    """The rest of the wire path; empty for the command or event itself."""
    kind: str
    """Name of the kind; a key of `KINDS`."""
    verdict: Verdict
    sent: bool
    old: str | None
    new: str | None
    below: int
    """Number of paths below this one."""
    announced: bool
    unstable: bool
    fingerprint: str

    @property
    def group(self) -> str:
        """The group of the change: one of `GROUPS`."""
        return group_of(self.kind)


class RemovedPath(NamedTuple):
    """A path that an older release had and the newest one lacks."""

    entry: str
    path: str
    spans: tuple[ReleaseSpan, ...]
    """The releases that had it."""
    gone_in: str
    """The release that removed it."""
    shape: str
    """Its last shape; empty if it has none."""
    below: int
    unstable: bool


def group_of(kind: str) -> str:
    """Return the one of `GROUPS` that a *kind* of change belongs to."""
    return _GROUPS_OF[kind]


def _find_group(kind: str) -> str:
    if kind.startswith(("command-", "event-", "member-", "value-", "branch-", "feature-")):
        return NEW if "-added" in kind else REMOVED
    return DEPRECATED if kind == "deprecated" else CHANGED


_GROUPS_OF = {kind: _find_group(kind) for kind in KINDS}
