"""Reads the schema that a command is about."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path

from sphinx_qapi.cli.arguments import CommandError
from sphinx_qapi.cli.schema_words import check_folders, check_readable
from sphinx_qapi.schema.load import UnreadableSchema, load_schema
from sphinx_qapi.schema.model.definitions import Command, Event
from sphinx_qapi.schema.model.schema import Schema
from sphinx_qapi.source.nearest import did_you_mean


def schema_file(path: Path, include_dirs: Sequence[Path] = ()) -> Schema:
    """The schema whose root is *path*; what is wrong with it is not said here. Raises `CommandError`."""
    check_folders(include_dirs)
    check_readable([path])
    try:
        return load_schema(path, include_dirs=include_dirs).schema
    except UnreadableSchema as error:  # a model that is not sound
        raise CommandError(str(error)) from None


def command_or_event(schema: Schema, name: str) -> Command | Event:
    """The command or event *name*; raises `CommandError` if there is none."""
    definition = schema.find(name)
    if isinstance(definition, (Command, Event)):
        return definition
    if definition is not None:
        raise CommandError(f"{name} is no command or event, but of the kind {definition.kind}")
    names = [each.name for each in schema.definitions.values() if isinstance(each, (Command, Event))]
    raise CommandError(f'no command or event is named "{name}"{did_you_mean(name, names)}')


def check_names(names: Iterable[str], known: Iterable[str]) -> None:
    """Raise `CommandError` for one of *names* that is not among the *known* names of definitions."""
    there = dict.fromkeys(known)
    for name in names:
        if name not in there:
            raise CommandError(f'no definition is named "{name}"{did_you_mean(name, there)}')
