"""Findings as JSON, for editors and scripts."""

from __future__ import annotations

import json

from sphinx_qapi.export.check_report import CheckReport, counts_by_kind
from sphinx_qapi.source.diagnostics import Diagnostic
from sphinx_qapi.source.position import Position

FORMAT = 1
"""Version of the format: it changes when a key gets another meaning or is removed."""


def json_report(report: CheckReport) -> str:
    """Return an object with ``schemas`` and ``diagnostics``; ``omitted`` counts findings left out by a limit."""
    return (
        json.dumps(
            {
                "format": FORMAT,
                "schemas": [
                    {"path": schema.path, "dialect": schema.dialect, "counts": counts_by_kind(schema)}
                    for schema in report.schemas
                ],
                "diagnostics": [_diagnostic(each) for each in report.diagnostics],
                "omitted": report.omitted,
            },
            indent=2,
        )
        + "\n"
    )


def _diagnostic(diagnostic: Diagnostic) -> dict[str, object]:
    return {
        "rule": diagnostic.rule,
        "severity": str(diagnostic.severity),
        "message": diagnostic.message,
        **_position(diagnostic.place),
        "end": {"line": diagnostic.end.line, "column": diagnostic.end.column} if diagnostic.end else None,
        "definition": diagnostic.definition,
        "included_from": [_position(each) for each in diagnostic.included_from],
    }


def _position(position: Position) -> dict[str, object]:
    return {"path": position.path, "line": position.line, "column": position.column}
