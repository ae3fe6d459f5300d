"""Small results kept between builds, each with the key of what it was made from.

A result is a pure function of its key, so that it does not matter which build has made it.
"""

from __future__ import annotations

import pickle
from collections.abc import Callable, Hashable
from contextlib import suppress
from functools import cached_property
from pathlib import Path
from typing import Any, TypeVar

from sphinx_qapi.sphinx_ext.loading.kept_files import keep, maker, read_kept

T = TypeVar("T")


class KeptResults:
    """The results in a file: of each name the last one."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._has_new = False

    def get(self, name: str, key: Hashable, make: Callable[[], T]) -> T:
        """What *make* gives, or gave for the same *key*."""
        if name in self._results and self._results[name][0] == key:
            result: T = self._results[name][1]
            return result
        return self.put(name, key, make())

    def put(self, name: str, key: Hashable, result: T) -> T:
        """Let *result* be what *key* leads to."""
        if self._results.get(name) != (key, result):
            self._results[name] = key, result
            self._has_new = True
        return result

    def save(self) -> None:
        """Write what is new to the file; without effect where that cannot be."""
        if self._has_new:
            with suppress(OSError):
                keep(self._path, pickle.dumps(self._results, pickle.HIGHEST_PROTOCOL), made_by=maker())
            self._has_new = False

    @cached_property
    def _results(self) -> dict[str, tuple[Hashable, Any]]:
        content = read_kept(self._path, made_by=maker())
        with suppress(Exception):  # what it names of others may be there no more
            if content is not None:
                results: dict[str, tuple[Hashable, Any]] = pickle.loads(content)
                return results
        return {}
