"""Loaded schemas kept between builds, beside Sphinx' own pickles, by the content of their files.

What is kept is used only by the same version of the extension on the same Python, with the same settings, while every
file has the content that it had. What cannot be read, for whatever reason, is as if it was not there. A build that
shows nothing new asks for no schema: it is unpickled when it is first asked for.
"""

from __future__ import annotations

import hashlib
import pickle
import sys
from collections.abc import Callable, Sequence
from pathlib import Path

from sphinx_qapi.schema.model.schema import LoadResult, Schema
from sphinx_qapi.source.diagnostics import Diagnostic
from sphinx_qapi.source.slot_pickles import pickle_model
from sphinx_qapi.sphinx_ext.loading.code_version import code_version
from sphinx_qapi.sphinx_ext.loading.garbage_collection import OBJECTS_OF_A_SCHEMA, fewer_collections
from sphinx_qapi.sphinx_ext.loading.result_cache import KeptResults, write_pickles

_RULES_OF_FILES = {"unreadable-include", "untrusted"}


class CachedSchema:
    """A schema, perhaps still pickled, and what reading it found."""

    def __init__(self, schema: Schema | bytes, diagnostics: tuple[Diagnostic, ...], state: str = "") -> None:
        self._schema = schema
        self.diagnostics = diagnostics
        self.state = state
        """Stands for all that the schema was made of; empty where that is not known."""

    @property
    def schema(self) -> Schema:
        """The schema itself."""
        if isinstance(self._schema, bytes):
            with fewer_collections(OBJECTS_OF_A_SCHEMA):
                self._schema = pickle.loads(self._schema)
        return self._schema  # type: ignore[return-value]


class SchemaCache:
    """The kept schemas in a folder, named by their settings, and the results that were made of them."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self.results = KeptResults(folder / "qapi-results.pickle", _maker())

    def load(self, settings: Sequence[object], load: Callable[[], LoadResult]) -> CachedSchema:
        """What *load* gives, or gave when the files were the same; *settings* are all that it depends on beside."""
        key = repr((_maker(), settings))
        path = self._folder / f"qapi-{_digest(repr(settings).encode())}.pickle"
        kept = _read(path, key)
        if kept is not None:
            return kept
        with fewer_collections(OBJECTS_OF_A_SCHEMA):
            result = load()
        # Whether a missing file is there by now, or a link leads elsewhere, is more than contents tell.
        if any(finding.rule in _RULES_OF_FILES for finding in result.diagnostics):
            return CachedSchema(result.schema, result.diagnostics)
        contents = _contents(result.files)
        pickled = pickle_model(result.schema)
        write_pickles(path, (key, contents, result.diagnostics, _digest(pickled)), rest=pickled)
        return CachedSchema(result.schema, result.diagnostics, _state(key, contents))


def _maker() -> tuple[object, ...]:
    return *code_version(), sys.version


def _contents(files: Sequence[str]) -> list[tuple[str, str]]:
    return [(file, _digest(Path(file).read_bytes())) for file in files]


def _state(key: str, contents: list[tuple[str, str]]) -> str:
    return _digest(repr((key, contents)).encode(errors="surrogatepass"))


def _digest(content: bytes) -> str:
    return hashlib.blake2b(content, digest_size=16).hexdigest()


def _read(path: Path, key: str) -> CachedSchema | None:
    try:
        with path.open("rb") as file:
            kept_key, contents, diagnostics, digest = pickle.load(file)
            if kept_key != key or _contents([name for name, _ in contents]) != contents:
                return None
            pickled = file.read()
    except Exception:
        return None
    return CachedSchema(pickled, diagnostics, _state(key, contents)) if _digest(pickled) == digest else None
