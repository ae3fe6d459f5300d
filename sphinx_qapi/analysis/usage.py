"""The users of each definition, computed once for a schema."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import chain

from sphinx_qapi.analysis.dependencies import type_references
from sphinx_qapi.schema.model.definitions import Command, Definition, Event, is_entry_point
from sphinx_qapi.schema.model.schema import Schema
from sphinx_qapi.source.text import Text

_NOBODY: frozenset[str] = frozenset()
_EVENT_NAME = re.compile(r"(?<![\w-])[A-Z][A-Z0-9_]+(?![\w-])")


@dataclass(frozen=True, kw_only=True, slots=True)
class Usage:
    """The users of a definition, and the entries related to it."""

    entry_points: tuple[str, ...] = ()
    """The commands and events that reach a type through types, in the order of the schema; empty for entries."""
    types: tuple[str, ...] = ()
    """The types that name the definition."""
    related: tuple[str, ...] = ()
    """For a command, the events that its comment mentions; for an event, the commands whose comments mention it."""


def usages(schema: Schema) -> dict[str, Usage]:
    """Return the usage of every definition of *schema*, by name."""
    users = _direct_users(schema)
    entries, types = _by_kind(schema, users)
    related = _related(schema)
    order = {name: number for number, name in enumerate(schema.definitions)}
    result: dict[str, Usage] = {}
    for name, definition in schema.definitions.items():
        if isinstance(definition, (Command, Event)):
            result[name] = Usage(related=tuple(sorted(related.get(name, ()), key=order.__getitem__)))
            continue
        direct = users.get(name, {})
        result[name] = Usage(
            entry_points=tuple(sorted(_entry_points(entries, types, name), key=order.__getitem__)),
            types=tuple(user for user in direct if user in order and not is_entry_point(schema.find(user))),
        )
    return result


def _direct_users(schema: Schema) -> dict[str, dict[str, None]]:
    users: dict[str, dict[str, None]] = {}
    for name, definition in (*schema.definitions.items(), *schema.hidden.items()):
        for reference in type_references(definition):
            if reference.name != name:
                users.setdefault(reference.name, {})[name] = None
    return users


def _by_kind(schema: Schema, users: Mapping[str, Iterable[str]]) -> tuple[dict[str, set[str]], dict[str, set[str]]]:
    """Split *users* into two tables: commands and events that are not hidden, and types."""
    entries: dict[str, set[str]] = {}
    types: dict[str, set[str]] = {}
    for name, names in users.items():
        found = {user for user in names if is_entry_point(schema.find(user))}
        entries[name] = found - schema.hidden.keys()
        types[name] = set(names) - found
    return entries, types


def _entry_points(entries: Mapping[str, set[str]], types: Mapping[str, set[str]], name: str) -> set[str]:
    """Return the commands and events that reach *name* through any number of types."""
    found: set[str] = set()
    seen = {name}
    todo = [name]
    while todo:
        each = todo.pop()
        found |= entries.get(each, _NOBODY)
        fresh = types.get(each, _NOBODY) - seen
        seen |= fresh
        todo += fresh
    return found


def _related(schema: Schema) -> dict[str, set[str]]:
    """Map commands to the events that their comments mention, and events to those commands."""
    related: dict[str, set[str]] = {}
    for name, definition in schema.definitions.items():
        if isinstance(definition, Command):
            for text in texts(definition):
                for word in _EVENT_NAME.findall(text.content):
                    if isinstance(schema.definitions.get(word), Event):
                        related.setdefault(name, set()).add(word)
                        related.setdefault(word, set()).add(name)
    return related


def texts(definition: Definition) -> Iterator[Text]:
    """Yield all prose of a definition's comment."""
    documentation = definition.documentation
    if documentation is not None:
        yield documentation.intro
        for description in chain(documentation.members, documentation.features):
            yield description.text
        for section in documentation.sections:
            yield section.text
