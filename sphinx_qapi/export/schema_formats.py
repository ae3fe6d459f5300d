"""The formats in which a schema can be exported."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Protocol

from sphinx_qapi.analysis.emissions.emissions import Emissions
from sphinx_qapi.analysis.usage import Usage
from sphinx_qapi.export.json_schema.document import json_schema
from sphinx_qapi.export.json_schema.options import Options
from sphinx_qapi.export.json_schema.texts import DocumentTexts
from sphinx_qapi.export.json_text import json_text
from sphinx_qapi.export.markdown.definition import definition_markdown
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


class SiteSchema(Protocol):
    """A schema of a site, with what the texts of its definitions are made from; each is only made when it is used."""

    @property
    def schema(self) -> Schema:
        """The schema itself."""

    @property
    def usages(self) -> Mapping[str, Usage]:
        """What uses each definition, by name."""

    @property
    def emissions(self) -> Emissions:
        """Which commands emit which events."""

    @property
    def export_names(self) -> Mapping[str, str]:
        """The names of the files of definitions, without suffix, by the names of the definitions."""


@dataclass(frozen=True, kw_only=True, slots=True)
class SchemaFormat:
    """A format for whole schemas; every text ends with a newline."""

    text: Callable[[ExportRequest], str]
    folder: Callable[[ExportRequest], dict[str, str]] | None = None
    """Returns texts by file name, for formats that are written into a folder; None for a single file."""
    is_open: bool = False
    """Whether it says which objects accept undeclared members (`Options.open`)."""
    site_file: str = ""
    """The name of the file that sites have for each schema; empty for none."""
    suffix: str = ""
    """The suffix of the files that sites have for each definition; empty for none."""
    word: str = ""
    """The text of the links to these files."""
    definition_texts: Callable[[SiteSchema], Callable[[Definition], str]] | None = None
    """Returns the function that makes the texts of these files."""


def _json_schema_texts(site: SiteSchema) -> Callable[[Definition], str]:
    suffix = SCHEMA_EXPORTERS["json-schema"].suffix
    return DocumentTexts(site.schema, {each: f"{file}{suffix}" for each, file in site.export_names.items()}).text


def markdown_texts(site: SiteSchema) -> Callable[[Definition], str]:
    """Return the function that makes the text of a definition in Markdown."""
    return lambda each: definition_markdown(site.schema, each, site.usages.get(each.name), site.emissions.of(each.name))


def _markdown_folder(request: ExportRequest) -> dict[str, str]:
    return markdown_files(request.schema, request.definitions, lean=request.options.lean)


SCHEMA_EXPORTERS: Mapping[str, SchemaFormat] = {
    "json-schema": SchemaFormat(
        text=lambda request: json_text(json_schema(request.schema, request.names, request.options)),
        is_open=True,
        suffix=".schema.json",
        word="JSON Schema",
        definition_texts=_json_schema_texts,
    ),
    "model": SchemaFormat(
        text=lambda request: json_text(model(request.schema, request.names, lean=request.options.lean), depth=4),
        site_file="model.json",
    ),
    "openrpc": SchemaFormat(
        text=lambda request: json_text(openrpc(request.schema, tuple(request.definitions), request.options), depth=3),
        is_open=True,
        site_file="openrpc.json",
    ),
    "markdown": SchemaFormat(
        text=lambda request: _markdown_folder(request)[WHOLE],
        folder=_markdown_folder,
        suffix=".md",
        word="Markdown",
        definition_texts=markdown_texts,
    ),
}
"""The formats by their names, for ``sphinx-qapi export`` and for ``qapi_exports``."""
