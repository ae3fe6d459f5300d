"""Documents of JSON Schema: one of a whole schema, or one of some definitions with all that they need."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass

from sphinx_qapi.export.json_schema.messages import command_parts, event_parts
from sphinx_qapi.export.json_schema.names import PartNames
from sphinx_qapi.export.json_schema.options import Json, Options
from sphinx_qapi.export.json_schema.types import Types
from sphinx_qapi.schema.model.definitions import Command, Definition, Event
from sphinx_qapi.schema.model.members import TypeRef
from sphinx_qapi.schema.model.schema import Schema

DIALECT = "https://json-schema.org/draft/2020-12/schema"


@dataclass(frozen=True, kw_only=True, slots=True)
class Roots:
    """The documents of several definitions, split into parts."""

    forms: Mapping[str, tuple[Json, tuple[str, ...]]]
    """For each definition, by name, its schema and the names of the parts that it refers to."""
    parts: Mapping[str, Json]
    uses: Mapping[str, Sequence[str]]
    """For each part, by name, the names of the parts that it refers to."""
    owners: Mapping[str, str]
    """For each part, by name, the name of the definition that it belongs to."""


class Documents:
    """The documents of one schema; a part has the same name in all of them."""

    def __init__(self, schema: Schema, options: Options | None = None) -> None:
        self._schema = schema
        self._options = options or Options()
        self._names = PartNames(schema, self._options.open)

    def whole(self) -> Json:
        """Return a document of all commands and events with what they need, and all unused types.

        All parts are in ``$defs``, for other documents to refer to. A type that is only a base or a branch of others
        has its members there, and is no part of its own: generators would give ``BlockdevOptions_file`` and
        ``BlockdevOptionsFile`` the same name.
        """
        types = self._types()
        for each in self._schema.definitions.values():
            if isinstance(each, (Command, Event)) or not self._names.is_used(each.name):
                self._part(types, each)
        return self.head(self._schema.root.name) | {"$defs": types.finish()}

    def of(self, definitions: Sequence[Definition]) -> Json:
        """Return the document of *definitions* with all that they need.

        It accepts a request, an event or a value of one of them.
        """
        types = self._types()
        forms = [self._part(types, each) for each in definitions]
        form = forms[0] if len(forms) == 1 else {"anyOf": forms}
        title = ", ".join(each.name for each in definitions)
        return self.head(title) | form | {"$defs": types.finish()}

    def of_each(self, definitions: Iterable[Definition]) -> Roots:
        """Return the schema of each of *definitions*, and all parts that any of them needs."""
        types = self._types()
        forms: dict[str, tuple[Json, tuple[str, ...]]] = {}
        for each in definitions:
            types.uses[""] = []
            form = self._part(types, each)
            forms[each.name] = form, tuple(types.uses[""])
        return Roots(forms=forms, parts=types.finish(), uses=types.uses, owners=self._names.owners())

    def head(self, title: str) -> Json:
        """Return the first keywords of a document."""
        return {"$schema": DIALECT, "title": title}

    def _types(self) -> Types:
        return Types(self._schema, self._names, self._options)

    def _part(self, types: Types, definition: Definition) -> Json:
        if isinstance(definition, Command):
            return command_parts(types, definition)
        if isinstance(definition, Event):
            return event_parts(types, definition)
        reference = TypeRef(name=definition.name, position=definition.position)
        return types.of(reference, received=self._names.usually_received(definition.name))


def json_schema(schema: Schema, names: Collection[str] = (), options: Options | None = None) -> Json:
    """Return the document of the definitions *names* of *schema*; without names, of all."""
    documents = Documents(schema, options)
    found = [definition for name in names if (definition := schema.find(name)) is not None]
    return documents.of(found) if names else documents.whole()
