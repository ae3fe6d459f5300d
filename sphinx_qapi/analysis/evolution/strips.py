"""Strips: the availability of rows, release by release."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from sphinx_qapi.analysis.evolution.told import Cell, ReleaseSpan, Strip, StripRow
from sphinx_qapi.analysis.history.record import Record
from sphinx_qapi.analysis.history.wire_rows import RowKey
from sphinx_qapi.analysis.wire.truth import Form
from sphinx_qapi.analysis.wire.walk import Presence

_CELLS = (Cell.ABSENT, Cell.UNCHECKED, Cell.THERE)
_PLACES = {Presence.ABSENT: 0, Presence.UNDECLARED: 1, Presence.DECLARED: 2}
"""Index of the cell in `_CELLS` for each presence; among several uses, the largest counts."""


def strip_of(
    names: Sequence[str],
    rows: Mapping[RowKey, Sequence[Record]],
    conditions: Mapping[RowKey, Sequence[Form]] | None = None,
    *,
    is_open: bool = True,
) -> Strip:
    """Return the strip of *rows* over the releases *names*; each row has a record for each use, and one use is enough.

    *conditions* holds a condition for each row and release. *is_open*: the newest of *names* is the newest release
    known.
    """
    cells = {key: _cells(records) for key, records in rows.items()}
    said = conditions or {}
    columns = list(zip(*cells.values(), *(said[key] for key in rows if key in said), strict=True)) or [()] * len(names)
    starts = [index for index in range(len(names)) if not index or columns[index] != columns[index - 1]]
    ends = [*(start - 1 for start in starts[1:]), len(names) - 1]
    spans = [ReleaseSpan(names[start], names[end]) for start, end in zip(starts, ends, strict=True)]
    if is_open and spans:
        spans[-1] = spans[-1]._replace(last="")
    found = [
        StripRow(
            key,
            tuple(cells[key][start] for start in starts),
            tuple(said[key][start] for start in starts) if conditions else (),
        )
        for key in rows
    ]
    return Strip(tuple(spans), tuple(found))


def _cells(records: Sequence[Record]) -> list[Cell]:
    """Return the cell of each release for a row that has a record for each of its uses."""
    places = [[_PLACES[answer.presence] for answer in record.answers] for record in records]
    return [_CELLS[max(each)] for each in zip(*places, strict=True)]
