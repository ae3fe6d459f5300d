"""What changed between two schemas, for programs that have them at hand."""

from __future__ import annotations

from sphinx_qapi.analysis.diff.diff import Difference, Side
from sphinx_qapi.analysis.diff.diff import diff as diff_of_sides
from sphinx_qapi.analysis.wire.schema_shapes import graph_of
from sphinx_qapi.analysis.wire.shape_table import ShapeTable
from sphinx_qapi.schema.model.schema import Schema
from sphinx_qapi.source.version import Version


def diff(old: Schema, new: Schema, *, docs: bool = False, source: bool = False) -> Difference:
    """What changed from *old* to *new* on the wire.

    *docs*: defaults that comments state count as well. What changes for generated code only is found where nothing
    else is, and with *source* beside changes of other definitions too.
    """
    table = ShapeTable()
    sides = [
        Side(name=each.path, entries=table.intern(graph_of(each)), schema=each, release=Version.parse(each.dialect))
        for each in (old, new)
    ]
    return diff_of_sides(table, *sides, docs=docs, source=source)
