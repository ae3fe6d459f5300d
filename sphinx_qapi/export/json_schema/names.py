"""Names of the parts of a document, and whether objects are open in them.

A part is named after what it is, with an underscore between the words: ``Union_branch``, ``command_arguments``. Without
the underscore, ``BlockdevOptions`` with its branch ``File`` would be ``BlockdevOptionsFile``, which is another type.
Names contain no dots, which generators take for modules.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from sphinx_qapi.analysis.dependencies import type_references
from sphinx_qapi.export.json_schema.options import Open
from sphinx_qapi.schema.model.definitions import AlternateType, Command, Event, StructType, UnionType
from sphinx_qapi.schema.model.schema import Schema

_UNFIT = re.compile(r"[^\w-]")
_REPLY, _REQUEST = "reply", "request"


class PartNames:
    """The names of the parts of a schema's documents, which are the same in all of them."""

    def __init__(self, schema: Schema, which: Open) -> None:
        self._schema = schema
        self._which = which
        used: dict[str, list[str]] = {}
        self._sent = _reached(schema, _sent_types(schema), used)
        self._received = _reached(schema, _received_types(schema), used)
        self._is_of_files = not any(isinstance(each, (Command, Event)) for each in schema.definitions.values())
        self._names: dict[tuple[str, ...], str] = {}
        self._taken: set[str] = set()
        for name in (*schema.definitions, *schema.hidden):
            self._name((name,))

    def is_open(self, received: bool) -> bool:
        """Return whether objects are open in what clients receive, or send."""
        return self._which is Open.ALL or (self._which is Open.REPLIES and received)

    def is_used(self, name: str) -> bool:
        """Return whether a command or an event uses the type *name*, even if only as a base or a branch."""
        return name in self._sent or name in self._received

    def usually_received(self, name: str) -> bool:
        """Return whether the type *name* is one that clients never send.

        In a schema without commands and events, types describe files, which somebody writes.
        """
        return name not in self._sent and not self._is_of_files

    def type(self, name: str, received: bool) -> str:
        """Return the name of a type as clients receive or send it; the names differ if only one of them is open."""
        if not self._differs(name) or received == self.usually_received(name):
            return self._name((name,))
        return self._name((name, _REPLY if received else _REQUEST))

    def branch(self, values: tuple[str, ...], union: str, received: bool) -> str:
        """Return the name of a union's branch, or of a branch within it, by the *values* that choose it."""
        if not self._differs(union) or received == self.usually_received(union):
            return self._name((union, *values))
        return self._name((union, *values, _REPLY if received else _REQUEST))

    def message(self, name: str, part: str) -> str:
        """Return the name of a *part* of the command or event *name*: ``arguments``, ``returns``, ``request`` ..."""
        return self._name((name, part))

    def owners(self) -> dict[str, str]:
        """Return, for each part by name, the name of the definition that it belongs to."""
        return {name: words[0] for words, name in self._names.items()}

    def _differs(self, name: str) -> bool:
        """Return whether a type differs between what is received and what is sent."""
        return self._which is Open.REPLIES and isinstance(
            self._schema.find(name), (StructType, UnionType, AlternateType)
        )

    def _name(self, words: tuple[str, ...]) -> str:
        if words not in self._names:
            wanted = name = _UNFIT.sub("_", "_".join(words))
            number = 1
            while name in self._taken:
                number += 1
                name = f"{wanted}_{number}"
            self._taken.add(name)
            self._names[words] = name
        return self._names[words]


def _sent_types(schema: Schema) -> Iterator[str]:
    for each in schema.definitions.values():
        if isinstance(each, Command):
            skipped = each.returns
            yield from (type_.name for type_ in type_references(each) if type_ is not skipped)


def _received_types(schema: Schema) -> Iterator[str]:
    for each in schema.definitions.values():
        if isinstance(each, Event):
            yield from (type_.name for type_ in type_references(each))
        elif isinstance(each, Command) and each.returns is not None:
            yield each.returns.name


def _reached(schema: Schema, names: Iterator[str], used: dict[str, list[str]]) -> set[str]:
    """Return *names*, and the names of all types that these types use; *used* keeps what each uses itself."""
    found: set[str] = set()
    pending = list(names)
    while pending:
        name = pending.pop()
        if name in found:
            continue
        found.add(name)
        if name not in used:
            definition = schema.find(name)
            used[name] = [each.name for each in type_references(definition)] if definition is not None else []
        pending += used[name]
    return found
