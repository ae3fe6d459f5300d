"""JSON Schema of tiny schemas, and of the example."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from sphinx_qapi.export.json_schema.document import json_schema
from sphinx_qapi.export.json_schema.options import Json, Open, Options
from sphinx_qapi.export.json_schema.texts import DocumentTexts
from sphinx_qapi.schema.load import load_schema
from sphinx_qapi.schema.model.schema import Schema
from tests.exports.examples import Judge

ROOT = Path(__file__).parents[3]
PLANES = """
{ 'enum': 'Kind', 'data': [ 'wing', 'rotor', 'kite' ] }
{ 'struct': 'Named', 'data': { 'name': 'str' } }
{ 'struct': 'Wing', 'base': 'Named', 'data': { 'span': 'number', '*flaps': 'uint8' } }
{ 'union': 'Rotor', 'base': { 'blades': 'Kind' }, 'discriminator': 'blades', 'data': { 'wing': 'Wing' } }
{ 'union': 'Plane', 'base': { 'kind': 'Kind' }, 'discriminator': 'kind', 'data': { 'wing': 'Wing', 'rotor': 'Rotor' } }
{ 'alternate': 'PlaneOrId', 'data': { 'plane': 'Plane', 'id': 'int' } }
{ 'command': 'fly', 'data': { 'planes': [ 'PlaneOrId' ] }, 'returns': 'Plane' }
{ 'command': 'land', 'data': 'Named' }
{ 'event': 'LANDED', 'data': { 'name': 'str' } }
"""
NOW = {"seconds": 1, "microseconds": 0}


@pytest.fixture
def schema_of(tmp_path: Path) -> Callable[[str], Schema]:
    def make(text: str) -> Schema:
        path = tmp_path / "s.json"
        path.write_text(text, "utf-8")
        return load_schema(path).schema

    return make


@pytest.fixture
def parts(schema_of: Callable[[str], Schema]) -> Callable[..., Any]:
    return lambda text, **options: json_schema(schema_of(text), (), Options(**options))["$defs"]


def errors(parts: Any, part: str, value: object) -> list[str]:
    document = {"$ref": f"#/$defs/{part}", "$defs": parts}
    Draft202012Validator.check_schema(document)
    return [each.message for each in Draft202012Validator(document).iter_errors(value)]


@pytest.mark.parametrize(
    ("part", "value", "is_valid"),
    [
        ("fly_request", {"execute": "fly", "arguments": {"planes": [1]}, "id": "x"}, True),
        ("fly_request", {"execute": "fly"}, False),
        ("fly_request", {"execute": "land", "arguments": {"planes": [1]}}, False),
        ("fly_arguments", {"planes": [{"kind": "wing", "name": "a", "span": 1.5, "flaps": 255}]}, True),
        ("fly_arguments", {"planes": [{"kind": "wing", "name": "a", "span": 1.5, "flaps": 256}]}, False),
        ("fly_arguments", {"planes": [{"kind": "wing", "span": 1}]}, False),
        ("fly_arguments", {"planes": [{"kind": "wing", "name": "a", "span": 1, "flap": 1}]}, False),
        ("fly_arguments", {"planes": [{"kind": "kite"}]}, True),
        ("fly_arguments", {"planes": [{"kind": "rotor", "blades": "wing", "name": "a", "span": 1}]}, True),
        ("fly_arguments", {"planes": [{"kind": "rotor", "blades": "kite", "name": "a"}]}, False),
        ("fly_arguments", {"planes": [2**63]}, False),
        ("fly_returns", {"kind": "kite", "new": 1}, True),
        ("land_arguments", {"name": "a"}, True),
        ("land_arguments", {"name": "a", "b": 1}, False),
        ("land_returns", {}, True),
        (
            "LANDED_event",
            {"event": "LANDED", "data": {"name": "a"}, "timestamp": {"seconds": 1, "microseconds": 0}},
            True,
        ),
        ("LANDED_event", {"event": "LANDED", "timestamp": {"seconds": 1, "microseconds": 0}}, False),
    ],
)
def test_which_values_are_valid(parts: Callable[..., Any], part: str, value: object, is_valid: bool) -> None:
    assert (errors(parts(PLANES), part, value) == []) is is_valid


def test_a_misspelt_key_gives_few_errors(parts: Callable[..., Any]) -> None:
    made = parts(PLANES)["Plane"]
    assert made["discriminator"] == {"propertyName": "kind"}
    assert made["oneOf"][0] == {"$ref": "#/$defs/Plane_wing"}


@pytest.mark.parametrize(
    ("which", "sent", "received"), [(Open.REPLIES, False, True), (Open.CLOSED, False, False), (Open.ALL, True, True)]
)
def test_which_objects_are_open(parts: Callable[..., Any], which: Open, sent: bool, received: bool) -> None:
    made = parts(PLANES, open=which)
    kite = {"kind": "kite", "new": 1}
    assert (errors(made, "fly_arguments", {"planes": [kite]}) == []) is sent
    assert (errors(made, "fly_returns", kite) == []) is received
    assert ("Plane_reply" in made) is (which is Open.REPLIES)


def test_lean_has_only_references_without_texts(parts: Callable[..., Any], schema_of: Callable[[str], Schema]) -> None:
    text = (
        "##\n# @c:\n#\n# Text.\n#\n# @e: More.\n#\n# Features:\n# @deprecated: Old.\n##\n"
        "{ 'command': 'c', 'data': { 'e': { 'type': 'E', 'features': [ 'deprecated' ] } } }\n"
        "{ 'enum': 'E', 'data': [ 'v' ] }"
    )
    full = parts(text)["c_arguments"]["properties"]["e"]
    assert full == {"$ref": "#/$defs/E", "description": "More.", "deprecated": True, "x-qapi-features": ["deprecated"]}
    assert parts(text, lean=True)["c_arguments"]["properties"]["e"] == {"$ref": "#/$defs/E"}
    assert "description" not in json.dumps(parts(text, lean=True))


def test_what_is_said_of_a_part(parts: Callable[..., Any]) -> None:
    made = parts(
        "##\n# @c:\n#\n# Text.\n#\n# @a: A number (default: 5).\n#     (Since 2.0)\n#\n# Since: 1.0\n##\n"
        "{ 'command': 'c', 'data': { '*a': { 'type': 'uint8', 'if': 'CONFIG_A' } } }"
    )
    assert made["c_request"]["description"] == "Text."
    assert made["c_request"]["x-qapi-since"] == "1.0"
    number = made["c_arguments"]["properties"]["a"]
    assert number.pop("description").startswith("A number")
    assert number == {
        "type": "integer", "minimum": 0, "maximum": 255, "x-qapi-type": "uint8",
        "x-qapi-since": "2.0", "x-qapi-if": "CONFIG_A", "default": 5,
    }  # fmt: skip


def test_names_have_no_dots_and_do_not_collide(parts: Callable[..., Any]) -> None:
    made = parts("{ 'command': '__a.b_c', 'data': 'S_x' } { 'command': '__a_b_c' } { 'struct': 'S_x', 'data': {} }")
    assert {"__a_b_c_request", "__a_b_c_request_2", "S_x"} <= made.keys()
    assert not [name for name in made if "." in name]


def test_old_forms(parts: Callable[..., Any]) -> None:
    made = parts("""
        { 'type': 'T', 'data': { 'in': { '*a': [ 'int' ] }, '**': '**' } }
        { 'union': 'U', 'data': { 't': 'T', 'n': 'int' } }
        { 'command': 'c', 'data': { 'u': 'U' }, 'gen': 'no' }
    """)
    assert errors(made, "c_arguments", {"u": {"type": "t", "data": {"in": {"a": [1]}, "more": 1}}, "open": 1}) == []
    assert errors(made, "c_arguments", {"u": {"type": "n", "data": 1}}) == []
    assert errors(made, "c_arguments", {"u": {"type": "n", "data": "1"}})
    assert errors(made, "c_arguments", {"u": {"type": "t", "data": {"in": {"b": 1}}}})


def test_types_that_contain_themselves_end(parts: Callable[..., Any]) -> None:
    made = parts("""
        { 'enum': 'E', 'data': [ 'u' ] }
        { 'union': 'U', 'base': { 'e': 'E' }, 'discriminator': 'e', 'data': { 'u': 'U' } }
        { 'struct': 'S', 'base': 'S', 'data': { '*s': [ 'S' ], 'n': 'None' } }
        { 'command': 'c', 'data': { 'u': 'U', 's': 'S' } }
    """)
    assert errors(made, "S_reply" if "S_reply" in made else "S", {"n": 1, "s": [{"n": 2}]}) == []


def test_a_document_of_some_definitions_has_what_they_need(schema_of: Callable[[str], Schema]) -> None:
    schema = schema_of(PLANES)
    document = json_schema(schema, ["land"])
    assert set(document["$defs"]) == {"land_arguments", "land_returns", "land_request", "Named"}
    assert Draft202012Validator(document).is_valid({"execute": "land", "arguments": {"name": "a"}})
    several = json_schema(schema, ["land", "Kind"])
    assert Draft202012Validator(several).is_valid("kite")


def test_schemas_of_files_have_all_types_closed(parts: Callable[..., Any]) -> None:
    made = parts("{ 'struct': 'A', 'data': { 'b': 'B' } } { 'struct': 'B', 'data': { 'c': 'int' } }")
    assert errors(made, "A", {"b": {"c": 1}}) == []
    assert errors(made, "A", {"b": {"c": 1, "d": 1}})


def test_the_example_is_valid_by_its_meta_schema_and_judges_its_examples() -> None:
    schema = load_schema(ROOT / "examples/granary/granary.json").schema
    for options in (Options(), Options(lean=True), Options(open=Open.ALL)):
        Draft202012Validator.check_schema(json_schema(schema, (), options))
    judged = list(Judge(schema).judged())
    assert len(judged) > 50
    assert [each for each in judged if each.is_right == bool(each.errors)] == []


def test_files_that_refer_to_each_other_say_what_one_document_says() -> None:
    schema = load_schema(ROOT / "examples/granary/granary.json").schema
    files = {name: f"{name}.schema.json" for name in schema.definitions}
    texts = DocumentTexts(schema, files)
    written = {files[name]: json.loads(texts.text(each)) for name, each in schema.definitions.items()}

    def joined(document: str) -> Json:
        """The file *document* as a single document, with the parts of all files that it refers to."""
        result = written[document] | {"$defs": {}}
        pending = [(document, place) for place in _references(result)]
        for base, place in pending:
            file, part = place.split("#/$defs/")
            home = file or base
            if part not in result["$defs"]:
                result["$defs"][part] = made = written[home]["$defs"][part]
                pending += [(home, each) for each in _references(made)]
        text = re.sub(r'"[^"]*\.schema\.json#', '"#', json.dumps(result))
        whole: Json = json.loads(text)
        return whole

    for name, file in files.items():
        whole, made = json_schema(schema, [name]), joined(file)
        referred = {part: whole["$defs"][part] for part in made["$defs"]}  # nothing refers to some of the parts
        assert made == whole | {"$defs": referred}, name
    parts = [part for each in written.values() for part in each["$defs"]]
    assert len(parts) == len(set(parts)), "each part is in one file"


def _references(value: object) -> list[str]:
    if isinstance(value, dict):
        own = [value["$ref"]] if isinstance(value.get("$ref"), str) else []
        return own + [each for inner in value.values() for each in _references(inner)]
    return [each for inner in value for each in _references(inner)] if isinstance(value, list) else []


def test_arguments_that_are_a_union_are_mandatory(parts: Callable[..., Any]) -> None:
    made = parts(PLANES + "{ 'command': 'buy', 'data': 'Plane', 'boxed': true }")
    assert errors(made, "buy_request", {"execute": "buy"})
    assert not errors(made, "buy_request", {"execute": "buy", "arguments": {"kind": "kite"}})
