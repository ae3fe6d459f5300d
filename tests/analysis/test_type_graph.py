"""The type graph, its groups, and the part of the graph that a picture shows."""

from __future__ import annotations

from pathlib import Path

import pytest

from sphinx_qapi.analysis.connected_parts import components, strongly_connected_groups
from sphinx_qapi.analysis.graph.diagram import Diagram
from sphinx_qapi.analysis.graph.neighbourhood import neighbourhood
from sphinx_qapi.analysis.graph.outline import outline
from sphinx_qapi.analysis.graph.pictures import Direction, entry_points, module_graph, picture_of, whole_map
from sphinx_qapi.analysis.graph.type_graph import TypeGraph, type_graph
from sphinx_qapi.schema.load import load_schema
from sphinx_qapi.schema.model.schema import Schema
from sphinx_qapi.schema.model.walks import UseRole


@pytest.fixture
def read(tmp_path: Path) -> type[_Reader]:
    _Reader.folder = tmp_path
    return _Reader


class _Reader:
    folder: Path

    @classmethod
    def schema(cls, text: str) -> Schema:
        path = cls.folder / "schema.json"
        path.write_text(text, "utf-8")
        return load_schema(path).schema

    @classmethod
    def graph(cls, text: str) -> TypeGraph:
        return type_graph(cls.schema(text))


def struct(name: str, *types: str, base: str = "") -> str:
    """A struct whose members have the names of their types, in lower case."""
    members = ", ".join(f"'{each.lower()}': '{each}'" for each in types)
    inherited = f"'base': '{base}', " if base else ""
    return f"{{ 'struct': '{name}', {inherited}'data': {{ {members} }} }}\n"


def enum(*names: str) -> str:
    return "".join(f"{{ 'enum': '{name}', 'data': [ 'a' ] }}\n" for name in names)


def boxes(diagram: Diagram | None) -> list[list[str]]:
    assert diagram is not None
    return [[f"{row.prefix}{row.name or row.label}{row.suffix}" for row in box.rows] for box in diagram.boxes]


def links(diagram: Diagram | None) -> list[tuple[str, str]]:
    assert diagram is not None
    return [
        (diagram.boxes[each.source].rows[0].name, diagram.boxes[each.target].rows[0].name) for each in diagram.links
    ]


KINDS = """\
{ 'enum': 'Mode', 'data': [ 'one', 'two' ] }
{ 'struct': 'Base', 'data': { 'mode': 'Mode' } }
{ 'struct': 'One', 'data': { '*sizes': [ 'int' ], 'inner': [ 'Base' ] } }
{ 'struct': 'Derived', 'base': 'Base', 'data': {} }
{ 'union': 'Choice', 'base': 'Base', 'discriminator': 'mode', 'data': { 'one': 'One' } }
{ 'alternate': 'Either', 'data': { 'text': 'str', 'choice': 'Choice' } }
{ 'command': 'run', 'data': { 'what': 'Either', 'again': 'Nothing' }, 'returns': [ 'One' ] }
{ 'event': 'RAN', 'boxed': true, 'data': 'Base' }
"""


def test_every_relation_has_its_edge(read: type[_Reader]) -> None:
    graph = read.graph(KINDS)
    found = {(use.source, use.target, use.relation, use.name) for uses in graph.uses.values() for use in uses}
    assert found == {
        ("Base", "Mode", UseRole.MEMBER, "mode"),
        ("One", "Base", UseRole.MEMBER, "inner"),
        ("Derived", "Base", UseRole.BASE, ""),
        ("Choice", "Base", UseRole.BASE, ""),
        ("Choice", "One", UseRole.BRANCH, "one"),
        ("Either", "Choice", UseRole.ALTERNATIVE, "choice"),
        ("run", "Either", UseRole.ARGUMENT, "what"),
        ("run", "One", UseRole.RETURN, ""),
        ("RAN", "Base", UseRole.ARGUMENT, ""),
    }
    assert graph.predecessors["Base"] == ("One", "Derived", "Choice", "RAN")


def test_groups_that_reach_each_other() -> None:
    successors = {"a": ["b"], "b": ["c", "d"], "c": ["a"], "d": ["e"], "e": ["d"], "f": ["f"]}
    assert {frozenset(group) for group in strongly_connected_groups(successors, successors.__getitem__)} == {
        frozenset("abc"), frozenset("de"), frozenset("f")
    }  # fmt: skip


def test_long_chains_are_no_matter() -> None:
    names = [str(number) for number in range(20_000)]
    successors = {name: [names[(number + 1) % len(names)]] for number, name in enumerate(names)}
    assert len(strongly_connected_groups(successors, successors.__getitem__)) == 1


def test_components_are_in_the_order_of_their_first_names() -> None:
    successors: dict[str, list[str]] = {"a": ["c"], "b": [], "c": [], "d": ["b"]}
    predecessors = {"a": [], "b": ["d"], "c": ["a"], "d": []}
    assert components("abcd", successors, predecessors) == [("a", "c"), ("b", "d")]


def test_siblings_share_a_box_from_four_on(read: type[_Reader]) -> None:
    three = read.graph(enum("A", "B", "C") + struct("S", "A", "B", "C"))
    assert boxes(neighbourhood(three, "S")) == [["struct S"], ["enum A"], ["enum B"], ["enum C"]]
    four = read.graph(enum("A", "B", "C", "D") + struct("S", "A", "B", "C", "D"))
    assert boxes(neighbourhood(four, "S")) == [["struct S"], ["a: A", "b: B", "c: C", "d: D"]]


def test_of_many_users_six_are_shown(read: type[_Reader]) -> None:
    text = enum("A") + "".join(struct(f"U{number}", "A") for number in range(8))
    text += "{ 'event': 'LAST', 'data': { 'a': 'A' } }\n"
    diagram = neighbourhood(read.graph(text), "A")
    users = ["event LAST", "struct U0", "struct U1", "struct U2", "struct U3", "struct U4", "+3 more"]
    assert boxes(diagram) == [["enum A"], users]
    assert links(diagram) == [("LAST", "A")]
    assert diagram is not None
    (line,) = outline(diagram)
    assert (line.source, line.is_used, line.more, len(line.targets)) == ("A", True, "+3 more", 6)


def test_a_pair_has_no_picture(read: type[_Reader]) -> None:
    graph = read.graph(enum("A", "Lonely") + struct("S", "A"))
    assert [neighbourhood(graph, name) for name in graph.kinds] == [None, None, None]


def test_whole_hops_while_there_is_room(read: type[_Reader]) -> None:
    """At most three hops are shown, and a row whose uses are cut says how many there are."""
    chain = "".join(struct(f"S{number}", f"S{number + 1}") for number in range(5)) + struct("S5")
    assert boxes(neighbourhood(read.graph(chain), "S0")) == [
        ["struct S0"],
        ["struct S1"],
        ["struct S2"],
        ["struct S3+1"],
    ]


def test_a_hop_that_is_too_much_is_not_begun(read: type[_Reader]) -> None:
    parents = [f"P{number}" for number in range(8)]
    children = {parent: (f"{parent}a", f"{parent}b") for parent in parents}
    text = "".join(enum(*names) + struct(parent, *names) for parent, names in children.items())
    diagram = neighbourhood(read.graph(text + struct("Top", *parents[:3], "Mid") + struct("Mid", *parents)), "Top")
    assert diagram is not None
    assert {"P0", "P0a", "P7"} <= set(diagram.names), "two hops"
    assert "P7a" not in diagram.names, "the third one is too much"


def test_too_few_boxes_go_one_hop_further_and_group_harder(read: type[_Reader]) -> None:
    """One hop gives two boxes, and two hops more than are readable; then pairs share boxes in the second hop."""
    parents = [f"P{number}" for number in range(7)]
    text = "".join(enum(f"{each}a", f"{each}b") + struct(each, f"{each}a", f"{each}b") for each in parents)
    diagram = neighbourhood(read.graph(text + struct("Top", *parents)), "Top")
    assert ["p0a: P0a", "p0b: P0b"] in boxes(diagram)


def test_cycles_lead_back_to_what_the_picture_is_about(read: type[_Reader]) -> None:
    graph = read.graph(struct("A", "B") + struct("B", "C") + struct("C", "A", "B", "C"))
    assert links(neighbourhood(graph, "A")) == [("A", "B"), ("B", "C"), ("C", "A"), ("C", "C")]
    assert boxes(neighbourhood(graph, "A")) == [["struct A"], ["struct B"], ["struct C+1"]]


def test_arguments_and_returns_are_two_arms(read: type[_Reader]) -> None:
    graph = read.graph(enum("A", "B") + "{ 'command': 'c', 'data': { 'a': 'A' }, 'returns': [ 'B' ] }\n")
    diagram = neighbourhood(graph, "c")
    assert diagram is not None
    assert [(each.label, each.carrier) for each in diagram.links] == [("arguments", "a"), ("returns", "returns")]


def test_directions(read: type[_Reader]) -> None:
    graph = read.graph(enum("A", "B") + struct("S", "A") + struct("T", "S", "B"))
    assert set(picture_of(graph, ["S"], depth=1, direction=Direction.USES).names) == {"S", "A"}
    assert set(picture_of(graph, ["S"], depth=1, direction=Direction.USED_BY).names) == {"S", "T"}
    assert set(picture_of(graph, ["S"], depth=1).names) == {"S", "A", "T"}
    assert set(picture_of(graph, ["S"], depth=0).names) == {"S"}


def test_entry_points_and_map(read: type[_Reader]) -> None:
    graph = read.graph(KINDS + "{ 'command': 'stop' }\n")
    assert entry_points(graph, ["run", "RAN", "stop", "One"]).names == ["run", "RAN", "Either", "One", "Base"]
    assert set(whole_map(graph).names) == set(graph.kinds) - {"stop"}


def test_modules(tmp_path: Path) -> None:
    (tmp_path / "schema.json").write_text(
        "{ 'include': 'a.json' }\n{ 'include': 'b.json' }\n" + struct("S", "A"), "utf-8"
    )
    (tmp_path / "a.json").write_text(enum("A"), "utf-8")
    (tmp_path / "b.json").write_text(struct("B", "A"), "utf-8")
    schema = load_schema(tmp_path / "schema.json").schema
    assert links(module_graph(schema, type_graph(schema))) == [("schema", "a"), ("b", "a")]


def test_words_name_every_definition(read: type[_Reader]) -> None:
    """This includes a definition without lines: the picture does not link definitions that the words do not name."""
    graph = read.graph(enum("A", "Lonely") + struct("S", "A"))
    diagram = picture_of(graph, ["S", "Lonely"], depth=1)
    assert [(line.source, [name for name, _carrier in line.targets]) for line in outline(diagram)] == [
        ("S", ["A"]),
        ("Lonely", []),
    ]
