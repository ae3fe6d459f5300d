"""Differences as JSON, for programs."""

from __future__ import annotations

import json
from pathlib import Path

from sphinx_qapi.analysis.diff.change import ChangeGroup
from sphinx_qapi.analysis.diff.diff_report import DiffReport
from sphinx_qapi.analysis.wire.truth import form_text

FORMAT = 1
SCHEMA = Path(__file__).parent / "diff.schema.json"
"""The JSON Schema of this format."""


def json_diff(report: DiffReport) -> str:
    """Return an object with all groups, each with every place."""
    written: dict[str, object] = {
        "format": FORMAT,
        "old": report.old,
        "new": report.new,
        "changes": [_group(group) for group in report.groups],
        "hidden": report.hidden,
    }
    if report.hints:
        written["hints"] = list(report.hints)
    if report.build is not None:
        written["build"] = {
            "defined": sorted(report.build.defined),
            "undefined": sorted(report.build.undefined),
            "left_out": [
                {"path": str(each.path), "condition": form_text(each.condition)} for each in report.build.left_out
            ],
        }
    return json.dumps(written, indent=2) + "\n"


def _group(group: ChangeGroup) -> dict[str, object]:
    first = group.first
    return {
        "kind": first.kind,
        "verdict": str(first.verdict),
        "path": str(first.path),
        "places": [str(each.path) for each in group.changes[1:]],
        "reason": first.reason,
        "old": first.old,
        "new": first.new,
        "definition": first.definition,
        "file": first.position.path if first.position is not None else None,
        "line": first.position.line if first.position is not None else None,
        "announced": first.announced,
        "unstable": first.unstable,
        "fingerprint": first.fingerprint,
    }
