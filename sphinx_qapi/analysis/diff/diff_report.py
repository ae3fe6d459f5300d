"""A difference as it is shown: grouped by cause, without ignored and unstable changes, and changes at other paths."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace

from sphinx_qapi.analysis.diff.change import Change, ChangeGroup
from sphinx_qapi.analysis.diff.change_kinds import ALWAYS_SHOWN, Verdict
from sphinx_qapi.analysis.diff.diff import Difference
from sphinx_qapi.analysis.wire.build_symbols import Build


@dataclass(frozen=True, kw_only=True, slots=True)
class DiffReport:
    """The content that output formats write."""

    old: str
    new: str
    groups: tuple[ChangeGroup, ...]
    """The groups of changes, worst first."""
    hidden: int = 0
    """Number of changes of unstable parts that are not shown."""
    hints: tuple[str, ...] = ()
    build: Build | None = None
    places: bool = False
    """Whether to show every path of a group."""

    def worst(self, *, strict: bool) -> Verdict | None:
        """Return the worst verdict; None if no change counts. Announced changes count only if *strict*."""
        verdicts = [each.first.verdict for each in self.groups if strict or not each.first.announced]
        return max(verdicts, default=None)


def make_report(
    difference: Difference,
    *,
    wanted: Callable[[Change], bool] = lambda _: True,
    severities: Mapping[str, Verdict] | None = None,
    unstable: bool = False,
    places: bool = False,
) -> DiffReport:
    """Return the report of the *wanted* changes of *difference*; *severities* replaces verdicts by kind."""
    changes = [_judged(change, severities or {}) for change in difference.changes if wanted(change)]
    shown = [each for each in changes if unstable or _is_shown(each)]
    return DiffReport(
        old=difference.old,
        new=difference.new,
        groups=tuple(_grouped(shown)),
        hidden=len(changes) - len(shown),
        hints=difference.hints,
        build=difference.build,
        places=places,
    )


def _is_shown(change: Change) -> bool:
    """Return whether clients were promised that the part stays, or the kind is always shown."""
    return not (change.unstable or change.experimental) or change.kind in ALWAYS_SHOWN


def _judged(change: Change, severities: Mapping[str, Verdict]) -> Change:
    return replace(change, verdict=severities[change.kind]) if change.kind in severities else change


def _grouped(changes: Iterable[Change]) -> list[ChangeGroup]:
    groups: dict[tuple[object, ...], list[Change]] = {}
    for change in changes:
        key = (change.cause, change.kind, change.verdict, change.announced, change.unstable)
        groups.setdefault(key, []).append(change)
    made = [ChangeGroup(changes=tuple(sorted(each, key=_shortest))) for each in groups.values()]
    return sorted(made, key=lambda group: (-group.first.verdict, group.first.kind, str(group.first.path)))


def _shortest(change: Change) -> tuple[int, int, str]:
    text = str(change.path)
    return len(change.path.steps), len(text), text
