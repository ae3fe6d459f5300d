"""Mistakes in doc comments and their prose: each is reported at its line by a rule of its own, which can silence it."""

from __future__ import annotations

import re
import shutil
from pathlib import Path
from typing import TYPE_CHECKING

import docutils
import pytest

from sphinx_qapi.analysis.catalogue import example_of
from sphinx_qapi.analysis.lint.prose_rules import PROSE_RULES

if TYPE_CHECKING:
    from .conftest import Build

FAULTS = Path(__file__).parent / "faults"
EXPECTED = [
    (name, int(line), rule) for name, line, rule in map(str.split, (FAULTS / "expected.txt").read_text().splitlines())
]
if docutils.__version_info__ < (0, 22):  # older docutils report only where a table with a broken border begins
    EXPECTED = [(name, 4 if name == "table-border" else line, rule) for name, line, rule in EXPECTED]
_WARNING = re.compile(r"SRC/faults/(?P<name>.+)\.json:(?P<line>\d+): WARNING: .+ \[(?P<rule>[a-z.-]+)\]")


@pytest.fixture(params=["auto", "10.2"])
def conf(request: pytest.FixtureRequest, tmp_path: Path) -> dict[str, object]:
    """A project with all cases, each a schema of its own; not nitpicky, as most projects are."""
    shutil.copytree(FAULTS, tmp_path / "faults")
    schemas = {
        f"N{number}": {"path": f"faults/{name}.json", "output": f"n{number}", "dialect": request.param}
        for number, (name, _, _) in enumerate(EXPECTED)
    }
    return {"qapi_schemas": schemas, "nitpicky": False, "dialect": request.param}


PAGES = {"index.rst": "T\n=\n\n.. toctree::\n   :glob:\n\n   */index\n"}


def _build(build: Build, conf: dict[str, object], **more: object) -> list[str]:
    return build(pages=PAGES, **{**conf, **more}).warnings


def test_each_at_its_line(build: Build, conf: dict[str, object]) -> None:
    """With the automatic dialect, findings of comment rules that are less than warnings need not be there."""
    found = []
    for warning in _build(build, conf):
        match = _WARNING.fullmatch(warning)
        assert match, warning
        found.append((match["name"], int(match["line"]), match["rule"]))
    if conf["dialect"] == "auto":
        names = {f"qapi.{rule.name}" for rule in PROSE_RULES} | {"qapi.unknown-reference"}
        wanted = {each for each in EXPECTED if each[2] in names or each[2].startswith("ref.")}
        assert wanted - set(found) == set()
        assert set(found) - set(EXPECTED) == set()
        assert len(found) == len(set(found))
    else:
        assert sorted(found) == sorted(EXPECTED)


@pytest.mark.parametrize("half", [0, 1])
def test_silenced_by_its_rule(build: Build, conf: dict[str, object], half: int) -> None:
    """No other rule is silenced with it: in alphabetical order, every second rule is."""
    rules = sorted({rule for _, _, rule in EXPECTED})
    left = [_WARNING.fullmatch(each) for each in _build(build, conf, suppress_warnings=rules[half::2])]
    found = [match["rule"] for match in left if match]
    assert len(found) == len(left)
    assert set(found) <= set(rules[1 - half :: 2])
    if conf["dialect"] != "auto":
        assert sorted(found) == sorted(rule for _, _, rule in EXPECTED if rule in rules[1 - half :: 2])


def test_there_is_a_case_for_each_rule_of_prose_and_each_file_is_a_case() -> None:
    assert {f"qapi.{rule.name}" for rule in PROSE_RULES} - {rule for _, _, rule in EXPECTED} == {
        "qapi.invalid-rst",
        "qapi.invalid-markdown",
    }
    assert {path.stem for path in FAULTS.glob("*.json")} == {name for name, _, _ in EXPECTED}
    assert len(EXPECTED) >= 40


@pytest.mark.parametrize("rule", [rule.name for rule in PROSE_RULES if example_of(rule.name)])
def test_examples_of_rules_are_cases(rule: str) -> None:
    cases = [(FAULTS / f"{name}.json").read_text() for name, _, found in EXPECTED if found == f"qapi.{rule}"]
    assert example_of(rule) in cases
