"""Schemas whose types all refer to each other: work that could grow with the square of their number stays bounded."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from sphinx_qapi.analysis.dependencies import Dependencies
from sphinx_qapi.analysis.graph import neighbourhood as module
from sphinx_qapi.analysis.graph.atlas import atlas
from sphinx_qapi.analysis.graph.neighbourhood import neighbourhood
from sphinx_qapi.analysis.graph.outline import outline
from sphinx_qapi.analysis.graph.pictures import whole_map
from sphinx_qapi.analysis.graph.type_graph import TypeGraph, Use, type_graph
from sphinx_qapi.analysis.usage import usages
from sphinx_qapi.cli.main import main
from sphinx_qapi.schema.load import load_schema
from sphinx_qapi.schema.model.schema import Schema


def everyone(count: int) -> str:
    """A schema of *count* structs, each with a member for every struct."""
    members = ", ".join(f"'*m{number}': 'Bin{number}'" for number in range(count))
    text = "".join(f"{{ 'struct': 'Bin{number}', 'data': {{ {members} }} }}\n" for number in range(count))
    return text + "{ 'command': 'weigh', 'data': 'Bin0' }\n"


def onwards(count: int) -> str:
    """A schema of *count* structs, each with a member for every later struct."""
    text = "{ 'command': 'weigh', 'data': 'Bin0' }\n"
    for number in range(count):
        members = ", ".join(f"'*m{other}': 'Bin{other}'" for other in range(number + 1, count))
        text += f"{{ 'struct': 'Bin{number}', 'data': {{ {members} }} }}\n"
    return text


def _schema(text: str, folder: Path) -> Schema:
    path = folder / "dense.json"
    path.write_text(text)
    return load_schema(path).schema


@pytest.mark.parametrize("shape", [everyone, onwards])
def test_only_its_own_uses_are_listed(shape: Callable[[int], str], tmp_path: Path) -> None:
    graph = type_graph(_schema(shape(100), tmp_path))
    diagram = neighbourhood(graph, "Bin5")
    assert diagram is not None
    assert diagram.is_list
    assert sum(len(line.targets) for line in outline(diagram)) < 110
    assert whole_map(graph).is_list
    small = type_graph(_schema(shape(8), tmp_path))
    assert not whole_map(small).is_list


@pytest.mark.parametrize("shape", [everyone, onwards])
def test_what_is_looked_at_around_a_type(
    shape: Callable[[int], str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The pictures look at a bounded number of uses for each type, not at the cube of the number of types in all."""
    looked_at = 0
    real = module.uses_between

    def counted(graph: TypeGraph, names: dict[str, int]) -> list[Use]:
        nonlocal looked_at
        looked_at += sum(len(graph.uses[name]) for name in names)
        return real(graph, names)

    monkeypatch.setattr(module, "uses_between", counted)

    def count(types: int) -> int:
        nonlocal looked_at
        looked_at = 0
        graph = type_graph(_schema(shape(types), tmp_path))
        for name in graph.kinds:
            neighbourhood(graph, name)
        return looked_at

    assert count(120) <= 120 * module.MOST_USES * 4


@pytest.mark.parametrize("shape", [everyone, onwards])
def test_the_map_says_how_much_there_is(shape: Callable[[int], str], tmp_path: Path) -> None:
    schema = _schema(shape(100), tmp_path)
    sheets = atlas(schema, type_graph(schema))
    assert sheets[0].diagram.is_list
    assert sum(len(line.targets) for sheet in sheets for line in outline(sheet.diagram)) < 110
    assert sum(len(sheet.diagram.links) for sheet in sheets) < 110
    assert {name for sheet in sheets for name in sheet.diagram.names} >= {f"Bin{number}" for number in range(100)}


def test_users_and_dependencies(tmp_path: Path) -> None:
    schema = _schema(everyone(30), tmp_path)
    assert all(each.entry_points == ("weigh",) for name, each in usages(schema).items() if name != "weigh")
    every = Dependencies(schema)
    assert list(every.of(schema.definitions["Bin3"])) == ["Bin3", *(f"Bin{n}" for n in range(30) if n != 3)]


def test_the_command_line_says_that_there_is_too_much(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "dense.json"
    path.write_text(everyone(60))
    assert main(["graph", str(path), "-f", "svg"]) == 2
    assert "too much for a picture" in capsys.readouterr().err
    assert main(["graph", str(path), "-f", "text"]) == 0
