"""The schemas whose commands and events an example may use, with what is derived once from each."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from sphinx_qapi.analysis.examples.expected_objects import ExpectedObjects
from sphinx_qapi.schema.model.definitions import Command, Event
from sphinx_qapi.schema.model.schema import Schema


class Vocabulary(NamedTuple):
    """A schema and its shapes."""

    schema: Schema
    shapes: ExpectedObjects

    @classmethod
    def of(cls, schema: Schema) -> Vocabulary:
        """Return the vocabulary of *schema*."""
        return cls(schema, ExpectedObjects(schema))


class Found(NamedTuple):
    """A command or event, and the vocabulary that defines it."""

    definition: Command | Event
    vocabulary: Vocabulary


class Protocol:
    """The names that messages may use; the first schema that defines a name determines its meaning."""

    def __init__(self, vocabularies: Sequence[Vocabulary], *, is_complete: bool = True) -> None:
        """*is_complete*: a name that no vocabulary defines does not exist."""
        self.vocabularies = tuple(vocabularies)
        self.is_complete = is_complete

    def find(self, name: str, kind: type[Command | Event]) -> Found | None:
        """Return the command or event *name*; None if there is none."""
        for each in self.vocabularies:
            definition = each.schema.find(name)
            if isinstance(definition, kind):
                return Found(definition, each)
        return None

    def names(self, kind: type[Command | Event]) -> Iterator[str]:
        """Yield the names of all commands, or of all events."""
        for each in self.vocabularies:
            yield from (name for name, found in each.schema.definitions.items() if isinstance(found, kind))
