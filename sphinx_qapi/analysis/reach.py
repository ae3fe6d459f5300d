"""Which commands and events reach a definition: where clients meet it."""

from __future__ import annotations

from collections.abc import Mapping

from sphinx_qapi.analysis.dependencies import dependencies
from sphinx_qapi.schema.definitions import Command, Event
from sphinx_qapi.schema.schema import Schema


def entry_points(schema: Schema) -> Mapping[str, tuple[str, ...]]:
    """For each definition the commands and events that reach it through types, in the order of the schema.

    A command or event is reached by itself.
    """
    reached: dict[str, list[str]] = {name: [] for name in schema.definitions}
    for definition in schema.definitions.values():
        if isinstance(definition, (Command, Event)):
            for name in dependencies(schema, definition):
                reached[name].append(definition.name)
    return {name: tuple(names) for name, names in reached.items()}
