"""Documents of JSON Schema: one of a whole schema, or one of some definitions with all that they need."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from sphinx_qapi.export.json_schema.messages import command_parts, event_parts
from sphinx_qapi.export.json_schema.names import Names
from sphinx_qapi.export.json_schema.options import Json, Options
from sphinx_qapi.export.json_schema.types import Types
from sphinx_qapi.schema.model.definitions import Command, Definition, Event
from sphinx_qapi.schema.model.members import TypeRef
from sphinx_qapi.schema.model.schema import Schema

DIALECT = "https://json-schema.org/draft/2020-12/schema"


class Documents:
    """The documents of one schema, in which the same part has the same name."""

    def __init__(self, schema: Schema, options: Options | None = None) -> None:
        self._schema = schema
        self._options = options or Options()
        self._names = Names(schema, self._options.open)

    def whole(self) -> Json:
        """Commands, events, and what they need, in ``$defs`` for others to refer to; and types that none of them uses.

        A type that is only a base or a branch of others has its members there, and is no part of its own: generators
        would give ``BlockdevOptions_file`` and ``BlockdevOptionsFile`` the same name.
        """
        types = self._types()
        for each in self._schema.definitions.values():
            if isinstance(each, (Command, Event)) or not self._names.is_used(each.name):
                self._part(types, each)
        return {"$schema": DIALECT, "title": self._schema.root.name, "$defs": types.finish()}

    def of(self, definitions: Sequence[Definition]) -> Json:
        """*definitions*, with all that they need: takes a request, an event or a value of one of them."""
        types = self._types()
        forms = [self._part(types, each) for each in definitions]
        form = forms[0] if len(forms) == 1 else {"anyOf": forms}
        title = ", ".join(each.name for each in definitions)
        return {"$schema": DIALECT, "title": title, **form, "$defs": types.finish()}

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
    """The document of the definitions *names* of *schema*; of all without names."""
    documents = Documents(schema, options)
    found = [definition for name in names if (definition := schema.find(name)) is not None]
    return documents.of(found) if names else documents.whole()
