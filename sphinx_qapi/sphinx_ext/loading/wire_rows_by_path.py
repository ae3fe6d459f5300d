"""The rows of entries for wire paths: changes are known by path, and are linked to rows."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import NamedTuple

from sphinx_qapi.analysis.history.wire_rows import MEMBER, RETURNED, WHOLE, RowKey, rows_of
from sphinx_qapi.analysis.returned import returned_in_place
from sphinx_qapi.schema.model.definitions import Command, Event
from sphinx_qapi.schema.model.schema import Schema


class RowPlace(NamedTuple):
    """A row, and the definition whose entry has it."""

    definition: str
    key: RowKey


class RowsByPath:
    """The rows of the commands and events of one schema by wire path."""

    def __init__(self, schema: Schema) -> None:
        self._schema = schema
        self._found: dict[str, Mapping[str, RowPlace]] = {}

    def find(self, entry: str, path: str) -> RowPlace | None:
        """The row at *path* of *entry* (``command NAME`` or ``event NAME``); None if the schema has no such row."""
        if entry not in self._found:
            kind, _, name = entry.partition(" ")
            definition = self._schema.definitions.get(name)
            if isinstance(definition, (Command, Event)) and definition.kind == kind:
                self._found[entry] = dict(self._of(definition))
            else:
                self._found[entry] = {}
        return self._found[entry].get(path)

    def _of(self, shown: Command | Event) -> Iterator[tuple[str, RowPlace]]:
        is_in_place = isinstance(shown, Command) and returned_in_place(self._schema, shown) is not None
        for key, steps in rows_of(self._schema, shown).items():
            place = RowPlace(shown.name, key)
            if key.place == RETURNED and not is_in_place and isinstance(shown, Command) and shown.returns is not None:
                place = RowPlace(shown.returns.name, RowKey(MEMBER, key.path))
            if key != WHOLE:
                yield "".join(map(str, steps)).lstrip(), place
