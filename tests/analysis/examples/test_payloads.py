"""The content of payloads; `test_real_examples` checks those of real schemas."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from sphinx_qapi.analysis.examples.payloads.payload import payloads_of
from sphinx_qapi.analysis.examples.payloads.payload_text import payload_text
from sphinx_qapi.analysis.examples.protocol import Vocabulary
from sphinx_qapi.schema.load import load_schema
from sphinx_qapi.schema.model.definitions import Command, Event
from sphinx_qapi.schema.model.schema import Schema


def _payloads(schema: Schema, name: str) -> dict[str, tuple[object, object]]:
    """The minimal and the full message of each branch, by the names of the branch joined with dots."""
    definition = schema.find(name)
    assert isinstance(definition, (Command, Event))
    found = payloads_of(Vocabulary.of(schema), definition)
    return {".".join(each.branch): (each.minimal, each.full) for each in found}


def _load(tmp_path: Path, text: str) -> Schema:
    path = tmp_path / "schema.json"
    path.write_text(text, "utf-8")
    return load_schema(path).schema


def test_a_command(schema: Schema) -> None:
    ((minimal, full),) = _payloads(schema, "bin-add").values()
    assert minimal == {"execute": "bin-add", "arguments": {"name": "name", "grain": "wheat"}}
    door = {"kind": "none", "label": "label"}
    arguments = {"name": "name", "grain": "wheat", "fill": 1, "doors": [door]}
    assert isinstance(full, dict)
    assert set(full["arguments"]) == set(arguments)


def test_a_command_without_arguments_and_an_event(schema: Schema) -> None:
    assert _payloads(schema, "bin-query") == {"": ({"execute": "bin-query"}, {"execute": "bin-query"})}
    ((minimal, full),) = _payloads(schema, "BIN_EMPTY").values()
    assert minimal == {"event": "BIN_EMPTY", "data": {"name": "name"}, "timestamp": {"seconds": 0, "microseconds": 0}}
    assert isinstance(full, dict)
    assert full["data"] == {"name": "name", "level": 0}


def test_branches_and_those_within(schema: Schema) -> None:
    found = _payloads(schema, "door-set")
    assert list(found) == ["slide.motor", "slide.crank", "flap", "none"]
    assert found["slide.crank"][0] == {"execute": "door-set", "arguments": {"kind": "slide", "drive": "crank"}}
    full = {"kind": "slide", "label": "label", "drive": "crank", "turns": 0}
    assert found["slide.crank"][1] == {"execute": "door-set", "arguments": full}


def test_of_an_alternate_a_scalar(schema: Schema) -> None:
    ((minimal, full),) = _payloads(schema, "bin-drop").values()
    assert minimal == full == {"execute": "bin-drop", "arguments": {"bin": 0}}  # `@old` is deprecated


def test_what_contains_itself_ends(schema: Schema) -> None:
    ((_, full),) = _payloads(schema, "chain-set").values()
    assert full == {"execute": "chain-set", "arguments": {"name": "name", "next": {"name": "name"}}}


CHAIN = [f"{{ 'struct': 'S{n}', 'data': {{ 'next': 'S{n + 1}' }} }}" for n in range(1_000)]
DOUBLING = [f"{{ 'struct': 'S{n}', 'data': {{ 'a': 'S{n + 1}', 'b': 'S{n + 1}' }} }}" for n in range(40)]
ENDLESS = {
    "a struct in itself": """\
{ 'struct': 'A', 'data': { 'a': 'A' } }
{ 'command': 'go', 'data': { 'a': 'A' } }""",
    "a union of itself": """\
{ 'enum': 'E', 'data': [ 'a' ] }
{ 'union': 'A', 'base': { 'e': 'E' }, 'discriminator': 'e', 'data': { 'a': 'A' } }
{ 'command': 'go', 'boxed': true, 'data': 'A' }""",
    "an alternate of its user": """\
{ 'struct': 'A', 'data': { 'c': 'C' } }
{ 'alternate': 'C', 'data': { 'a': 'A' } }
{ 'command': 'go', 'data': 'A' }""",
    "a long chain": "\n".join([*CHAIN, "{ 'struct': 'S1000', 'data': {} }", "{ 'command': 'go', 'data': 'S0' }"]),
    "too much": "\n".join([*DOUBLING, "{ 'struct': 'S40', 'data': {} }", "{ 'command': 'go', 'data': 'S0' }"]),
}


@pytest.mark.parametrize("text", ENDLESS.values(), ids=ENDLESS.keys())
def test_what_has_no_end_has_no_payload(tmp_path: Path, text: str) -> None:
    assert _payloads(_load(tmp_path, text), "go") == {}


def test_optional_members_are_there_down_to_the_third_object(tmp_path: Path) -> None:
    structs = [f"{{ 'struct': 'S{n}', 'data': {{ '*deeper': 'S{n + 1}' }} }}" for n in range(1, 6)]
    text = "\n".join([*structs, "{ 'struct': 'S6', 'data': {} }", "{ 'command': 'go', 'data': { '*deeper': 'S1' } }"])
    ((_, full),) = _payloads(_load(tmp_path, text), "go").values()
    assert full == {"execute": "go", "arguments": {"deeper": {"deeper": {"deeper": {}}}}}


def test_defaults_and_values_that_every_server_has(tmp_path: Path) -> None:
    text = """\
{ 'enum': 'Pace', 'data': [ { 'name': 'old', 'features': [ 'deprecated' ] }, { 'name': 'odd', 'if': 'ODD' }, 'slow' ] }
##
# @go:
#
# @pace: how
#
# @far: metres (default: 42)
#
# @on: whether (default: true)
#
# @size: out of range (default: 300)
#
# @how: mode (default: odd)
##
{ 'command': 'go',
  'data': { 'pace': 'Pace', '*far': 'int', '*on': 'bool', '*size': 'uint8', '*how': 'Pace' } }
"""
    ((_, full),) = _payloads(_load(tmp_path, text), "go").values()
    assert full == {"execute": "go", "arguments": {"pace": "slow", "far": 42, "on": True, "size": 1, "how": "odd"}}


def test_unions_of_unions_stay_small(tmp_path: Path) -> None:
    lines = []
    for level in range(12):
        inner = f"U{level + 1}" if level < 11 else "Leaf"
        base, data = f"{{ 't{level}': 'E{level}', '*x{level}': 'U{level}' }}", f"{{ 'a': '{inner}', 'b': '{inner}' }}"
        union = f"'union': 'U{level}', 'base': {base}, 'discriminator': 't{level}', 'data': {data}"
        lines += [f"{{ 'enum': 'E{level}', 'data': [ 'a', 'b' ] }}", f"{{ {union} }}"]
    lines += ["{ 'struct': 'Leaf', 'data': {} }", "{ 'command': 'go', 'boxed': true, 'data': 'U0' }"]
    found = _payloads(_load(tmp_path, "\n".join(lines)), "go")
    assert 0 < len(found) <= 500


def test_text_is_the_message_in_lines_that_fit(schema: Schema) -> None:
    ((minimal, full),) = _payloads(schema, "bin-add").values()
    for message in (minimal, full):
        text = payload_text(message, margin=3)  # type: ignore[arg-type]
        assert json.loads(text) == message
        assert all(len(line) <= 75 for line in text.split("\n"))
    assert "\n" not in payload_text({"execute": "bin-query"})
