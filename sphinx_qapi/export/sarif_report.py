"""Findings as SARIF 2.1.0, the exchange format of code scanners."""

from __future__ import annotations

import json
from pathlib import Path
from urllib.parse import quote

from sphinx_qapi._version import __version__
from sphinx_qapi.export.check_report import CheckReport
from sphinx_qapi.source.diagnostics import Diagnostic
from sphinx_qapi.source.position import Position
from sphinx_qapi.source.rule import Rule

SCHEMA_URI = "https://json.schemastore.org/sarif-2.1.0.json"


def sarif_report(report: CheckReport) -> str:
    """Return a log with one run; its rules are those with findings."""
    from sphinx_qapi.analysis.catalogue import RULES  # loads all stages, and most users of this folder write no SARIF

    found = {diagnostic.rule for diagnostic in report.diagnostics}
    rules = [rule for rule in RULES.values() if rule.name in found]
    indices = {rule.name: index for index, rule in enumerate(rules)}
    log = {
        "$schema": SCHEMA_URI,
        "version": "2.1.0",
        "runs": [
            {
                "tool": {
                    "driver": {
                        "name": "sphinx-qapi",
                        "version": __version__,
                        "rules": [_rule(each) for each in rules],
                    }
                },
                "columnKind": "unicodeCodePoints",
                "results": [_result(each, indices[each.rule]) for each in report.diagnostics],
            }
        ],
    }
    return json.dumps(log, indent=2) + "\n"


def _rule(rule: Rule) -> dict[str, object]:
    return {
        "id": rule.name,
        "shortDescription": {"text": rule.summary},
        "fullDescription": {"text": rule.explanation},
        "help": {"text": rule.explanation},
    }


def _result(diagnostic: Diagnostic, rule_index: int) -> dict[str, object]:
    location: dict[str, object] = {"physicalLocation": physical_location(diagnostic.place, diagnostic.end)}
    if diagnostic.definition is not None:
        location["logicalLocations"] = [{"fullyQualifiedName": diagnostic.definition}]
    result: dict[str, object] = {
        "ruleId": diagnostic.rule,
        "ruleIndex": rule_index,
        "level": str(diagnostic.severity),
        "message": {"text": diagnostic.message},
        "locations": [location],
    }
    if diagnostic.included_from:
        result["relatedLocations"] = [
            {"id": number, "physicalLocation": physical_location(place), "message": {"text": "included from here"}}
            for number, place in enumerate(diagnostic.included_from)
        ]
    return result


def physical_location(position: Position, end: Position | None = None) -> dict[str, object]:
    """Return *position*, up to *end* if it is known, as a SARIF location."""
    region = {"startLine": position.line, "startColumn": position.column}
    if end is not None:
        region |= {"endLine": end.line, "endColumn": end.column}
    return {"artifactLocation": {"uri": _uri(position.path)}, "region": region}


def _uri(path: str) -> str:
    """Return a URI, or a relative reference if the path is relative."""
    posix = quote(Path(path).as_posix(), errors="surrogateescape")
    return f"file://{posix}" if posix.startswith("/") else posix
