"""The map of a schema: every definition once, on sheets of readable size that link to each other."""

from __future__ import annotations

from collections import Counter
from itertools import pairwise
from pathlib import Path

import pytest

from sphinx_qapi.analysis.graph.atlas import MOST_DEFINITIONS, Sheet, atlas
from sphinx_qapi.analysis.graph.type_graph import type_graph
from sphinx_qapi.schema.load import load_schema
from tests.growth import TIMES, assert_linear


def read(folder: Path, **files: str) -> list[Sheet]:
    for name, text in files.items():
        (folder / f"{name}.json").write_text(text, "utf-8")
    schema = load_schema(folder / "root.json").schema
    return atlas(schema, type_graph(schema))


def struct(name: str, *types: str) -> str:
    members = ", ".join(f"'m{each}': '{each}'" for each in types)
    return f"{{ 'struct': '{name}', 'data': {{ {members} }} }}\n"


def shown(sheet: Sheet) -> list[str]:
    """The names on *sheet*; a definition that is drawn on another sheet is followed by the name of that sheet."""
    return [f"{row.name} -> {row.sheet}" if row.sheet else row.name for row in sheet.diagram.rows()]


def test_links_to_other_modules_lead_to_their_sheets(tmp_path: Path) -> None:
    sheets = read(
        tmp_path,
        root="{ 'include': 'a.json' }\n{ 'include': 'b.json' }\n",
        a=struct("A") + struct("B", "A"),
        b=struct("C", "B") + struct("D", "B", "C") + struct("Alone"),
    )
    assert {sheet.name: sorted(shown(sheet)) for sheet in sheets} == {
        "a.1": ["A", "B"],
        "b.1": ["B -> a.1", "B -> a.1", "C", "D"],
    }


def test_what_many_use_is_cut_from_its_users(tmp_path: Path) -> None:
    users = [f"User{number}" for number in range(MOST_DEFINITIONS)]
    text = struct("Leaf") + struct("Hub", "Leaf") + "".join(struct(each, "Hub") for each in users)
    sheets = read(tmp_path, root=text)
    names = Counter(name for sheet in sheets for name in shown(sheet))
    (where,) = (sheet.name for sheet in sheets if "Hub" in shown(sheet))
    assert names == Counter({"Leaf": 1, "Hub": 1, **dict.fromkeys(users, 1), f"Hub -> {where}": len(users)})
    assert all(sum(not row.sheet for row in sheet.diagram.rows()) <= MOST_DEFINITIONS for sheet in sheets)


def test_a_long_chain_is_cut_in_linear_time(tmp_path: Path) -> None:
    def cut(length: int) -> None:
        names = [f"S{number}" for number in range(length)]
        text = "".join(struct(one, two) for one, two in pairwise(names)) + struct(names[-1])
        sheets = read(tmp_path, root=text)
        assert len(sheets) > len(names) / MOST_DEFINITIONS / 2
        assert max(sum(not row.sheet for row in sheet.diagram.rows()) for sheet in sheets) <= 2 * MOST_DEFINITIONS

    assert_linear(cut, 750, TIMES * 750)


def test_cycles_and_loops(tmp_path: Path) -> None:
    (sheet,) = read(tmp_path, root=struct("A", "B") + struct("B", "A", "B"))
    assert sorted(shown(sheet)) == ["A", "B"]
    assert len(sheet.diagram.links) == 3


@pytest.mark.shared
@pytest.mark.parametrize("release", ["10.2.2", "5.2"])
def test_the_map_of_a_real_schema(shared: Path, release: str) -> None:
    """Each linked definition is drawn once, each use is a link, and a definition drawn elsewhere names its sheet."""
    schema = load_schema(shared / "corpus" / release / "qapi" / "qapi-schema.json").schema
    graph = type_graph(schema)
    sheets = atlas(schema, graph)
    rows = [(sheet, row) for sheet in sheets for row in sheet.diagram.rows()]
    linked = {name for uses in graph.uses.values() for use in uses for name in (use.source, use.target)}
    assert Counter(row.name for _sheet, row in rows if not row.sheet) == Counter(linked)
    home = {row.name: sheet.name for sheet, row in rows if not row.sheet}
    assert all(row.sheet == home[row.name] != "" for _sheet, row in rows if row.sheet)
    links = {
        (source.name, target.name)
        for sheet in sheets
        for link in sheet.diagram.links
        for source in sheet.diagram.boxes[link.source].rows
        for target in sheet.diagram.boxes[link.target].rows
    }
    assert links >= {(use.source, use.target) for uses in graph.uses.values() for use in uses}
    assert max(len(list(sheet.diagram.rows())) for sheet in sheets) <= 2 * MOST_DEFINITIONS
