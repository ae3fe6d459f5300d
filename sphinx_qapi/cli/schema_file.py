"""Loading of the schema that a command line names, and look-up of names in it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from pathlib import Path

from sphinx_qapi.cli.arguments import CommandError
from sphinx_qapi.cli.schema_arguments import check_folders, check_readable
from sphinx_qapi.schema.model.definitions import Command, Event
from sphinx_qapi.schema.model.schema import LoadResult, Schema
from sphinx_qapi.source.diagnostics import Severity
from sphinx_qapi.source.reading import UnreadableFile, read_bytes
from sphinx_qapi.source.suggestions import did_you_mean
from sphinx_qapi.syntax.keywords import A_KEYWORD

_KEY = re.compile(rf"""['"]{A_KEYWORD}['"]\s*:""".encode())
"""A key that every schema with any content has."""


def schema_file(path: Path, include_dirs: Sequence[Path] = ()) -> Schema:
    """Load the schema whose root is *path*; its findings are not reported.

    Raises `CommandError` if it cannot be read.
    """
    check_folders(include_dirs)
    check_readable([path])
    return load_something(path, include_dirs).schema


def load_something(path: Path, include_dirs: Sequence[Path] = (), shown: str | None = None) -> LoadResult:
    """Load the schema in *path*, called *shown* in errors; raise `CommandError` if nothing in it is a schema."""
    from sphinx_qapi.schema.load import UnreadableSchema, load_schema  # `build` needs only `check_schemas`

    try:
        result = load_schema(path, include_dirs=include_dirs)
    except UnreadableSchema as error:  # e.g. a model that is not sound
        raise CommandError(str(error)) from None
    if not any(module.items for module in result.schema.modules):
        for each in result.diagnostics:
            if each.severity is Severity.ERROR:
                raise CommandError(f"{shown or path} is no schema: line {each.position.line}: {each.message}")
    return result


def check_schemas(paths: Iterable[Path]) -> None:
    """Raise `CommandError` if nothing in one of *paths* is a schema; files that are likely schemas are not parsed."""
    for path in paths:
        try:
            is_likely = _KEY.search(read_bytes(str(path))) is not None
        except UnreadableFile as error:
            raise CommandError(str(error)) from None
        if not is_likely:
            load_something(path)


def command_or_event(schema: Schema, name: str) -> Command | Event:
    """Return the command or event *name*; raise `CommandError` if there is none."""
    definition = schema.find(name)
    if isinstance(definition, (Command, Event)):
        return definition
    if definition is not None:
        raise CommandError(f"{name} is no command or event, but of the kind {definition.kind}")
    names = [each.name for each in schema.definitions.values() if isinstance(each, (Command, Event))]
    raise CommandError(f'no command or event is named "{name}"{did_you_mean(name, names)}')


def check_known(names: Iterable[str], known: Iterable[str]) -> None:
    """Raise `CommandError` if one of *names* is not among the *known* names of definitions."""
    there = dict.fromkeys(known)
    for name in names:
        if name not in there:
            raise CommandError(f'no definition is named "{name}"{did_you_mean(name, there)}')
