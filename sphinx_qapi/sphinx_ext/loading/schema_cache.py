"""Loaded schemas kept between builds, next to Sphinx's own pickles, by the content of their files.

A kept schema is used only by the same version of the extension on the same Python, with the same settings, and only
while every file has the same content. Kept schemas that cannot be read, for whatever reason, are ignored. A build that
shows nothing new needs no schema: a schema is unpickled only when it is first used.
"""

from __future__ import annotations

import pickle
import sys
from collections.abc import Callable, Iterable, Sequence
from contextlib import suppress
from io import BytesIO
from pathlib import Path

from sphinx_qapi.schema.model.schema import LoadResult, Schema
from sphinx_qapi.source.diagnostics import Diagnostic
from sphinx_qapi.source.digests import digest
from sphinx_qapi.source.reading import read_bytes
from sphinx_qapi.source.slot_pickles import pickle_model
from sphinx_qapi.sphinx_ext.loading.cache_files import maker, read_cache_file, write_cache_file
from sphinx_qapi.sphinx_ext.loading.garbage_collection import OBJECTS_THAT_STAY, fewer_collections
from sphinx_qapi.sphinx_ext.loading.result_cache import ResultCache


class CachedSchema:
    """A schema, perhaps still pickled, and the findings from reading it."""

    def __init__(self, schema: Schema | bytes, diagnostics: tuple[Diagnostic, ...], state: str = "") -> None:
        self._schema = schema
        self.diagnostics = diagnostics
        self.state = state
        """Digest of everything that the schema was made of; empty if that is not known."""

    @property
    def schema(self) -> Schema:
        """The schema itself, unpickled on first use."""
        if isinstance(self._schema, bytes):
            with fewer_collections(OBJECTS_THAT_STAY):
                self._schema = pickle.loads(self._schema)
        return self._schema  # type: ignore[return-value]


class SchemaCache:
    """The kept schemas in a folder, named by their settings, and the results that were made of them."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self.results = ResultCache(folder / "qapi-results.pickle")

    def load(self, settings: Sequence[object], load: Callable[[], LoadResult]) -> CachedSchema:
        """The result of *load*, perhaps kept from a build with the same files; else it depends on *settings* only."""
        key = repr((maker(), settings))
        path = self._folder / f"qapi-{digest(repr(settings))}.pickle"
        kept = _read(path, key)
        if kept is not None:
            return kept
        with fewer_collections(OBJECTS_THAT_STAY):
            result = load()
        if _has_files_astray(result.diagnostics):
            return CachedSchema(result.schema, result.diagnostics)
        # Digests of what was read, whatever the files contain by now.
        contents = list(zip(result.files, result.digests, strict=True))
        about = pickle.dumps((key, contents, result.diagnostics), pickle.HIGHEST_PROTOCOL)
        with suppress(OSError):
            write_cache_file(path, about + pickle_model(result.schema), made_by=maker())
        return CachedSchema(result.schema, result.diagnostics, _state(key, contents))


def _state(key: str, contents: list[tuple[str, str]]) -> str:
    return digest(repr((key, contents)))


def _has_files_astray(diagnostics: Iterable[Diagnostic]) -> bool:
    """Whether files are missing or outside: their contents do not tell if they are there now, or where links lead."""
    from sphinx_qapi.syntax.includes import UNREADABLE_INCLUDE, UNTRUSTED  # a cached schema does not need the reader

    return any(each.rule in (UNREADABLE_INCLUDE.name, UNTRUSTED.name) for each in diagnostics)


def _read(path: Path, key: str) -> CachedSchema | None:
    content = read_cache_file(path, made_by=maker())
    if content is None:
        return None
    with suppress(Exception):  # for unreadable files, and pickles that name code that no longer exists
        file = BytesIO(content)
        kept_key, contents, diagnostics = pickle.load(file)
        if kept_key == key and all(digest(read_bytes(name, sys.maxsize)) == each for name, each in contents):
            return CachedSchema(file.read(), diagnostics, _state(key, contents))
    return None
