"""Where the newest tools report a mistake: of syntax at the offending token, of meaning where the definition begins."""

from __future__ import annotations

from pathlib import Path

import pytest

from sphinx_qapi.schema.load import load_schema
from sphinx_qapi.source.diagnostics import Severity

# Each `=== ` line begins a schema: it has the name, then the expected findings, each as line, column (for mistakes of
# syntax and in comments) and rule. The text of the schema follows. Nothing else is an error.
CASES = (Path(__file__).parent / "places.txt").read_text("utf-8")


def _cases() -> list[tuple[str, list[str], str]]:
    cases = []
    for case in CASES.split("=== ")[1:]:
        head, _, text = case.partition("\n")
        name, *expected = head.split()
        text = text.replace("<TAB>", "\t").replace("<DEL>", "\x7f").replace("<US>", "\x1f")
        cases.append((name, expected, text))
    return cases


@pytest.mark.parametrize(("name", "expected", "text"), _cases(), ids=[name for name, _, _ in _cases()])
def test_place(name: str, expected: list[str], text: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    path = tmp_path / f"{name}.json"
    path.write_text(text, "utf-8")
    (tmp_path / "sound.json").write_text("{ 'enum': 'Sound', 'data': [] }\n", "utf-8")
    (tmp_path / "unsound.json").write_text("\n{ 'enum' 'Unsound' }\n", "utf-8")
    (tmp_path / "back.json").write_text(f"# Leads back.\n{{ 'include': '{name}.json' }}\n", "utf-8")
    (tmp_path / "folder").mkdir()
    found: list[str] = []
    for each in load_schema(path.name, dialect="10.2").diagnostics:
        if each.severity is not Severity.ERROR:
            continue
        file = "" if each.position.path == path.name else f"{each.position.path}:"
        # If no column is expected, any column is right.
        places = (f"{file}{each.position.line}{column}:{each.rule}" for column in (f":{each.position.column}", ""))
        found.append(next((place for place in places if place in expected), str(each)))
    assert found == expected


def test_names_are_unique() -> None:
    names = [name for name, _, _ in _cases()]
    assert len(names) == len(set(names))
