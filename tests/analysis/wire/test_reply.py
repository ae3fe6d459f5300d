"""A reply of ``query-qmp-schema`` gives the same shapes as the schema of its build."""

from __future__ import annotations

import json

import pytest

from sphinx_qapi.analysis.diff.diff import Side, compare_sides
from sphinx_qapi.analysis.wire.build_symbols import as_built, solve_build
from sphinx_qapi.analysis.wire.reply_shapes import ReplyError, read_reply
from sphinx_qapi.analysis.wire.schema_shapes import graph_of
from sphinx_qapi.analysis.wire.shape_table import ShapeTable
from tests.analysis.conftest import MakeGraph, MakeSchema

SCHEMA = """\
{ 'command': 'fill', 'data': { 'silo': 'Silo', '*sort': 'Grain', '*n': 'uint8' }, 'returns': [ 'Weight' ],
  'allow-oob': true, 'allow-preconfig': true }
{ 'command': 'lift', 'if': 'CONFIG_LIFT' }
{ 'command': 'tow', 'if': { 'all': [ 'CONFIG_LIFT', { 'not': 'CONFIG_PIT' } ] } }
{ 'command': 'sow', 'if': { 'any': [ 'CONFIG_PIT', 'CONFIG_FIELD' ] } }
{ 'event': 'FULL' }
{ 'union': 'Silo', 'base': { 'form': 'Form' }, 'discriminator': 'form', 'data': { 'tower': 'Tower' } }
{ 'enum': 'Form', 'data': [ 'tower', { 'name': 'pit', 'if': 'CONFIG_PIT' } ] }
{ 'struct': 'Tower', 'data': { 'height': 'int' }, 'features': [ 'lift' ] }
{ 'enum': 'Grain', 'data': [ 'rye', { 'name': 'oats', 'features': [ 'deprecated' ] } ] }
{ 'alternate': 'Weight', 'data': { 'exact': 'size', 'rough': 'Grain' } }
"""
REPLY: list[dict[str, object]] = [
    {"name": "fill", "meta-type": "command", "arg-type": "1", "ret-type": "[2]", "allow-oob": True},
    {"name": "lift", "meta-type": "command", "arg-type": "0", "ret-type": "0"},
    {"name": "tow", "meta-type": "command", "arg-type": "0", "ret-type": "0"},
    {"name": "FULL", "meta-type": "event", "arg-type": "0"},
    {"name": "0", "meta-type": "object", "members": []},
    {
        "name": "1",
        "meta-type": "object",
        "members": [
            {"name": "silo", "type": "3"},
            {"name": "sort", "type": "4", "default": None},
            {"name": "n", "type": "int", "default": None},
        ],
    },
    {"name": "[2]", "meta-type": "array", "element-type": "2"},
    {"name": "2", "meta-type": "alternate", "members": [{"type": "int"}, {"type": "4"}]},
    {
        "name": "3",
        "meta-type": "object",
        "members": [{"name": "form", "type": "5"}],
        "tag": "form",
        "variants": [{"case": "tower", "type": "6"}],
    },
    {
        "name": "4",
        "meta-type": "enum",
        "members": [{"name": "oats", "features": ["deprecated"]}, {"name": "rye"}],
        "values": ["oats", "rye"],
    },
    {"name": "5", "meta-type": "enum", "values": ["tower"]},
    {"name": "6", "meta-type": "object", "features": ["lift"], "members": [{"name": "height", "type": "int"}]},
    {"name": "int", "meta-type": "builtin", "json-type": "int"},
]

MESSAGES = '{"QMP": {"version": {}}}\n{"return": {}}\n' + json.dumps({"return": REPLY}) + '\n{"return": []}\n'


@pytest.mark.parametrize("text", [json.dumps(REPLY), json.dumps({"return": REPLY}, indent=2), MESSAGES])
def test_nothing_is_left_that_the_build_does_not_explain(text: str, schema_of: MakeSchema) -> None:
    table = ShapeTable()
    schema = schema_of(SCHEMA)
    sides = [
        Side(name="schema", entries=table.intern(graph_of(schema)), schema=schema),
        Side(name="reply", entries=table.intern(read_reply(text)), is_reply=True),
    ]
    for old, new in (sides, sides[::-1]):
        found = compare_sides(table, old, new)
        assert found.changes == ()
        assert found.build is not None
        assert found.build.defined == {"CONFIG_LIFT"}
        assert found.build.undefined == {"CONFIG_PIT", "CONFIG_FIELD"}
        assert {str(path) for path, _ in found.build.left_out} == {
            "command sow", "command fill arguments.silo.form=pit", "command fill arguments.silo<form=pit>"
        }  # fmt: skip


@pytest.mark.parametrize(
    ("condition", "is_there", "defined"),
    [
        ("{ 'any': [ 'A', 'B' ] }", True, {"A"}),  # either symbol would do
        ("{ 'all': [ 'A', 'B' ] }", True, {"A", "B"}),
        ("{ 'all': [ 'A', 'B' ] }", False, set()),
        ("{ 'all': [ { 'not': 'A' }, { 'not': 'B' } ] }", False, {"A"}),
        ("{ 'not': { 'all': [ 'A', 'B' ] } }", False, {"A", "B"}),
        ("{ 'not': 'A' }", False, {"A"}),
    ],
)
def test_builds_that_are_not_told_exactly(condition: str, is_there: bool, defined: set[str], graph: MakeGraph) -> None:
    table = ShapeTable()
    schema = table.intern(graph(f"{{ 'command': 'fill', 'if': {condition} }}\n{{ 'command': 'stop' }}"))
    reply = schema if is_there else {"command stop": schema["command stop"]}
    build = solve_build(table, schema, reply)
    assert build.defined == defined
    assert table.intern(as_built(table, schema, build)).keys() == reply.keys()


def test_single_conditions_are_not_overruled(graph: MakeGraph) -> None:
    """Two parts prove that A is not defined; a third part, which may have another reason, does not outweigh them."""
    text = "".join(f"{{ 'command': 'c{n}', 'if': 'A' }}\n" for n in range(2))
    table = ShapeTable()
    schema = table.intern(graph(text + "{ 'command': 'd', 'if': { 'any': [ 'A', 'B' ] } }\n"))
    build = solve_build(table, schema, {"command d": schema["command d"]})
    assert (set(build.defined), set(build.undefined)) == ({"B"}, {"A"})


def test_what_the_build_does_not_explain_is_left(schema_of: MakeSchema) -> None:
    table = ShapeTable()
    schema = schema_of(SCHEMA.replace("'height': 'int'", "'height': 'int', 'roof': 'bool'"))
    old = Side(name="schema", entries=table.intern(graph_of(schema)), schema=schema)
    new = Side(name="reply", entries=table.intern(read_reply(json.dumps(REPLY))), is_reply=True)
    assert [(each.kind, str(each.path)) for each in compare_sides(table, old, new).changes] == [
        ("member-removed-mandatory", "command fill arguments.silo<form=tower>.roof")
    ]


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("[]", "there is no reply"),
        ('{"return": [{"meta-type": "command", "name": "x"}]}', "lacks something"),
        ('{"return": 1}\n{"return": [', "line 2 is no JSON"),
    ],
)
def test_what_is_no_reply(text: str, message: str) -> None:
    with pytest.raises(ReplyError, match=message):
        read_reply(text)
