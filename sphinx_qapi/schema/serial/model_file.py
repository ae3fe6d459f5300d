"""Reading of model files, which are distinguished from schema files by their content."""

from __future__ import annotations

import json
import re
import stat
from pathlib import Path
from typing import Any

from sphinx_qapi.schema.model.schema import Schema
from sphinx_qapi.schema.serial.errors import ModelError
from sphinx_qapi.schema.serial.model_data import TYPE, from_data
from sphinx_qapi.source.digests import digest
from sphinx_qapi.source.reading import UnreadableFile

_BEGINNING = re.compile(rb'\s*\{\s*"')
"""Pattern of the beginning of JSON; an object of a schema has its keys in single quotes."""
_PEEKED = 256


def model_in(path: str, largest: int) -> tuple[Schema, str] | None:
    """The schema in the model file *path*, and a digest of its bytes; None if the file is no model or cannot be read.

    Raises `UnreadableFile` if the model is damaged or its format is unknown. A file of more than *largest* bytes gives
    None.
    """
    content = _content(path, largest)
    data = _json(content)
    if not isinstance(data, dict) or data.get("type") != TYPE:
        return None
    try:
        return from_data(data), digest(content)
    except ModelError as error:
        raise UnreadableFile(path, f"it is no sound model: {error}") from None


def _content(path: str, largest: int) -> bytes:
    """The content of *path* if it may be JSON and is not too large; else empty."""
    try:
        about = Path(path).stat()
        if not stat.S_ISREG(about.st_mode) or about.st_size > largest:
            return b""
        with Path(path).open("rb") as file:
            beginning = file.read(_PEEKED)
            return beginning + file.read() if _BEGINNING.match(beginning) else b""
    except (OSError, ValueError):
        return b""


def _json(content: bytes) -> Any:
    try:
        return json.loads(content)
    except (ValueError, RecursionError):
        return None
