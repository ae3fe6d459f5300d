"""Addresses of lines of a schema's files."""

from __future__ import annotations

import posixpath
from pathlib import PurePath

from sphinx_qapi.sphinx_ext.loading.loaded_schema import LoadedSchema


def source_uri(loaded: LoadedSchema, path: str, line: int = 1) -> str:
    """The address of a line of the schema file at *path*; empty where the schema's settings have none."""
    config = loaded.config
    if not config.source_url:
        return ""
    root = PurePath(loaded.schema.path).parent.as_posix()
    relative = posixpath.relpath(PurePath(path).as_posix(), root)
    return config.source_url.format(path=relative, line=line, release=config.release)
