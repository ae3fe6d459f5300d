"""Loaded schemas kept between builds, beside Sphinx' own pickles, by the content of their files.

What is kept is used only by the same version of the extension on the same Python, with the same settings, while every
file has the content that it had. What cannot be read, for whatever reason, is as if it was not there.
"""

from __future__ import annotations

import hashlib
import os
import pickle
import sys
import tempfile
from collections.abc import Callable, Sequence
from functools import cache
from pathlib import Path
from typing import Any

import sphinx_qapi
from sphinx_qapi.schema.schema import LoadResult

_RULE_OF_MISSING_FILES = "unreadable-include"


class SchemaCache:
    """The kept schemas in a folder; they are named by their settings, of which *settings* give all."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def load(self, settings: Sequence[object], load: Callable[[], LoadResult]) -> LoadResult:
        """What *load* gives, or gave when the files were the same."""
        key = repr((_version(), settings))
        path = self._folder / f"qapi-{_digest(key.encode())}.pickle"
        kept = _read(path, key)
        if kept is not None:
            return kept
        result = load()
        # Whether a missing file is there by now is more than contents tell.
        if all(finding.rule != _RULE_OF_MISSING_FILES for finding in result.diagnostics):
            _write(path, (key, _contents(result.files)), result)
        return result


@cache
def _version() -> tuple[object, ...]:
    """Of the extension and Python; the newest of our files counts as well, for those who change them."""
    newest = max(path.stat().st_mtime_ns for path in Path(sphinx_qapi.__file__).parent.rglob("*.py"))
    return sphinx_qapi.__version__, newest, sys.version


def _contents(files: Sequence[str]) -> list[tuple[str, str]]:
    return [(file, _digest(Path(file).read_bytes())) for file in files]


def _digest(content: bytes) -> str:
    return hashlib.blake2b(content, digest_size=16).hexdigest()


def _read(path: Path, key: str) -> LoadResult | None:
    try:
        with path.open("rb") as file:
            kept_key, contents = pickle.load(file)
            if kept_key != key or _contents([name for name, _ in contents]) != contents:
                return None
            result = pickle.load(file)
    except Exception:
        return None
    return result if isinstance(result, LoadResult) else None


def _write(path: Path, head: tuple[Any, ...], result: LoadResult) -> None:
    """Write at once or not at all."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        handle, temporary = tempfile.mkstemp(dir=path.parent, suffix=".tmp")
        with os.fdopen(handle, "wb") as file:
            pickle.dump(head, file, pickle.HIGHEST_PROTOCOL)
            pickle.dump(result, file, pickle.HIGHEST_PROTOCOL)
        Path(temporary).replace(path)
    except OSError:
        return
