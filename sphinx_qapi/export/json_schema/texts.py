"""The documents of all definitions of a schema, as files in one folder; each part is in only one of them.

If a definition needs a part of another, it refers to that definition's file, which JSON Schema allows: if each file
contained all that it needs, the files of a large schema would be six times as large together.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

from sphinx_qapi.export.json_schema.document import Documents
from sphinx_qapi.export.json_schema.options import Options
from sphinx_qapi.export.json_text import compact, json_text
from sphinx_qapi.schema.model.definitions import Definition
from sphinx_qapi.schema.model.schema import Schema

_REFERENCE = re.compile(r'"\$ref":"#/\$defs/([^"]+)"')
"""A reference; it cannot match within a text, where quotes have a backslash before them."""


class DocumentTexts:
    """The text of each definition's document; *files* holds the name of each file by name of the definition."""

    def __init__(self, schema: Schema, files: Mapping[str, str], options: Options | None = None) -> None:
        documents = Documents(schema, options)
        self._documents = documents
        self._files = files
        self._roots = documents.of_each(schema.definitions.values())
        self._own: dict[str, list[str]] = {}
        for part in self._roots.parts:
            self._own.setdefault(self._roots.owners[part], []).append(part)

    def text(self, definition: Definition) -> str:
        """Return the document of *definition*, which must be one that is shown."""
        name = definition.name
        form, asked = self._roots.forms[name]
        head = json_text(self._documents.head(name) | form)[: -len("\n}\n")]
        parts = self._parts(name, asked)
        # Names of parts are words without quotes.
        lines = ",\n".join([f'"{each}":{compact(self._roots.parts[each])}' for each in parts])
        text = f'{head},\n"$defs":{{\n{lines}\n}}\n}}\n' if lines else f'{head},\n"$defs":{{}}\n}}\n'
        return _REFERENCE.sub(lambda found: f'"$ref":"{self._place(found[1], parts)}"', text)

    def _parts(self, name: str, asked: Iterable[str]) -> dict[str, None]:
        """Return the parts of the definition *name*, and parts without a file that these refer to, directly or not."""
        found = dict.fromkeys([*(each for each in asked if self._is_here(each, name)), *self._own.get(name, ())])
        pending = list(found)
        for part in pending:
            for other in self._roots.uses[part]:
                if other not in found and self._is_here(other, name):
                    found[other] = None
                    pending.append(other)
        return found

    def _is_here(self, part: str, name: str) -> bool:
        owner = self._roots.owners[part]
        return owner == name or owner not in self._files

    def _place(self, part: str, here: Mapping[str, None]) -> str:
        """Return the target of a reference to *part*."""
        file = "" if part in here else self._files[self._roots.owners[part]]
        return f"{file}#/$defs/{part}"
