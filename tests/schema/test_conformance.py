"""The cases of the language's own test suite, checked by the rules of its newest release."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from sphinx_qapi.schema.load import load_schema
from sphinx_qapi.source.diagnostics import Diagnostic, Severity
from tests.schema.model_dump import dump

pytestmark = pytest.mark.shared

_PLACE = re.compile(r"(\S+?\.json):(\d+)(?::(\d+))?: ")
_SEVERAL = {
    # More than one thing is wrong in these cases; each finding is a mistake of its own.
    "alternate-invalid-dict": ["missing-key", "other-release"],
    "doc-bad-union-member": ["undeclared-member", "undeclared-member"],
    "doc-before-pragma": ["unattached-documentation", "name-style"],
    "doc-duplicated-return": ["unattached-documentation", "duplicate-section"],
    "doc-missing-colon": ["unattached-documentation", "doc-symbol-without-colon"],
    "duplicate-key": ["unknown-expression", "duplicate-key"],
}


@pytest.fixture
def folder(shared: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder of cases, made the working directory because the expected places are relative to it."""
    monkeypatch.chdir(shared / "conformance")
    return shared / "conformance"


def _errors(case: str) -> list[Diagnostic]:
    result = load_schema(f"{case}.json", dialect="10.2")
    return [each for each in result.diagnostics if each.severity is Severity.ERROR]


def test_cases(folder: Path) -> None:
    """Each case that must be accepted is accepted; each other case has its one error, at the expected place."""
    failures = []
    cases = sorted(folder.glob("*.err"))
    assert len(cases) == 108
    for expectation in cases:
        case = expectation.stem
        errors = _errors(case)
        text = expectation.read_text()
        if not text:
            failures += [f"{case} must be accepted: {error}" for error in errors]
            continue
        match = next(found for line in text.splitlines() if (found := _PLACE.match(line)))
        path, line, column = match[1], int(match[2]), match[3]
        if not any(
            (error.position.path, error.position.line) == (path, line)
            and (column is None or error.position.column == int(column))
            for error in errors
        ):
            failures.append(f"{case}: nothing at {match[0]} but {[str(error) for error in errors]}")
        if len(errors) != 1 and [error.rule for error in errors] != _SEVERAL.get(case):
            failures.append(f"{case}: more than one error: {[str(error) for error in errors]}")
    assert not failures, "\n".join(failures)


def _content(lines: list[str]) -> list[str]:
    """The sorted blocks of *lines*, without what only the other tool lists: arrays, repeated includes, comments."""
    blocks: list[list[str]] = []
    for line in lines:
        if line.startswith("doc "):
            break
        if not line.startswith(" "):
            blocks.append([])
        blocks[-1].append(line)
    unwanted = re.compile(r"module \./builtin|object q_empty|enum QType|array ")
    return sorted({"\n".join(block) for block in blocks if not unwanted.match(block[0])})


@pytest.mark.parametrize(
    "case", ["qapi-schema-test", "doc-good", "alternate-array", "comments", "empty", "indented-expr"]
)
def test_model(folder: Path, case: str) -> None:
    result = load_schema(f"{case}.json", dialect="10.2")
    expected = (folder / f"{case}.out").read_text().splitlines()
    assert _content(dump(result.schema)) == _content(expected)


def test_inclusions(folder: Path) -> None:
    """A file that is included several times is one module, at the first of these places."""
    result = load_schema("include-repetition.json", dialect="10.2")
    assert result.files == ("include-repetition.json", "comments.json", "include-repetition-sub.json")
    assert dump(result.schema) == [
        "module include-repetition.json",
        "include comments.json",
        "include include-repetition-sub.json",
        "module comments.json",
        "enum Status",
        "    member good",
        "    member bad",
        "    member ugly",
        "module include-repetition-sub.json",
    ]


def test_chain_of_includes(folder: Path) -> None:
    (error,) = _errors("include-cycle")
    assert [str(place) for place in error.included_from] == ["include-cycle-b.json:1:1", "include-cycle.json:1:1"]
