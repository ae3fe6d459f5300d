"""Which definitions have a picture: those whose picture tells something that their rows do not."""

from __future__ import annotations

import pytest

from sphinx_qapi.analysis.graph.diagram import Diagram
from sphinx_qapi.analysis.graph.neighbourhood import neighbourhood
from sphinx_qapi.analysis.graph.type_graph import type_graph
from sphinx_qapi.analysis.graph.worth import longest_way, shown_in_place, tells_more, worthy_pictures

from .conftest import MakeSchema

COMMON = """\
{ 'enum': 'Colour', 'data': [ 'red', 'green' ] }
{ 'enum': 'Shape', 'data': [ 'round' ] }
{ 'struct': 'Paint', 'data': { 'colour': 'Colour' } }
{ 'struct': 'Frame', 'data': { 'paint': 'Paint' } }
"""
MANY = ", ".join(f"'m{number}': 'int'" for number in range(9))
CYCLE = """\
{ 'struct': 'A', 'data': { 'b': 'B', 'c': 'Colour' } }
{ 'struct': 'B', 'data': { '*a': 'A', 's': 'Shape' } }
{ 'command': 'go', 'boxed': true, 'data': 'A', 'returns': 'Frame' }
{ 'event': 'GONE', 'data': { 'why': 'Shape', 'a': 'A' } }
"""
BRANCHES = (
    "{ 'union': 'Wall', 'base': { 'colour': 'Colour' }, 'discriminator': 'colour', 'data': { 'red': 'Frame' } }\n"
)


def picture(schema_of: MakeSchema, text: str, name: str, *, most_boxes: int = 99) -> Diagram | None:
    schema = schema_of(COMMON + text)
    in_place = shown_in_place(schema, schema.definitions[name])
    diagram = None
    for diagram in worthy_pictures(type_graph(schema), name, in_place):
        if len(diagram.boxes) <= most_boxes:
            break
    return diagram


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("", "Colour"),  # only users, which are named below
        ("", "Paint"),
        ("{ 'struct': 'S', 'data': { 'a': 'Colour', 'b': 'Shape' } }\n", "S"),
        ("{ 'struct': 'S', 'base': 'Paint', 'data': { 'b': 'Shape' } }\n", "S"),
        ("{ 'struct': 'S', 'data': { 'a': 'Colour', '*next': 'S' } }\n", "S"),
        ("{ 'command': 'c', 'boxed': true, 'data': 'Paint', 'returns': 'Shape' }\n", "c"),
        ("{ 'command': 'c', 'data': { 'shape': 'Shape' }, 'returns': 'Paint' }\n", "c"),
        (BRANCHES.replace("Frame", "Paint") + "{ 'command': 'c', 'boxed': true, 'data': 'Wall' }\n", "c"),
        ("{ 'event': 'E', 'data': { 'a': 'Colour', 'b': 'Colour' } }\n", "E"),
    ],
)
def test_what_rows_tell_needs_no_picture(schema_of: MakeSchema, text: str, name: str) -> None:
    assert picture(schema_of, text, name) is None


@pytest.mark.parametrize(
    ("text", "name", "way", "is_all"),
    [
        ("", "Frame", ("Frame", "Paint", "Colour"), True),
        ("{ 'struct': 'S', 'base': 'Frame', 'data': {} }\n", "S", ("S", "Frame", "Paint", "Colour"), True),
        ("{ 'command': 'c', 'data': { 'paint': 'Paint', 's': 'Shape' } }\n", "c", ("c", "Paint", "Colour"), False),
        (f"{{ 'struct': 'S', 'data': {{ 'p': 'Paint', {MANY} }} }}\n{{ 'command': 'c', 'returns': 'S' }}\n", "c",
         ("c", "S", "Paint", "Colour"), True),
        ("{ 'struct': 'A', 'data': { 'b': 'B' } }\n{ 'struct': 'B', 'data': { '*a': 'A', 's': 'Shape' } }\n", "A",
         ("A", "B", "A"), False),
        (BRANCHES, "Wall", ("Wall", "Frame", "Paint", "Colour"), True),
        ("{ 'alternate': 'Alt', 'data': { 'paint': 'Paint', 'name': 'str' } }\n", "Alt",
         ("Alt", "Paint", "Colour"), True),
    ],
)  # fmt: skip
def test_what_rows_do_not_tell_has_one(
    schema_of: MakeSchema, text: str, name: str, way: tuple[str, ...], is_all: bool
) -> None:
    """Two hops, a cycle, a shared type, and a struct with too many members to be shown in place."""
    diagram = picture(schema_of, text, name)
    assert diagram is not None
    assert longest_way(diagram) == (way, is_all)


@pytest.mark.parametrize("text", ["", BRANCHES, BRANCHES.replace("Frame", "Paint")])
def test_no_picture_is_missed(schema_of: MakeSchema, text: str) -> None:
    """Pictures are made only if they may tell more; that must be true of all that do."""
    schema = schema_of(COMMON + text + CYCLE)
    graph = type_graph(schema)
    for name, definition in schema.definitions.items():
        in_place = shown_in_place(schema, definition)
        usual = neighbourhood(graph, name)
        is_worthy = usual is not None and tells_more(usual, in_place)
        assert any(worthy_pictures(graph, name, in_place)) == is_worthy


def test_what_does_not_fit_shows_less_but_not_less_than_the_rows(schema_of: MakeSchema) -> None:
    users = "".join(
        f"{{ 'struct': 'U{number}', 'data': {{ 'frame': 'Frame', 's': 'Shape' }} }}\n" for number in range(3)
    )
    whole = picture(schema_of, users, "Frame")
    fitted = picture(schema_of, users, "Frame", most_boxes=3)
    assert whole is not None
    assert fitted is not None
    assert [row.name for row in whole.rows()] == ["Frame", "Paint", "Colour", "U0", "U1", "U2"]
    assert [row.name for row in fitted.rows()] == ["Frame", "Paint", "Colour"]
    assert picture(schema_of, users, "Frame", most_boxes=1) == fitted


def test_a_box_names_no_more_than_rows_can_be_taken_in(schema_of: MakeSchema) -> None:
    """A union with dozens of branches used to be one column, which left the rest of its picture blank."""
    leaves = "".join(f"{{ 'enum': 'L{number}', 'data': [] }}\n" for number in range(40))
    members = ", ".join(f"'l{number}': 'L{number}'" for number in range(40))
    text = (
        leaves + f"{{ 'struct': 'Top', 'data': {{ 'all': 'All' }} }}\n{{ 'struct': 'All', 'data': {{ {members} }} }}\n"
    )
    diagram = picture(schema_of, text, "Top")
    assert diagram is not None
    assert [row.name or row.label for row in diagram.boxes[-1].rows] == [f"L{number}" for number in range(8)] + [
        "+32 more"
    ]
