"""Fixtures that make schemas, shapes, histories and differences from short texts."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from sphinx_qapi.analysis.diff.diff import Difference, Side, compare_sides
from sphinx_qapi.analysis.history.history import History
from sphinx_qapi.analysis.wire.schema_shapes import graph_of
from sphinx_qapi.analysis.wire.shape_table import ShapeTable
from sphinx_qapi.analysis.wire.shapes import WireGraph
from sphinx_qapi.schema.load import load_schema
from sphinx_qapi.schema.model.schema import Schema

MakeSchema = Callable[[str], Schema]
MakeGraph = Callable[[str], WireGraph]
MakeHistory = Callable[..., History]
MakeDiff = Callable[..., Difference]


@pytest.fixture
def schema_of(tmp_path: Path) -> MakeSchema:
    """A function that reads a schema from its text."""
    count = iter(range(10_000))

    def make(text: str) -> Schema:
        path = tmp_path / f"schema-{next(count)}.json"
        path.write_text(text, "utf-8")
        return load_schema(path).schema

    return make


@pytest.fixture
def graph(schema_of: MakeSchema) -> MakeGraph:
    """A function that gives the shapes of a schema from its text."""
    return lambda text: graph_of(schema_of(text))


@pytest.fixture
def history_of(graph: MakeGraph) -> MakeHistory:
    """A function that makes the history of releases, each given as the text of its schema."""

    def make(**releases: str) -> History:
        history = History()
        for name, text in releases.items():
            history.add(name.removeprefix("v").replace("_", "."), graph(text))
        return history

    return make


@pytest.fixture
def diff_of(schema_of: MakeSchema) -> MakeDiff:
    """A function that gives the difference of two schemas, both given as texts."""

    def make(old: str, new: str, *, docs: bool = False, source: bool = False) -> Difference:
        table, sides = ShapeTable(), []
        for name, text in (("old", old), ("new", new)):
            schema = schema_of(text)
            sides.append(Side(name=name, entries=table.intern(graph_of(schema)), schema=schema))
        return compare_sides(table, sides[0], sides[1], docs=docs, source=source)

    return make
