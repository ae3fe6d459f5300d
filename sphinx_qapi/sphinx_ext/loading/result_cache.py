"""Small results kept between builds, each with a key of what it was made from.

A result is a pure function of its key, so it does not matter which build has made it.
"""

from __future__ import annotations

import pickle
from collections.abc import Callable, Hashable
from contextlib import suppress
from functools import cached_property
from pathlib import Path
from typing import Any, TypeVar

from sphinx_qapi.sphinx_ext.loading.cache_files import maker, read_cache_file, write_cache_file

T = TypeVar("T")


class ResultCache:
    """The results in one file; for each name, only the last result is kept."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._has_new = False

    def get(self, name: str, key: Hashable, make: Callable[[], T]) -> T:
        """The kept result of *name* if it has the same *key*, otherwise the result of *make*, which is kept."""
        if name in self._results and self._results[name][0] == key:
            result: T = self._results[name][1]
            return result
        return self.put(name, key, make())

    def put(self, name: str, key: Hashable, result: T) -> T:
        """Keep *result* for *name* and *key*, and return it."""
        if self._results.get(name) != (key, result):
            self._results[name] = key, result
            self._has_new = True
        return result

    def save(self) -> None:
        """Write the results to the file if there are new ones; failures are ignored."""
        if self._has_new:
            with suppress(OSError):
                write_cache_file(self._path, pickle.dumps(self._results, pickle.HIGHEST_PROTOCOL), made_by=maker())
            self._has_new = False

    @cached_property
    def _results(self) -> dict[str, tuple[Hashable, Any]]:
        content = read_cache_file(self._path, made_by=maker())
        with suppress(Exception):  # the pickle may name code of other packages that no longer exists
            if content is not None:
                results: dict[str, tuple[Hashable, Any]] = pickle.loads(content)
                return results
        return {}
