"""Differences as GitHub workflow commands, which annotate the lines of a change."""

from __future__ import annotations

from sphinx_qapi.analysis.diff.change import ChangeGroup
from sphinx_qapi.analysis.diff.change_kinds import Verdict
from sphinx_qapi.analysis.diff.diff_report import DiffReport
from sphinx_qapi.export.diff.words import group_notes
from sphinx_qapi.export.github_report import annotation

_COMMANDS = {Verdict.WIRE: "error", Verdict.INTROSPECTION: "warning"}


def github_diff(report: DiffReport) -> str:
    """Return a command for each group: an error if clients may break, unless it was announced.

    It points into the new schema: at what changed, or at the definition that lost it.
    """
    return "".join(f"{_command(group)}\n" for group in report.groups)


def _command(group: ChangeGroup) -> str:
    first = group.first
    command = _COMMANDS.get(first.verdict, "notice")
    if first.announced and command == "error":
        command = "warning"
    properties: dict[str, str] = {}
    if first.annotation is not None:
        properties |= {"file": first.annotation.path, "line": str(first.annotation.line)}
    properties["title"] = f"{first.verdict} {first.kind}"
    notes = f" ({'; '.join(notes)})" if (notes := group_notes(group)) else ""
    return annotation(command, properties, f"{first.path}{notes}: {first.reason}")
