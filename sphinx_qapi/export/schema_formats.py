"""The formats in which a schema can be exported."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

from sphinx_qapi.export.json_schema.document import json_schema
from sphinx_qapi.export.json_schema.options import Options
from sphinx_qapi.export.json_text import json_text
from sphinx_qapi.export.markdown.files import WHOLE, markdown_files
from sphinx_qapi.export.model import model
from sphinx_qapi.export.openrpc import openrpc
from sphinx_qapi.schema.model.definitions import Definition
from sphinx_qapi.schema.model.schema import Schema


@dataclass(frozen=True, kw_only=True, slots=True)
class ExportRequest:
    """The content of an export."""

    schema: Schema
    names: tuple[str, ...] = ()
    """Names of the definitions to export; empty for all."""
    options: Options = field(default_factory=Options)

    @property
    def definitions(self) -> Sequence[Definition]:
        """The definitions to export."""
        return [each for name, each in self.schema.definitions.items() if name in self.names or not self.names]


def _markdown(request: ExportRequest) -> str:
    return markdown_folder(request)[WHOLE]


def markdown_folder(request: ExportRequest) -> dict[str, str]:
    """Return the files of a folder of Markdown, by name."""
    return markdown_files(request.schema, request.definitions, lean=request.options.lean)


SCHEMA_EXPORTERS: Mapping[str, Callable[[ExportRequest], str]] = {
    "json-schema": lambda request: json_text(json_schema(request.schema, request.names, request.options)),
    "model": lambda request: json_text(model(request.schema, request.names, lean=request.options.lean), depth=4),
    "openrpc": lambda request: json_text(openrpc(request.schema, tuple(request.definitions), request.options), depth=3),
    "markdown": _markdown,
}
"""The formats by their names for ``sphinx-qapi export``; each returns text that ends with a newline."""
