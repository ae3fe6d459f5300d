"""Baselines: known findings are hidden, and new ones are reported."""

from __future__ import annotations

from dataclasses import replace

import pytest

from sphinx_qapi.export.baseline import read_baseline, without_known, write_baseline
from sphinx_qapi.source.diagnostics import Diagnostic, Severity
from sphinx_qapi.source.position import Position

FINDING = Diagnostic(
    rule="stray-token",
    severity=Severity.WARNING,
    message='stray "x"',
    position=Position("schemas/a.json", 3, 1),
    definition="Thing",
)


def test_same_finding_on_another_line_is_known() -> None:
    known = read_baseline(write_baseline([FINDING], "."))
    moved = replace(FINDING, position=Position("schemas/a.json", 30, 7), severity=Severity.ERROR)
    assert without_known([moved], known, ".") == ()


@pytest.mark.parametrize(
    "other",
    [
        replace(FINDING, rule="duplicate-key"),
        replace(FINDING, message='stray "y"'),
        replace(FINDING, definition=None),
        replace(FINDING, position=Position("schemas/b.json", 3, 1)),
    ],
)
def test_another_finding_is_new(other: Diagnostic) -> None:
    known = read_baseline(write_baseline([FINDING], "."))
    assert without_known([FINDING, other], known, ".") == (other,)


def test_findings_are_counted() -> None:
    known = read_baseline(write_baseline([FINDING, FINDING], "."))
    assert without_known([FINDING] * 3, known, ".") == (FINDING,)
    assert without_known([FINDING], known, ".") == ()


def test_paths_are_relative_to_the_baseline() -> None:
    text = write_baseline([FINDING], "schemas")
    assert '"path": "a.json"' in text
    from_within = replace(FINDING, position=Position("a.json", 3, 1))
    assert without_known([from_within], read_baseline(text), ".") == ()


def test_order_and_lines_make_good_diffs() -> None:
    other = replace(FINDING, rule="duplicate-key", definition=None)
    text = write_baseline([FINDING, other], ".")
    assert text == write_baseline([other, FINDING], ".")
    assert [line.strip()[:24] for line in text.splitlines() if "rule" in line] == [
        '{"rule": "duplicate-key"',
        '{"rule": "stray-token", ',
    ]
    assert read_baseline(write_baseline([], ".")) == {}


@pytest.mark.parametrize(
    "text",
    [
        "",
        "[]",
        "{}",
        '{"version": 2, "findings": []}',
        '{"version": 1}',
        '{"version": 1, "findings": [{}]}',
        "[" * 99_999,
    ],
)
def test_other_files_are_no_baselines(text: str) -> None:
    with pytest.raises(ValueError, match=r"."):
        read_baseline(text)
