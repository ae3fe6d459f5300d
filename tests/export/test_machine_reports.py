"""Findings as JSON, SARIF and workflow commands."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from sphinx_qapi.analysis.catalogue import RULES
from sphinx_qapi.export.check_report import CheckReport
from sphinx_qapi.export.report_formats import EXPORTERS


def test_json(report: CheckReport, rule: str, hostile: str) -> None:
    path = report.schemas[0].path
    found = json.loads(EXPORTERS["json"](report))
    assert found["format"] == 1
    assert found["schemas"] == [
        {
            "path": path,
            "dialect": "2.3",
            "counts": {"command": 0, "event": 0, "enum": 0, "struct": 2, "union": 0, "alternate": 0},
        }
    ]
    assert found["omitted"] == 2
    assert found["diagnostics"][0] == {
        "rule": rule,
        "severity": "error",
        "message": "expected something else",
        "path": path,
        "line": 2,
        "column": 6,
        "end": {"line": 2, "column": 9},
        "definition": "T1",
        "included_from": [
            {"path": "a.json", "line": 3, "column": 1},
            {"path": "root.json", "line": 1, "column": 1},
        ],
    }
    assert found["diagnostics"][1]["message"] == hostile
    assert found["diagnostics"][1]["definition"] is None


def test_github(report: CheckReport, rule: str) -> None:
    first, second, third = EXPORTERS["github"](report).splitlines()
    assert first.startswith("::error file=")
    assert first.endswith(
        f"two words.json,line=2,col=6,endLine=2,endColumn=9,title={rule}::expected something else (in T1)"
    )
    escaped = "a\\x1b[31m%250A\\x0d\\x0a::error::\\u202e<b>"
    assert second == (f"::warning file={escaped.replace(':', '%3A')},line=1,col=1,title={rule}::{escaped}")
    assert third.startswith("::notice ")


def test_sarif_content(report: CheckReport, rule: str, hostile: str) -> None:
    (run,) = json.loads(EXPORTERS["sarif"](report))["runs"]
    (described,) = run["tool"]["driver"]["rules"]
    assert described["id"] == rule
    assert described["shortDescription"]["text"] == RULES[rule].summary
    first, second, third = run["results"]
    assert [each["level"] for each in run["results"]] == ["error", "warning", "note"]
    place = first["locations"][0]
    assert place["physicalLocation"]["artifactLocation"]["uri"].endswith("/two%20words.json")
    assert place["physicalLocation"]["artifactLocation"]["uri"].startswith("file:///")
    assert place["physicalLocation"]["region"] == {
        "startLine": 2,
        "startColumn": 6,
        "endLine": 2,
        "endColumn": 9,
    }
    assert place["logicalLocations"] == [{"fullyQualifiedName": "T1"}]
    assert [each["physicalLocation"]["artifactLocation"]["uri"] for each in first["relatedLocations"]] == [
        "a.json",
        "root.json",
    ]
    assert second["message"]["text"] == hostile
    assert second["locations"][0]["physicalLocation"]["artifactLocation"]["uri"].startswith("a%1B%5B31m%250A%0D")
    assert "relatedLocations" not in third


PROPERTIES = {
    "": ({"version", "runs"}, {"$schema"}),
    "runs": ({"tool"}, {"results", "columnKind"}),
    "runs.tool": ({"driver"}, set()),
    "runs.tool.driver": ({"name"}, {"version", "rules", "informationUri"}),
    "runs.tool.driver.rules": ({"id"}, {"shortDescription", "fullDescription", "help", "helpUri"}),
    "runs.results": ({"message"}, {"ruleId", "ruleIndex", "level", "locations", "relatedLocations"}),
    "runs.results.locations": (set(), {"physicalLocation", "logicalLocations"}),
    "runs.results.relatedLocations": (set(), {"id", "physicalLocation", "message"}),
}
"""By path without list indices, the keys that SARIF 2.1.0 requires, and the optional keys that we use."""


def objects(value: Any, path: str = "") -> Iterator[tuple[str, dict[str, Any]]]:
    if isinstance(value, list):
        for each in value:
            yield from objects(each, path)
    elif isinstance(value, dict):
        yield path, value
        for key, each in value.items():
            yield from objects(each, f"{path}.{key}".lstrip("."))


@pytest.mark.parametrize("which", ["report", "empty_report"])
def test_sarif_structure(which: str, request: pytest.FixtureRequest) -> None:
    log = json.loads(EXPORTERS["sarif"](request.getfixturevalue(which)))
    assert log["version"] == "2.1.0"
    assert isinstance(log["runs"][0]["results"], list)
    for path, value in objects(log):
        if path in PROPERTIES:
            required, allowed = PROPERTIES[path]
            assert required <= value.keys() <= required | allowed, path
        if path.endswith("region"):
            assert all(isinstance(number, int) and number > 0 for number in value.values())
        if path.endswith(("message", "Description", "help")):
            assert value["text"]
    for result in log["runs"][0]["results"]:
        rules = log["runs"][0]["tool"]["driver"]["rules"]
        assert rules[result["ruleIndex"]]["id"] == result["ruleId"]
        assert result["level"] in {"none", "note", "warning", "error"}


@pytest.mark.parametrize("name", EXPORTERS)
def test_every_format_is_plain_text_that_ends_its_last_line(
    name: str, report: CheckReport, empty_report: CheckReport
) -> None:
    for each in (report, empty_report):
        text = EXPORTERS[name](each)
        assert text == "" or text.endswith("\n")
        assert text.replace("\n", "").isprintable()


def test_the_docs_name_the_keys_of_json(report: CheckReport) -> None:
    page = (
        (Path(__file__).parents[2] / "docs/reference/formats.md").read_text("utf-8").partition("## Findings in JSON")[2]
    )
    tables = re.findall(r"\n\| key \| is \|\n\|---\|---\|\n((?:\|.*\n)+)", page)[:2]
    named = [re.findall(r"`([a-z_]+)`", "".join(line.split("|")[1] for line in table.splitlines())) for table in tables]
    found = json.loads(EXPORTERS["json"](report))
    assert named == [list(found), list(found["diagnostics"][0])]
