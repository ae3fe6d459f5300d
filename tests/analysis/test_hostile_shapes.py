"""Every broken schema that the reader accepts has shapes, paths and differences."""

from __future__ import annotations

import random
from itertools import islice
from pathlib import Path

from sphinx_qapi.analysis.diff.diff import Side, compare_sides
from sphinx_qapi.analysis.diff.diff_report import make_report
from sphinx_qapi.analysis.wire.listing import list_paths
from sphinx_qapi.analysis.wire.paths import read_path
from sphinx_qapi.analysis.wire.schema_shapes import graph_of
from sphinx_qapi.analysis.wire.shape_table import ShapeTable
from sphinx_qapi.analysis.wire.walk import Presence, Walker
from sphinx_qapi.schema.load import load_schema
from tests.fuzz.inputs import inputs


def test_mutants(tmp_path: Path) -> None:
    """Each listed path is declared and can be read back from its text; each schema is compared with the one before."""
    file = tmp_path / "mutant.json"
    before = None
    for name, data in islice(inputs(random.Random(7)), 400):
        file.write_bytes(data)
        schema = load_schema(file).schema
        table = ShapeTable()
        entries = table.intern(graph_of(schema))
        walker = Walker(table)
        for entry, number in entries.items():
            for path in islice(list_paths(table, entry, number), 500):
                assert walker.ask(path, number).presence is Presence.DECLARED, (name, str(path))
                assert read_path(str(path)) is not None
        new = Side(name="new", entries=entries, schema=schema)
        if before is not None:
            old = Side(name="old", entries=table.intern(graph_of(before)), schema=before)
            make_report(compare_sides(table, old, new, docs=True), unstable=True)
        assert compare_sides(table, new, new).changes == ()
        before = schema
