"""The documents of all definitions of a schema, as text: each part is made and written once, however many have it."""

from __future__ import annotations

from collections.abc import Iterator

from sphinx_qapi.export.json_schema.document import Documents
from sphinx_qapi.export.json_schema.options import Options
from sphinx_qapi.export.json_text import compact, json_text
from sphinx_qapi.schema.model.definitions import Definition
from sphinx_qapi.schema.model.schema import Schema


class DocumentTexts:
    """The text of each definition's document, as `json_text` has it of `Documents.of`."""

    def __init__(self, schema: Schema, options: Options | None = None) -> None:
        documents = Documents(schema, options)
        self._documents = documents
        self._roots = documents.of_each(schema.definitions.values())
        self._lines = {name: f"{compact(name)}:{compact(part)}" for name, part in self._roots.parts.items()}

    def text(self, definition: Definition) -> str:
        """The document of *definition*, one that is shown."""
        form, asked = self._roots.forms[definition.name]
        head = json_text(self._documents.head(definition.name) | form)[: -len("\n}\n")]
        lines = ",\n".join(self._lines[name] for name in self._needed(asked))
        return f'{head},\n"$defs":{{\n{lines}\n}}\n}}\n' if lines else f'{head},\n"$defs":{{}}\n}}\n'

    def _needed(self, asked: tuple[str, ...]) -> Iterator[str]:
        """The parts *asked* for, then those that these refer to, and so on, as `Types.finish` makes them."""
        found = dict.fromkeys(asked)
        pending = list(found)
        for name in pending:
            for other in self._roots.uses[name]:
                if other not in found:
                    found[other] = None
                    pending.append(other)
        return iter(found)
