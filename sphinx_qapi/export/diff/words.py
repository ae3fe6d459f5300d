"""Words that the formats of a difference share."""

from __future__ import annotations

from collections.abc import Iterator

from sphinx_qapi.analysis.diff.change import Change, ChangeGroup
from sphinx_qapi.analysis.diff.change_kinds import Verdict
from sphinx_qapi.analysis.diff.diff_report import DiffReport
from sphinx_qapi.analysis.wire.truth import form_text

HEADINGS = {
    Verdict.WIRE: "May break clients",
    Verdict.INTROSPECTION: "Visible to clients",
    Verdict.SOURCE: "In generated code only",
    Verdict.COMPATIBLE: "Compatible",
}
"""Headings of the verdicts, worst first."""


def marks(change: Change) -> list[str]:
    """Return the flags of *change* in words."""
    found = ["announced"] if change.announced else []
    return found + (["unstable"] if change.unstable else ["experimental"] if change.experimental else [])


def before_after(change: Change) -> str:
    """Return ``OLD -> NEW``, or the only one of both; empty if there is none."""
    if change.old is not None and change.new is not None:
        return f"{change.old} -> {change.new}"
    return change.old or change.new or ""


def group_notes(group: ChangeGroup) -> list[str]:
    """Return the notes in brackets after a path."""
    notes = [before_after(group.first)] if before_after(group.first) else []
    notes += [f"in {len(group.changes)} places"] if len(group.changes) > 1 else []
    return notes + marks(group.first)


def counts(report: DiffReport) -> str:
    """Return the number of groups of each verdict, and the number of hidden changes."""
    words = []
    for verdict in HEADINGS:
        groups = [each for each in report.groups if each.first.verdict is verdict]
        if groups:
            announced = sum(each.first.announced for each in groups)
            words.append(f"{len(groups)} {verdict}" + (f" ({announced} announced)" if announced else ""))
    text = ", ".join(words) or "no changes"
    return text + (f"; {report.hidden} unstable hidden" if report.hidden else "")


def build_lines(report: DiffReport) -> Iterator[str]:
    """Yield lines about the build of a compared reply, and what it leaves out; none if no reply was compared."""
    build = report.build
    if build is None:
        return
    yield f"The reply comes from a build with {', '.join(sorted(build.defined)) or 'no symbol'}"
    yield f"and without {', '.join(sorted(build.undefined)) or 'none that conditions name'}."
    by_condition: dict[str, list[str]] = {}
    for path, condition in build.left_out:
        by_condition.setdefault(form_text(condition), []).append(str(path))
    for words, paths in sorted(by_condition.items()):
        more = f" and {len(paths) - 1} more" if len(paths) > 1 else ""
        yield f'Left out because the condition "{words}" is not met: {min(paths, key=len)}{more}'


def groups_by_verdict(report: DiffReport) -> Iterator[tuple[Verdict, list[ChangeGroup]]]:
    """Yield the groups of each verdict that occurs, worst first."""
    for verdict in HEADINGS:
        groups = [each for each in report.groups if each.first.verdict is verdict]
        if groups:
            yield verdict, groups
