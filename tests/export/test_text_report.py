"""Findings for a terminal."""

from __future__ import annotations

from sphinx_qapi.export.check_report import CheckReport
from sphinx_qapi.export.report_formats import EXPORTERS


def test_whole_report(report: CheckReport, rule: str) -> None:
    path = report.schemas[0].path
    assert EXPORTERS["text"](report) == (
        f"{path}:2:6: error: expected something else [{rule}]\n"
        "    in T1\n"
        "    included from a.json:3:1\n"
        "    included from root.json:1:1\n"
        "    2 | {  'x\\x1b' }\n"
        "      |      ^^^^^^\n"
        "a\\x1b[31m%0A\\x0d\\x0a::error::\\u202e<b>:1:1: warning: "
        f"a\\x1b[31m%0A\\x0d\\x0a::error::\\u202e<b> [{rule}]\n"
        f"{path}:99:1: note: late [{rule}]\n"
        "\n"
        f"{path}: read in the dialect of 2.3: 2 structs\n"
        "Findings: 1 error, 1 warning, 1 note, 2 more not shown.\n"
    )


def test_nothing_found(empty_report: CheckReport) -> None:
    assert EXPORTERS["text"](empty_report) == (
        "none.json: checked in the dialect of 3.1 (rules as of 3.0): no definitions\nNo findings.\n"
    )
