"""Rules for authors: a case in ``lint_cases`` is a schema whose only mistakes are those that its first lines name."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from sphinx_qapi.analysis.history.history import History
from sphinx_qapi.analysis.lint import LINT_RULES, lint
from sphinx_qapi.analysis.wire.schema_shapes import graph_of
from sphinx_qapi.schema.load import load_schema
from sphinx_qapi.schema.model.schema import Schema
from sphinx_qapi.source.diagnostics import Severity
from sphinx_qapi.source.version import Version
from tests.growth import TIMES, assert_linear

CASES = sorted((Path(__file__).parent / "lint_cases").glob("*.json"))
ALL = {rule.name for rule in LINT_RULES}


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.stem)
def test_case(case: Path, tmp_path: Path) -> None:
    text = case.read_text("utf-8")
    dialect = re.search(r"^# dialect (.*)", text, re.MULTILINE)
    target = re.search(r"^# target (.*)", text, re.MULTILINE)
    expected = re.findall(r"^# finds (\d+)(:\d+|): (.*)", text, re.MULTILINE)  # a column only where it matters
    rule = case.stem.partition("--")[0]

    result = load_schema(case, dialect=dialect[1] if dialect else "10.2")
    assert [each for each in result.diagnostics if each.severity > Severity.NOTE and each.rule not in ALL] == []
    version = Version.parse(target[1]) if target else None
    history = history_of_releases(text, tmp_path)
    found = lint(result.schema, ALL, target=version, history=history)
    assert len(found) == len(expected)
    for each, (line, column, message) in zip(found, expected, strict=True):
        assert (str(each.position.line), each.message) == (line, message)
        assert column in ("", f":{each.position.column}")
    assert {each.rule for each in found} <= {rule}
    assert lint(result.schema, ALL - {rule}, target=version, history=history) == ()


def history_of_releases(text: str, folder: Path) -> History | None:
    """The history of the releases in *text*, one line with a schema for each; None if there are none."""
    history = History()
    for name, schema in re.findall(r"^# release (\S+) (.*)", text, re.MULTILINE):
        path = folder / f"{name}.json"
        path.write_text(schema, "utf-8")
        history.add(name, graph_of(load_schema(path).schema))
    return history if history.releases else None


def test_every_rule_has_a_case() -> None:
    assert {case.stem.partition("--")[0] for case in CASES} - {"sound"} == ALL


def test_findings_are_in_the_order_of_files_and_lines(tmp_path: Path) -> None:
    (tmp_path / "a.json").write_text("{ 'include': 'z.json' }\n{ 'include': 'b.json' }\n", "utf-8")
    for name in "zb":
        definitions = [f"{{ 'command': '{name}{number}', 'returns': 'str' }}" for number in range(3)]
        (tmp_path / f"{name}.json").write_text("\n".join(definitions), "utf-8")
    found = lint(load_schema(tmp_path / "a.json").schema, ALL)
    assert [each.definition for each in found] == ["z0", "z1", "z2", "b0", "b1", "b2"]


def test_many_unknown_names_take_no_time_out_of_proportion(tmp_path: Path) -> None:
    def schema_of(count: int) -> Schema:
        path = tmp_path / "many.json"
        blocks = [
            f"##\n# @c{number}:\n#\n# See @none{number}.\n##\n{{ 'command': 'c{number}' }}\n" for number in range(count)
        ]
        path.write_text("\n".join(blocks), "utf-8")
        return load_schema(path).schema

    def look(schema: Schema) -> None:
        assert len(lint(schema, {"unknown-reference"})) == len(schema.definitions)

    assert_linear(look, schema_of(1_250), schema_of(TIMES * 1_250))


@pytest.mark.shared
def test_real_schema(shared: Path) -> None:
    """Linting does not fail, and finds only a moderate number of mistakes in a well-kept schema."""
    schema = load_schema(shared / "corpus/10.2.2/qapi/qapi-schema.json").schema
    found = lint(schema, ALL - {"undocumented-branch"}, target=Version.parse("10.2"))
    assert 0 < len(found) < len(schema.definitions) / 2


def test_findings_have_the_includes_that_led_to_them(tmp_path: Path) -> None:
    (tmp_path / "a.json").write_text("{ 'include': 'b.json' }\n", "utf-8")
    (tmp_path / "b.json").write_text("\n{ 'include': 'c.json' }\n", "utf-8")
    (tmp_path / "c.json").write_text("{ 'command': 'c', 'returns': 'str' }\n", "utf-8")
    (found,) = lint(load_schema(tmp_path / "a.json").schema, ALL)
    assert [(Path(each.path).name, each.line) for each in found.included_from] == [("b.json", 2), ("a.json", 1)]
