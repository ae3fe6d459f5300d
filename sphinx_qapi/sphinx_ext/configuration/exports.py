"""The formats that a site offers besides its pages, and their files."""

from __future__ import annotations

from dataclasses import dataclass

from sphinx.config import Config

from sphinx_qapi.export.schema_formats import SCHEMA_EXPORTERS

FOLDER = "_qapi"
"""Folder of the exported files within a site; it contains nothing else."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Format:
    """A format with one file for each definition."""

    suffix: str
    word: str
    """Text of its links."""


OF_DEFINITIONS = {
    "json-schema": Format(suffix=".schema.json", word="JSON Schema"),
    "markdown": Format(suffix=".md", word="Markdown"),
}
OF_SCHEMAS = {"model": "model.json", "openrpc": "openrpc.json"}
"""Formats with one file for each schema, and the name of it; files of definitions have other suffixes."""


def wanted_exports(config: Config) -> tuple[str, ...]:
    """The formats that ``conf.py`` requests, in the order of `SCHEMA_EXPORTERS`."""
    return tuple(each for each in SCHEMA_EXPORTERS if each in config.qapi_exports)


def export_folder(namespace: str) -> str:
    """Folder of the exported files of a schema, relative to the site's root."""
    return f"{FOLDER}/{namespace}"
