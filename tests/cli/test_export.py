"""``sphinx-qapi export``."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from sphinx_qapi.cli.main import main
from sphinx_qapi.export.schema_formats import SCHEMA_EXPORTERS
from sphinx_qapi.schema.load import load_schema

EXAMPLE = str(Path(__file__).parents[2] / "examples/granary/granary.json")


@pytest.mark.parametrize("name", SCHEMA_EXPORTERS)
def test_a_file_has_what_is_printed(name: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["export", name, EXAMPLE, "--lean"]) == 0
    printed = capsys.readouterr().out
    assert printed.endswith("\n")
    if SCHEMA_EXPORTERS[name].folder is not None:
        assert main(["export", name, EXAMPLE, "--lean", "-o", str(tmp_path / "md")]) == 0
        assert (tmp_path / "md/llms-full.txt").read_text("utf-8") == printed
        return
    if SCHEMA_EXPORTERS[name].suffix.endswith(".json") or SCHEMA_EXPORTERS[name].site_file.endswith(".json"):
        assert json.loads(printed)
    assert main(["export", name, EXAMPLE, "--lean", "-o", str(tmp_path / "file")]) == 0
    assert (tmp_path / "file").read_text("utf-8") == printed


def test_a_model_takes_the_place_of_its_schema(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    model = str(tmp_path / "model.json")
    assert main(["export", "model", EXAMPLE, "-o", model]) == 0
    assert load_schema(model).schema == load_schema(EXAMPLE).schema
    for words in (["paths"], ["export", "openrpc"], ["graph", "-f", "json"]):
        texts = []
        for path in (EXAMPLE, model):
            assert main([*words, path]) == 0
            texts.append(capsys.readouterr().out.replace("model.json", "granary.json"))
        assert texts[0] == texts[1]
    assert main(["check", model]) == 0
    assert main(["diff", model, EXAMPLE, "--fail-on", "introspection"]) == 0


@pytest.mark.parametrize("name", ["job-list", "JobInfo"])
def test_a_model_of_some_definitions_hides_what_they_need(name: str, capsys: pytest.CaptureFixture[str]) -> None:
    schema = load_schema(EXAMPLE).schema
    name = name if name in schema.definitions else next(iter(schema.definitions))
    assert main(["export", "model", EXAMPLE, name]) == 0
    data = json.loads(capsys.readouterr().out)
    shown = [item["name"] for module in data["modules"] for item in module["items"]]
    assert shown == [name]


@pytest.mark.parametrize(
    ("words", "error"),
    [
        (
            ["json-schema", EXAMPLE, "query-pool"],
            'no definition is named "query-pool" (did you mean "query-pools", "query-jobs" or "query-volumes"?)',
        ),
        (["model", EXAMPLE, "--open", "all"], "--open belongs to json-schema and openrpc"),
        (["model", "none.json"], "cannot read none.json: no such file or directory"),
        (["model", EXAMPLE, "-o", "/dev/null/x"], "cannot write /dev/null/x: a file is where a folder is needed"),
    ],
)
def test_names_and_branches_that_do_not_exist(words: list[str], error: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["export", *words]) == 2
    assert capsys.readouterr().err == f"sphinx-qapi: error: {error}\n"


def test_a_damaged_model_is_one_sentence(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "model.json"
    path.write_text('{"type": "qapi-model", "format": 1, "files": []}', "utf-8")
    for words in (["check"], ["paths"], ["diff", str(path)], ["graph"], ["export", "model"], ["build"]):
        assert main([*words, str(path)]) == 2
        error = capsys.readouterr().err
        assert error == f"sphinx-qapi: error: cannot read {path}: it is no sound model: modules: a list was expected\n"
