"""The formats that a site offers besides its pages."""

from __future__ import annotations

from sphinx.config import Config

from sphinx_qapi.export.schema_formats import SCHEMA_EXPORTERS

FOLDER = "_qapi"
"""Folder of the exported files within a site; it contains nothing else."""


def wanted_exports(config: Config) -> tuple[str, ...]:
    """The formats that ``conf.py`` requests, in the order of `SCHEMA_EXPORTERS`."""
    return tuple(each for each in SCHEMA_EXPORTERS if each in config.qapi_exports)


def formats_of_definitions(config: Config) -> list[str]:
    """The requested formats that have a file for each definition."""
    return [each for each in wanted_exports(config) if SCHEMA_EXPORTERS[each].suffix]


def export_folder(namespace: str) -> str:
    """Folder of the exported files of a schema, relative to the site's root."""
    return f"{FOLDER}/{namespace}"
