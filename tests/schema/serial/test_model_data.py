"""The model converted to plain data and back."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from sphinx_qapi.schema.load import UnreadableSchema, load_schema
from sphinx_qapi.schema.model.schema import Schema
from sphinx_qapi.schema.serial.errors import ModelError
from sphinx_qapi.schema.serial.model_data import from_data, to_data
from sphinx_qapi.schema.serial.records import _RECORDS, ITEMS

ROOT = Path(__file__).parents[3]
EXAMPLE = ROOT / "examples/granary/granary.json"
FORMAT: dict[str, Any] = json.loads((ROOT / "sphinx_qapi/export/model.schema.json").read_text("utf-8"))


@pytest.fixture(scope="module")
def example() -> Schema:
    return load_schema(EXAMPLE).schema


def places(value: object) -> object:
    """Make `==` on *value* also compare what models ignore: positions, paths, lines, labels of versions."""
    if is_dataclass(value) and not isinstance(value, type):
        return [type(value), *(places(getattr(value, each.name)) for each in fields(value))]
    if isinstance(value, tuple):
        return [places(each) for each in value]
    return dict(value) if isinstance(value, Mapping) else value


def through_a_file(schema: Schema) -> Schema:
    return from_data(json.loads(json.dumps(to_data(schema))))


def test_an_equal_schema_comes_back_with_its_places(example: Schema) -> None:
    again = through_a_file(example)
    assert again == example
    assert places(again) == places(example)


def test_hidden_definitions_pragmas_and_named_versions_come_back(tmp_path: Path) -> None:
    path = tmp_path / "s.json"
    path.write_text(
        """
##
# = Boats
##

{ 'pragma': { 'doc-required': true, 'command-name-exceptions': [ 'Launch' ] } }

##
# @Launch:
#
# Since: v2.1-rc
##
{ 'command': 'Launch', 'data': 'Boat', 'if': { 'all': [ { 'not': 'A' }, { 'any': [ 'B', 'C' ] } ] } }

{ 'struct': 'Boat', 'data': { } }
""",
        "utf-8",
    )
    schema = load_schema(path, versions=r"v[\w.-]+").schema.without(["Boat"])
    assert str(schema.definitions["Launch"].since.version) == "v2.1-rc"  # type: ignore[union-attr]
    again = through_a_file(schema)
    assert again == schema
    assert places(again) == places(schema)
    assert again.find("Boat") is not None
    assert "Boat" not in again.definitions


def test_nameless_structs_and_raw_conditions_come_back(tmp_path: Path) -> None:
    path = tmp_path / "s.json"
    path.write_text(
        "{ 'type': 'T', 'data': { 'a': { '*b': [ 'int' ] }, 'c': 'T' }, 'if': 'X > 3' }\n"
        "{ 'union': 'U', 'data': { 'a': 'int' } }\n",
        "utf-8",
    )
    schema = load_schema(path, dialect="2.1").schema
    assert places(through_a_file(schema)) == places(schema)


def test_the_data_is_what_its_schema_says(example: Schema) -> None:
    Draft202012Validator.check_schema(FORMAT)
    errors = [
        f"{each.json_path}: {each.message}" for each in Draft202012Validator(FORMAT).iter_errors(to_data(example))
    ]
    assert errors == []


def test_the_schema_of_the_data_has_every_field() -> None:
    definitions = FORMAT["$defs"]
    for record in _RECORDS:
        known = definitions[record.__name__]["properties"].keys() - ({"kind"} if record in ITEMS.values() else set())
        assert known == {each.name for each in fields(record)}, record.__name__


def test_a_file_of_a_model_is_read_as_a_schema(example: Schema, tmp_path: Path) -> None:
    path = tmp_path / "model.json"
    path.write_text(json.dumps(to_data(example), indent=1), "utf-8")
    result = load_schema(path)
    assert places(result.schema) == places(example)
    assert result.files == (str(path),)


@pytest.mark.parametrize(
    ("change", "error"),
    [
        (lambda data: data.update(format=2), "format: 1 was expected: the model is of another version of this program"),
        (lambda data: data.update(type="x"), 'type: "qapi-model" was expected'),
        (lambda data: data.update(files=[]), "modules[0].items[0].position: there is no file 0"),
        (lambda data: data.update(modules=[]), "modules: a module was expected"),
        (lambda data: data.update(dialect="new"), "dialect: a release was expected"),
        (lambda data: item(data).pop("name"), "modules[0].items[0]: name is missing"),
        (lambda data: item(data).update(name=1), "modules[0].items[0].name: a text was expected"),
        (
            lambda data: item(data).update(kind="macro"),
            "modules[0].items[0].kind: one of heading, text, include,",
        ),
        (lambda data: item(data).update(boxed=1), "modules[0].items[0].boxed: true or false was expected"),
        (lambda data: item(data).update(position=[0, 0, 1]), "modules[0].items[0].position: a number from 1 on"),
        (
            lambda data: item(data).update(condition={"tree": {"all": ["A"]}}),
            "modules[0].items[0].condition.tree: a",
        ),
        (lambda data: item(data).update(module="b"), 'modules[0].items[0]: "c" says that it is in another module'),
        (lambda data: data["modules"].append(data["modules"][0]), 'modules[1]: two modules are named "s"'),
        (
            lambda data: data["modules"][0]["items"].append({"kind": "include", "module": "x", "position": [0, 1, 1]}),
            'modules[0].items[1]: no module is named "x"',
        ),
        (
            lambda data: item(data).update(documentation={"intro": {"file": 0, "content": "a\nb", "lines": [1]}}),
            "modules[0].items[0].documentation.intro.lines: a number for each of 2 lines was expected",
        ),
    ],
)
def test_what_is_wrong_is_told_where(change: Any, error: str, tmp_path: Path) -> None:
    path = tmp_path / "s.json"
    path.write_text("{ 'command': 'c' }", "utf-8")
    data = to_data(load_schema(path).schema)
    change(data)
    with pytest.raises(ModelError) as caught:
        from_data(data)
    assert str(caught.value).startswith(error)
    path.write_text(json.dumps(data), "utf-8")
    if data["type"] == "qapi-model":
        with pytest.raises(UnreadableSchema, match="it is no sound model"):
            load_schema(path)


def item(data: Any) -> Any:
    return data["modules"][0]["items"][0]


def test_nothing_nests_too_deeply(tmp_path: Path) -> None:
    tree: Any = "A"
    for _ in range(100_000):
        tree = {"not": tree}
    path = tmp_path / "s.json"
    path.write_text("{ 'command': 'c' }", "utf-8")
    data = to_data(load_schema(path).schema)
    item(data)["condition"] = {"tree": tree}
    with pytest.raises(ModelError, match="nested too deeply"):
        from_data(data)


def test_texts_have_no_control_characters(tmp_path: Path) -> None:
    path = tmp_path / "s.json"
    path.write_text("##\n# @c:\n#\n# Text.\n##\n{ 'command': 'c' }", "utf-8")
    data = to_data(load_schema(path).schema)
    item(data)["documentation"]["intro"]["content"] = "a\x1b[0m\tb"
    documentation = from_data(data).definitions["c"].documentation
    assert documentation is not None
    assert documentation.intro.content == "a\ufffd[0m\tb"
