"""The availability of a definition and its parts, over some releases of a history."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from sphinx_qapi.analysis.evolution.path_conditions import condition_of
from sphinx_qapi.analysis.evolution.strips import strip_of
from sphinx_qapi.analysis.evolution.told import Strip
from sphinx_qapi.analysis.evolution.type_uses import type_uses
from sphinx_qapi.analysis.history.history import History
from sphinx_qapi.analysis.history.record import Record, Recorder
from sphinx_qapi.analysis.history.wire_rows import (
    RowKey,
    entry_path,
)
from sphinx_qapi.analysis.wire.paths import Step
from sphinx_qapi.analysis.wire.truth import NEVER, Form, either
from sphinx_qapi.analysis.wire.walk import Presence
from sphinx_qapi.schema.model.definitions import Command, Definition, Event
from sphinx_qapi.schema.model.schema import Schema

Steps = tuple[Step, ...]


def availability(
    schema: Schema, history: History, definition: Definition, rows: Mapping[RowKey, Steps], *, first: int = 0,
    last: int | None = None, conditions: bool = False,
) -> Strip:  # fmt: skip
    """Return the strip of *rows* of *definition* over the releases with the indexes *first* to *last*.

    None for *last* is the newest release. With *conditions*, the strip also says in which builds each row is there.
    """
    end = len(history.releases) if last is None else last + 1
    part = History(table=history.table, releases=history.releases[first:end], counts=history.counts[first:end])
    uses = (
        (entry_path(definition),)
        if isinstance(definition, (Command, Event))
        else type_uses(schema).get(definition.name, ())
    )
    recorder = Recorder(part)
    beginnings = [recorder.begin(path) for path in uses]
    records = {key: [recorder.record_from(each, steps) for each in beginnings] for key, steps in rows.items()}
    said = None
    if conditions:
        said = {key: [_condition(part, index, each) for index in range(end - first)] for key, each in records.items()}
    return strip_of(part.names, records if uses else {}, said, is_open=end == len(history.releases))


def _condition(history: History, index: int, records: Iterable[Record]) -> Form:
    """Return the condition of something in a release; *records* are those of its uses, of which one is enough."""
    entries = history.releases[index].entries
    form = NEVER
    for record in records:
        if record.answers[index].presence is Presence.DECLARED:
            form = either(form, condition_of(history.table, entries[record.path.entry], record.path))
    return form
