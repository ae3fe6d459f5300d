"""Finds out whether a file holds a model rather than a schema, and reads it."""

from __future__ import annotations

import json
import re
import stat
from pathlib import Path
from typing import Any

from sphinx_qapi.schema.model.schema import Schema
from sphinx_qapi.schema.serial.errors import ModelError
from sphinx_qapi.schema.serial.model_data import TYPE, from_data
from sphinx_qapi.source.reading import UnreadableFile

_BEGINNING = re.compile(rb'\s*\{\s*"')
"""JSON; an object of a schema has its keys in single quotes."""
_PEEKED = 256


def model_in(path: str, largest: int) -> Schema | None:
    """The schema in the model file *path*; None for a file that holds something else, or that cannot be read.

    Raises `UnreadableFile` for a model that is damaged, of a format that is not known, or of more than *largest* bytes.
    """
    data = _json(path, largest)
    if not isinstance(data, dict) or data.get("type") != TYPE:
        return None
    try:
        return from_data(data)
    except ModelError as error:
        raise UnreadableFile(path, f"it is no sound model: {error}") from None


def _json(path: str, largest: int) -> Any:
    """What is in *path* if that is JSON of a size that is read."""
    try:
        about = Path(path).stat()
        if not stat.S_ISREG(about.st_mode) or about.st_size > largest:
            return None
        with Path(path).open("rb") as file:
            beginning = file.read(_PEEKED)
            if not _BEGINNING.match(beginning):
                return None
            return json.loads(beginning + file.read())
    except (OSError, ValueError, RecursionError):
        return None
