"""The effective members of definitions."""

from __future__ import annotations

from pathlib import Path

from sphinx_qapi.analysis.effective_members import EffectiveMembers, effective_members
from sphinx_qapi.schema.load import load_schema
from sphinx_qapi.schema.model.conditions import condition_text


def members_of(tmp_path: Path, name: str, schema: str) -> EffectiveMembers:
    path = tmp_path / "schema.json"
    path.write_text(schema)
    loaded = load_schema(path).schema
    return effective_members(loaded, loaded.definitions[name])


def paths(effective: EffectiveMembers) -> list[str]:
    return [".".join(member.path) for member in effective.all_members()]


UNIONS = """\
{ 'enum': 'Kind', 'data': [ { 'name': 'a', 'if': 'VALUE' }, 'b', 'c' ] }
{ 'enum': 'Inner', 'data': [ 'x', 'y' ] }
{ 'struct': 'Base', 'data': { 'kind': 'Kind' } }
{ 'struct': 'Leaf', 'data': { '*m': { 'type': 'int', 'if': 'MEMBER' } } }
{ 'union': 'Nested', 'base': { 'inner': 'Inner' }, 'discriminator': 'inner',
  'data': { 'x': { 'type': 'Leaf', 'if': 'BRANCH' } } }
{ 'union': 'Outer', 'base': 'Base', 'discriminator': 'kind', 'data': { 'a': 'Nested', 'b': 'Leaf' } }
{ 'command': 'go', 'boxed': true, 'data': 'Outer', 'if': 'COMMAND' }
{ 'struct': 'Extended', 'base': 'Base', 'data': { 'more': 'str' } }
"""


def test_commands_have_the_members_of_all_branches_in_place(tmp_path: Path) -> None:
    effective = members_of(tmp_path, "go", UNIONS)
    assert paths(effective) == ["kind", "a.inner", "a.x.m", "b.m"]
    assert [".".join(branch.path) for branch in effective.all_branches()] == ["a", "a.x", "a.y", "b", "c"]
    assert [member.origin for member in effective.all_members()] == ["Base", "Nested", "Leaf", "Leaf"]


def test_conditions_add_up_but_for_the_definitions_own(tmp_path: Path) -> None:
    conditions = {
        ".".join(member.path): member.condition and condition_text(member.condition)
        for member in members_of(tmp_path, "go", UNIONS).all_members()
    }
    assert conditions == {
        "kind": None,
        "a.inner": "VALUE",
        "a.x.m": "VALUE and BRANCH and MEMBER",
        "b.m": "MEMBER",
    }


def test_types_have_their_branches_as_links_only(tmp_path: Path) -> None:
    effective = members_of(tmp_path, "Outer", UNIONS)
    assert paths(effective) == ["kind"]
    assert [(branch.name, str(branch.type)) for branch in effective.branches] == [
        ("a", "Nested"),
        ("b", "Leaf"),
        ("c", "None"),
    ]


def test_bases_come_first(tmp_path: Path) -> None:
    effective = members_of(tmp_path, "Extended", UNIONS)
    assert [(member.name, member.origin) for member in effective.members] == [("kind", "Base"), ("more", None)]


def test_inline_structs_follow_their_member(tmp_path: Path) -> None:
    schema = "{ 'type': 'T', 'data': { 'a': { 'b': { 'c': 'int' }, 'd': 'str' }, 'e': 'int' } }"
    assert paths(members_of(tmp_path, "T", schema)) == ["a", "a.b", "a.b.c", "a.d", "e"]


def test_a_simple_union_has_type_and_data(tmp_path: Path) -> None:
    schema = """\
{ 'type': 'T', 'data': { 'x': 'int' } }
{ 'union': 'U', 'data': { 'one': 'T', 'two': 'str' } }
{ 'command': 'go', 'boxed': true, 'data': 'U' }
"""
    effective = members_of(tmp_path, "go", schema)
    assert effective.is_simple
    assert paths(effective) == ["type", "one.data", "two.data"]


def test_wrong_schemas_give_what_is_sound(tmp_path: Path) -> None:
    """Cycles, unknown bases, and chains that are deeper than the call stack."""
    circle = (
        "{ 'struct': 'A', 'base': 'B', 'data': { 'a': 'int' } } { 'struct': 'B', 'base': 'A', 'data': { 'b': 'int' } }"
    )
    assert paths(members_of(tmp_path, "A", circle)) == ["b", "a"]
    assert paths(members_of(tmp_path, "A", "{ 'struct': 'A', 'base': 'Nope', 'data': { 'a': 'int' } }")) == ["a"]
    chain = "".join(f"{{ 'struct': 'S{n}', 'base': 'S{n + 1}', 'data': {{ 'm{n}': 'int' }} }}\n" for n in range(5000))
    assert len(paths(members_of(tmp_path, "S0", chain))) == 5000


def test_unions_that_double_with_each_level_are_shown_as_far_as_there_is_room(tmp_path: Path) -> None:
    levels = 40
    text = "{ 'enum': 'Side', 'data': [ 'a', 'b' ] }\n{ 'struct': 'Level40', 'data': { 'm': 'int' } }\n"
    for level in range(levels):
        text += (
            f"{{ 'union': 'Level{level}', 'base': {{ 'k{level}': 'Side' }}, 'discriminator': 'k{level}',"
            f" 'data': {{ 'a': 'Level{level + 1}', 'b': 'Level{level + 1}' }} }}\n"
        )
    (tmp_path / "x.json").write_text(text + "{ 'command': 'go', 'boxed': true, 'data': 'Level0' }\n")
    schema = load_schema(tmp_path / "x.json").schema
    effective = effective_members(schema, schema.definitions["go"])
    assert 20_000 < sum(1 for _ in effective.all_branches()) + sum(1 for _ in effective.all_members()) < 20_200
    assert all(branch.content is not None or branch.type is not None for branch in effective.all_branches())
