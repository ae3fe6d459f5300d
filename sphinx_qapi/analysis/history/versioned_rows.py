"""The rows that pages of commands and events show with a version, as wire paths."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from sphinx_qapi.analysis.effective_members import EffectiveBranch, EffectiveMember, EffectiveMembers
from sphinx_qapi.analysis.effective_since import effective_since
from sphinx_qapi.analysis.history.wire_rows import argument_rows, entry_path
from sphinx_qapi.analysis.wire.paths import Path
from sphinx_qapi.schema.model.definitions import Command, Definition, EnumType, Event
from sphinx_qapi.schema.model.documentation import Description
from sphinx_qapi.schema.model.members import Since
from sphinx_qapi.schema.model.schema import Schema
from sphinx_qapi.source.position import Position
from sphinx_qapi.source.version import Version


@dataclass(frozen=True, slots=True)
class VersionedRow:
    """A row, the version that it shows, and the comment that describes it."""

    path: Path
    version: Version
    name: str
    """Name of the member, value, command or event."""
    definition: str
    """Name of the definition whose comment describes it."""
    position: Position
    """The position where the comment begins to describe it."""
    own: Since | None
    """The version that this comment states itself; None if it states none."""
    description: Description | None = None
    """The description in the comment; None if there is none, and for commands and events as a whole."""


def versioned_rows(schema: Schema) -> Iterator[VersionedRow]:
    """Yield the rows with a version of all commands and events of *schema*."""
    for definition in schema.definitions.values():
        if isinstance(definition, (Command, Event)):
            yield from _Rows(schema, definition).all()


class _Rows:
    def __init__(self, schema: Schema, shown: Command | Event) -> None:
        self.schema = schema
        self.shown = shown

    def all(self) -> Iterator[VersionedRow]:
        shown, since = self.shown, self.shown.since
        path = entry_path(shown)
        if since is not None and shown.documentation is not None:
            yield VersionedRow(path, since.version, shown.name, shown.name, shown.documentation.position, since)
        for each in argument_rows(self.schema, shown):
            row = each.row
            if isinstance(row, EffectiveMember):
                owner = self.schema.find(row.origin or shown.name)
                yield from self._row(Path(path.entry, each.steps), row.name, row, owner)
            elif isinstance(row, EffectiveBranch):
                yield from self._row(Path(path.entry, each.steps), row.name, row, self._owner(each.content))

    def _row(
        self, path: Path, name: str, row: EffectiveMember | EffectiveBranch, owner: Definition | None
    ) -> Iterator[VersionedRow]:
        since = effective_since(self.schema, self.shown, row)
        if since is None or owner is None:
            return
        documentation = owner.documentation
        descriptions = documentation.members if documentation is not None else ()
        description = next((each for each in descriptions if each.name == name), None)
        position = description.position if description is not None else None
        if position is None:
            position = documentation.position if documentation is not None else owner.position
        yield VersionedRow(path, since.version, name, owner.name, position, row.since, description)

    def _owner(self, content: EffectiveMembers) -> Definition | None:
        """Return the enum whose comment describes the discriminator's values; for a simple union, the union."""
        for member in content.members:
            if member.name == content.discriminator:
                enum = self.schema.find(getattr(member.type, "name", ""))
                return enum if isinstance(enum, EnumType) else self.schema.find(member.origin or self.shown.name)
        return self.shown
