"""Differences for terminals."""

from __future__ import annotations

from sphinx_qapi.analysis.diff.change import ChangeGroup
from sphinx_qapi.analysis.diff.diff_report import DiffReport
from sphinx_qapi.export.diff.words import build_lines, counts, group_notes, groups_by_verdict
from sphinx_qapi.export.printable import printable


def text_diff(report: DiffReport) -> str:
    """Return a line for each group, worst first, then its reason and place; and a summary."""
    lines: list[str] = []
    for verdict, groups in groups_by_verdict(report):
        for group in groups:
            lines += _group(group, str(verdict), places=report.places)
        lines.append("")
    lines += [f"hint: {hint}" for hint in report.hints]
    lines += build_lines(report)
    lines.append(f"{report.old} -> {report.new}: {counts(report)}")
    return "".join(f"{printable(line)}\n" for line in lines)


def _group(group: ChangeGroup, verdict: str, *, places: bool) -> list[str]:
    first = group.first
    notes = f" ({'; '.join(notes)})" if (notes := group_notes(group)) else ""
    lines = [f"{verdict} {first.kind}: {first.path}{notes}"]
    where = f"{first.position.path}:{first.position.line}: " if first.position is not None else ""
    lines.append(f"    {where}{first.reason} [{first.fingerprint}]")
    if places:
        lines += [f"    also {each.path} [{each.fingerprint}]" for each in group.changes[1:]]
    return lines
