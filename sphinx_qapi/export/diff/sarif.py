"""Differences as SARIF 2.1.0."""

from __future__ import annotations

import json

from sphinx_qapi._version import __version__
from sphinx_qapi.analysis.diff.change import ChangeGroup
from sphinx_qapi.analysis.diff.change_kinds import KINDS, Verdict
from sphinx_qapi.analysis.diff.diff_report import DiffReport
from sphinx_qapi.export.diff.words import group_notes
from sphinx_qapi.export.sarif_report import SCHEMA_URI, physical_location

_LEVELS = {Verdict.WIRE: "error", Verdict.INTROSPECTION: "warning"}


def sarif_diff(report: DiffReport) -> str:
    """Return a log with one run; its rules are the kinds of the changes."""
    kinds = sorted({group.first.kind for group in report.groups})
    log = {
        "$schema": SCHEMA_URI,
        "version": "2.1.0",
        "runs": [
            {
                "tool": {
                    "driver": {
                        "name": "sphinx-qapi",
                        "version": __version__,
                        "rules": [_rule(kind) for kind in kinds],
                    }
                },
                "columnKind": "unicodeCodePoints",
                "results": [_result(group, kinds.index(group.first.kind)) for group in report.groups],
            }
        ],
    }
    return json.dumps(log, indent=2) + "\n"


def _rule(name: str) -> dict[str, object]:
    kind = KINDS[name]
    return {
        "id": name,
        "shortDescription": {"text": name.replace("-", " ")},
        "fullDescription": {"text": f"What clients send: {kind.argument_reason} They receive: {kind.result_reason}"},
    }


def _result(group: ChangeGroup, rule_index: int) -> dict[str, object]:
    first = group.first
    location: dict[str, object] = {
        "logicalLocations": [{"fullyQualifiedName": str(each.path)} for each in group.changes]
    }
    if first.annotation is not None:
        location["physicalLocation"] = physical_location(first.annotation)
    notes = f" ({'; '.join(notes)})" if (notes := group_notes(group)) else ""
    level = _LEVELS.get(first.verdict, "note")
    return {
        "ruleId": first.kind,
        "ruleIndex": rule_index,
        "level": "warning" if first.announced and level == "error" else level,
        "message": {"text": f"{first.path}{notes}: {first.reason}"},
        "locations": [location],
        "partialFingerprints": {"kindAndPath/v1": first.fingerprint},
        "properties": {
            "verdict": str(first.verdict),
            "announced": first.announced,
            "unstable": first.unstable,
        },
    }
