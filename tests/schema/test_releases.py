"""Schemas by the rules of each release: which releases report an error does not depend on dialects that come later."""

from __future__ import annotations

from pathlib import Path

import pytest

from sphinx_qapi.analysis.catalogue import EXAMPLES
from sphinx_qapi.cli.main import main
from sphinx_qapi.schema.load import load_schema
from sphinx_qapi.source import dialects
from sphinx_qapi.source.diagnostics import Severity
from sphinx_qapi.source.dialects import DIALECTS, Dialect
from sphinx_qapi.source.version import Version

RELEASES = [str(each.version) for each in DIALECTS]
FROM_2_4 = [release for release in RELEASES if Version.parse(release) >= Version((2, 4))]
SUITES = ("2.4", "4.2", "9.0")
FILL = "{ 'command': 'fill', 'boxed': true, 'data': 'Bin' }"
BOX = "{ 'struct': 'Box', 'data': { 'size': 'int' } }\n"


def _errors(path: Path | str, release: str) -> list[str]:
    return [str(each) for each in load_schema(path, dialect=release).diagnostics if each.severity is Severity.ERROR]


def _write(folder: Path, text: str) -> Path:
    path = folder / "granary.json"
    path.write_text(text, "utf-8")
    return path


@pytest.mark.parametrize(
    ("text", "rule"),
    [
        ("{ 'struct': 'Bin', 'data': { 'grain': 'Grane' } }", "unknown-type"),
        ("{ 'enum': 'Grain', 'data': [] }\n{ 'enum': 'Grain', 'data': [] }", "duplicate-definition"),
        ("{ 'enum': 'QType', 'data': [] }", "redefined-builtin"),
        ("{ 'struct': 'Bin', 'data': {}, 'size': 'int' }", "unknown-key"),
        ("{ 'enum': 'Grain', 'data': [] }\n{ 'struct': 'Bin', 'base': 'Grain', 'data': {} }", "bad-base"),
        (BOX + "{ 'struct': 'Bin', 'base': 'Box', 'data': { 'size': 'int' } }", "name-collision"),
        ("{ 'enum': 'Grain', 'data': [] }\n{ 'command': 'sow', 'data': 'Grain' }", "bad-data-type"),
        ("{ 'command': 'weigh', 'returns': 'int' }", "bad-return-type"),
    ],
)
@pytest.mark.parametrize("release", FROM_2_4)
def test_what_every_release_rejects(text: str, rule: str, release: str, tmp_path: Path) -> None:
    assert [each.rpartition("[")[2] for each in _errors(_write(tmp_path, text), release)] == [f"{rule}]"]


@pytest.mark.parametrize(
    ("text", "rule", "first", "last"),
    [
        ("{ 'enum': 'Grain', 'data': [ 'rye', 'RYE' ] }", "name-collision", "2.4", "2.5"),
        ("{ 'enum': 'Grain', 'data': [ 'max' ] }", "reserved-max", "2.4", "2.5"),
        ("{ 'union': 'Load', 'data': { 'max': 'int' } }", "reserved-max", "2.4", "2.5"),
        ("{ 'union': 'Load', 'data': { '*rye': 'int' } }", "invalid-name", "2.4", None),
        ("{ 'union': 'Load', 'data': { 'Rye': 'int' } }", "upper-case-member", "2.6", "5.2"),
        ("{ 'union': 'Load', 'data': {} }", "empty-union", "2.6", "6.1"),
        ("{ 'alternate': 'Weight', 'data': { 'grams': 'int' } }", "empty-alternate", "2.6", "4.1"),
        ("{ 'alternate': 'Weight', 'data': { 'a': 'str', 'b': 'str' } }", "ambiguous-alternative", "2.4", None),
        ("{ 'alternate': 'Weight', 'data': { 'a': 'int', 'b': 'str' } }", "ambiguous-alternative", "2.10", None),
        ("{ 'alternate': 'Weight', 'data': { 'a': 'int', 'b': 'number' } }", "ambiguous-alternative", "2.10", None),
        ("{ 'struct': 'Bin', 'data': { 'a-b': 'int', 'a_b': 'int' } }", "name-collision", "2.5", None),
        ("{ 'struct': 'Bin', 'data': { 'Size': 'int' } }", "upper-case-member", "2.6", "5.2"),
        ("{ 'struct': 'UuidInfo', 'data': { 'UUID': 'str' } }", "upper-case-member", "2.9", "5.2"),
        ("{ 'struct': 'Bin', 'data': {} }\n" + FILL, "bad-data-type", "2.7", "2.12"),
        ("{ 'command': 'guest-get-time', 'returns': 'int' }", "bad-return-type", "2.9", None),
        ("{ 'command': 'fill', 'returns': '**', 'gen': false }", "bad-return-type", "2.5", None),
        ("{ 'struct': 'Bin', 'data': { 'grain': '**' } }", "other-release", "2.4", None),
        ("{ 'struct': 'Bin', 'data': {}, 'features': [ 'deprecated' ] }", "special-feature-of-type", "5.0", None),
        ("{ 'struct': 'Bin', 'data': {}, 'features': [ 'unstable' ] }", "special-feature-of-type", "6.2", None),
        ("{ 'struct': 'Bin', 'data': {}, 'if': '' }", "blank-condition", "3.0", None),
        ("{ 'struct': 'Bin', 'data': {}, 'if': ' ' }", "blank-condition", "4.2", None),
        ("##\n# @Bin:\n#\n# @size: none\n##\n{ 'struct': 'Bin', 'data': {} }", "undeclared-member", "2.9", None),
        ("##\n# @fill:\n#\n# @size: none\n##\n{ 'command': 'fill' }", "undeclared-member", "4.2", None),
    ],
)
def test_what_some_releases_reject(text: str, rule: str, first: str, last: str | None, tmp_path: Path) -> None:
    """Exactly the releases from *first* to *last* report an error; None for *last* means the newest."""
    path = _write(tmp_path, text)
    rejecting = [release for release in FROM_2_4 if any(f"[{rule}]" in each for each in _errors(path, release))]
    newest = Version.parse(last or RELEASES[-1])
    assert rejecting == [each for each in FROM_2_4 if Version.parse(first) <= Version.parse(each) <= newest]


def test_a_newer_dialect_changes_no_finding_of_older_ones(monkeypatch: pytest.MonkeyPatch) -> None:
    examples = [path for path in sorted(EXAMPLES.glob("*.json")) if path.stem != "deep-nesting"]
    found = {
        (path, release): load_schema(path, dialect=release).diagnostics for path in examples for release in RELEASES
    }
    pretend = Dialect(version=Version((99, 0)), changes="nothing that is known")
    monkeypatch.setattr(dialects, "DIALECTS", (*DIALECTS, pretend))
    for (path, release), diagnostics in found.items():
        assert load_schema(path, dialect=release).diagnostics == diagnostics, (path, release)


def test_automatic_mode_answers_a_newer_dialect(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    path = _write(tmp_path, "##\n# @fill:\n#\n# Since: 99.0\n##\n{ 'command': 'fill' }\n")
    assert load_schema(path).schema.dialect == RELEASES[-1]
    pretend = Dialect(version=Version((99, 0)), changes="nothing that is known")
    monkeypatch.setattr(dialects, "DIALECTS", (*DIALECTS, pretend))
    assert load_schema(path).schema.dialect == "99.0"


@pytest.mark.shared
@pytest.mark.parametrize("release", SUITES)
def test_the_suite_of_a_release(release: str, shared: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Cases that the tools of the release reject have errors, and the others have none."""
    monkeypatch.chdir(shared / "conformance-by-release" / release)
    cases = [path for path in sorted(Path.cwd().glob("*.err")) if path.with_suffix(".json").exists()]
    assert len(cases) > 100
    wrong = [
        f"{path.stem}: {errors or 'must be rejected'}"
        for path in cases
        if bool(errors := _errors(f"{path.stem}.json", release)) != bool(path.read_text("utf-8"))
    ]
    assert wrong == [], "\n".join(wrong)


@pytest.mark.shared
@pytest.mark.parametrize("release", FROM_2_4)
def test_an_unknown_type(release: str, shared: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check", "--dialect", release, str(shared / "cases" / "comments" / "unknown-type.json")]) == 1
    assert "[unknown-type]" in capsys.readouterr().out
