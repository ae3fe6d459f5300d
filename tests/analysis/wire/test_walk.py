"""Whether a schema accepts a path: the answers of the walker, which treats shapes as an automaton."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from sphinx_qapi.analysis.wire.listing import list_paths
from sphinx_qapi.analysis.wire.paths import BadPathError, read_path
from sphinx_qapi.analysis.wire.shape_table import ShapeTable
from sphinx_qapi.analysis.wire.walk import Walker
from tests.analysis.conftest import MakeGraph

GRANARY = """\
{ 'command': 'fill', 'data': { 'silo': 'Silo', 'grain': 'str', '*sort': 'Grain' }, 'returns': [ 'Report' ],
  'allow-oob': true, 'features': [ 'deprecated' ] }
{ 'command': 'add', 'data': { 'kind': 'str', '*more': 'any' }, 'gen': false }
{ 'command': 'stop' }
{ 'event': 'FULL', 'data': { 'silo': 'Silo' } }
{ 'union': 'Silo', 'base': { 'form': 'Form' }, 'discriminator': 'form', 'data': { 'tower': 'Tower', 'row': 'Row' } }
{ 'enum': 'Form', 'data': [ 'tower', { 'name': 'row', 'features': [ 'unstable' ] }, 'pit' ] }
{ 'struct': 'Tower', 'data': { 'height': 'int', 'roof': 'bool' }, 'features': [ 'lift' ] }
{ 'struct': 'Row', 'data': { 'cells': [ 'Silo' ], '*height': 'int', 'roof': 'bool' } }
{ 'enum': 'Grain', 'data': [ 'rye', 'oats' ] }
{ 'struct': 'Report', 'data': { 'weight': 'Weight' } }
{ 'alternate': 'Weight', 'data': { 'exact': 'size', 'rough': 'Grain' } }
"""


Ask = Callable[[str], tuple[str, str]]


@pytest.fixture
def answer(graph: MakeGraph) -> Ask:
    table = ShapeTable()
    entries = table.intern(graph(GRANARY))
    walker = Walker(table)

    def ask(text: str) -> tuple[str, str]:
        path = read_path(text)
        found = walker.ask(path, entries.get(path.entry))
        return found.presence.value, found.shape

    return ask


@pytest.mark.parametrize(
    ("path", "shape"),
    [
        ("command fill", ""),
        ("command fill#allow-oob", ""),
        ("command fill$deprecated", ""),
        ("command fill arguments", "object"),
        ("command fill arguments.sort", "?enum"),
        ("command fill arguments.silo<form=tower>.height", "int64"),
        ("command fill arguments.silo<form=tower>$lift", ""),
        ("command fill arguments.silo<form=pit>", ""),
        ("command fill arguments.silo.form=row$unstable", ""),
        ("command fill arguments.silo.height", "?int64"),  # one branch has it, the others do not
        ("command fill arguments.silo.roof", "?bool"),
        ("command fill arguments.silo<form=row>.cells[]<form=row>.cells[].form", "enum"),
        ("command fill returns[].weight", "enum|size"),
        ("command fill returns[].weight(string)", ""),
        ("command fill returns[].weight=rye", ""),
        ("event FULL data.silo.form=pit", ""),
        ("command add arguments.*", ""),
        ("command add arguments.more", "?any"),
        ("command stop arguments", "object"),
    ],
)
def test_declared(path: str, shape: str, answer: Ask) -> None:
    assert answer(path) == ("declared", shape)


@pytest.mark.parametrize(
    "path",
    [
        "command fill arguments.grain=rye",  # any string is accepted
        "command add arguments<kind=disk>",
        "command add arguments.size",
        "command add arguments.size.deeper[]=x",
        "command add arguments.more.anything",
    ],
)
def test_accepted_undeclared(path: str, answer: Ask) -> None:
    assert answer(path) == ("accepted undeclared", "")


@pytest.mark.parametrize(
    "path",
    [
        "command drain",
        "event fill",
        "command fill#allow-preconfig",
        "command fill arguments.weight",
        "command fill arguments.sort=wheat",
        "command fill arguments.sort[]",
        "command fill arguments.silo<form=pit>.height",
        "command fill arguments.silo<form=bin>",
        "command fill arguments.silo<form=tower>.cells",
        "command fill returns.weight",
        "command stop returns",
        "command stop arguments.now",
    ],
)
def test_absent(path: str, answer: Ask) -> None:
    assert answer(path) == ("absent", "")


def test_a_string_that_chooses_branches_takes_no_other(graph: MakeGraph) -> None:
    """Until 2.4 the discriminator may be a string; a value without a branch selects none all the same."""
    table = ShapeTable()
    entries = table.intern(
        graph(
            "{ 'command': 'fill', 'data': { 'silo': 'Silo' } }\n"
            "{ 'union': 'Silo', 'base': 'Base', 'discriminator': 'form', 'data': { 'tower': 'Tower' } }\n"
            "{ 'type': 'Base', 'data': { 'form': 'str' } }\n{ 'type': 'Tower', 'data': { 'height': 'int' } }\n"
        )
    )
    walker = Walker(table)
    found = {
        text: walker.ask(read_path(f"command fill arguments.silo{text}"), entries["command fill"]).presence.value
        for text in ("<form=tower>.height", "<form=pit>", ".form=pit")
    }
    assert found == {"<form=tower>.height": "declared", "<form=pit>": "absent", ".form=pit": "accepted undeclared"}


def test_every_listed_path_is_declared_and_reads_as_it_is_written(answer: Ask, graph: MakeGraph) -> None:
    table = ShapeTable()
    listed = [
        str(path) for entry, number in table.intern(graph(GRANARY)).items() for path in list_paths(table, entry, number)
    ]
    assert len(listed) == len(set(listed)) > 40
    assert [path for path in listed if answer(path)[0] != "declared" or str(read_path(path)) != path] == []
    assert "command fill arguments.silo<form=row>.cells[]" in listed
    assert not [path for path in listed if ".cells[]." in path], "the object is not entered again"
    assert "command stop returns" not in listed


def test_an_alternative_may_be_any_value(graph: MakeGraph) -> None:
    """The language forbids such an alternative, but the schema is read all the same."""
    table = ShapeTable()
    text = "{ 'command': 'c', 'data': { 'x': 'A' } }\n{ 'alternate': 'A', 'data': { 'l': [ 'int' ], 'v': 'any' } }\n"
    ((entry, number),) = table.intern(graph(text)).items()
    walker = Walker(table)
    answers = {str(path): walker.ask(path, number).presence.value for path in list_paths(table, entry, number)}
    assert set(answers.values()) == {"declared"}
    assert walker.ask(read_path("command c arguments.x"), number).shape == "any"


@pytest.mark.parametrize(
    "text", ["", "fill", "command", "command fill.x y", "command fill arguments<a>", "command a  b"]
)
def test_texts_that_are_no_paths(text: str) -> None:
    with pytest.raises(BadPathError, match="is no wire path"):
        read_path(text)


def test_names_of_downstream_extensions_have_dots() -> None:
    path = read_path("command __org.granary_fill arguments.__org.granary_sort<a=b.c>.d=1.5")
    assert [step.name for step in path.steps][:2] == ["arguments", "__org.granary_sort"]
