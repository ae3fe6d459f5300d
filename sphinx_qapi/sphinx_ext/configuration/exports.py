"""Which formats a site has beside its pages, and where."""

from __future__ import annotations

from dataclasses import dataclass

from sphinx.config import Config

from sphinx_qapi.export.schema_formats import SCHEMA_EXPORTERS

FOLDER = "_qapi"
"""Of a site: all that is in it is ours."""
SITE_BUILDERS = ("html", "dirhtml", "singlehtml")
"""Builders that write what browsers open, file by file."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Format:
    """A format that has a file for each definition."""

    suffix: str
    word: str
    """What its links say."""


OF_DEFINITIONS = {
    "json-schema": Format(suffix=".schema.json", word="JSON Schema"),
    "markdown": Format(suffix=".md", word="Markdown"),
}
OF_SCHEMAS = {"model": "model.json", "openrpc": "openrpc.json"}
"""Formats with one file for each schema: its name, which none of a definition has, as these have two suffixes."""


def wanted_exports(config: Config) -> tuple[str, ...]:
    """The formats that ``conf.py`` asks for, in the order of `SCHEMA_EXPORTERS`."""
    return tuple(each for each in SCHEMA_EXPORTERS if each in config.qapi_exports)


def export_folder(namespace: str) -> str:
    """Where the files of a schema are, from the site's root."""
    return f"{FOLDER}/{namespace}"
