"""Tables of availability as an author's directive requests them."""

from __future__ import annotations

from collections.abc import Mapping

from sphinx_qapi.analysis.evolution.told import Strip
from sphinx_qapi.analysis.history.wire_rows import find_row, row_name, rows_of
from sphinx_qapi.schema.model.definitions import Definition
from sphinx_qapi.source.suggestions import did_you_mean
from sphinx_qapi.sphinx_ext.loading.loaded_schema import LoadedSchema


def strip_for(loaded: LoadedSchema, words: Mapping[str, str]) -> Strip:
    """The strip for ``name``, limited by the releases ``from`` and ``to``, with ``conditions`` if *words* has that key.

    Raises ValueError, with what was expected, for unknown names and releases, and if there is no history.
    """
    if loaded.history is None:
        raise ValueError(f"the schema {loaded.namespace!r} has no history")
    history = loaded.history
    definition, part = _find_definition(loaded, words["name"])
    rows = rows_of(loaded.schema, definition)
    if part:
        key = find_row(rows, part)
        if key is None:
            hint = did_you_mean(part, sorted({row_name(each) for each in rows}))
            raise ValueError(f'no member "{part}" in {definition.kind} "{definition.name}"{hint}')
        keys = [key]
    else:
        keys = [row.key for row in loaded.analyses.told_of(definition.name).strip.rows]
    first, last = (history.place(words[word]) if word in words else None for word in ("from", "to"))
    if first is not None and last is not None and first > last:
        raise ValueError(f"{history.names[first]} is newer than {history.names[last]}")
    has_conditions = "conditions" in words
    chosen = {key: rows[key] for key in keys}
    from sphinx_qapi.analysis.evolution.availability import availability  # this imports what reads histories

    strip = availability(
        loaded.schema, history.content, definition, chosen, first=first or 0, last=last, conditions=has_conditions
    )
    if not strip.rows:
        raise ValueError(f'no command or event uses {definition.kind} "{definition.name}"')
    return strip


def _find_definition(loaded: LoadedSchema, name: str) -> tuple[Definition, str]:
    """The definition that *name* begins with, and the rest of *name*: names of downstream extensions contain dots."""
    definitions: Mapping[str, Definition] = loaded.schema.definitions
    words = name.split(".")
    for end in range(len(words), 0, -1):
        definition = definitions.get(".".join(words[:end]))
        if definition is not None:
            return definition, ".".join(words[end:])
    raise ValueError(f'no definition "{name}"{did_you_mean(name, definitions)}')
