"""Changes between two schemas, for programs that have both as objects."""

from __future__ import annotations

from sphinx_qapi.analysis.diff.diff import Difference, Side
from sphinx_qapi.analysis.diff.diff import compare_sides as diff_of_sides
from sphinx_qapi.analysis.wire.schema_shapes import graph_of
from sphinx_qapi.analysis.wire.shape_table import ShapeTable
from sphinx_qapi.schema.model.schema import Schema
from sphinx_qapi.source.version import Version


def diff(old: Schema, new: Schema, *, docs: bool = False, source: bool = False) -> Difference:
    """Return what changed from *old* to *new* on the wire.

    With *docs*, defaults that comments state count as well. Changes that only affect generated code are reported if
    there are no other changes; with *source*, they are also reported next to changes of other definitions.
    """
    table = ShapeTable()
    sides = [
        Side(name=each.path, entries=table.intern(graph_of(each)), schema=each, release=Version.parse(each.dialect))
        for each in (old, new)
    ]
    return diff_of_sides(table, *sides, docs=docs, source=source)
