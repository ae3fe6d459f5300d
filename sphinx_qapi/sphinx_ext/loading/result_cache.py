"""Small results kept between builds, each with the key of what it was made from.

A result is a pure function of its key, so that it does not matter which build has made it.
"""

from __future__ import annotations

import pickle
from collections.abc import Callable, Hashable
from functools import cached_property
from pathlib import Path
from typing import Any, TypeVar

from sphinx_qapi.sphinx_ext.loading.whole_files import whole_file

T = TypeVar("T")


class KeptResults:
    """The results in a file: of each name the last one."""

    def __init__(self, path: Path, version: Hashable = "") -> None:
        """*version* stands for what has made them: results of another are none."""
        self._path = path
        self._version = version
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
            write_pickles(self._path, (self._version, self._results))
            self._has_new = False

    @cached_property
    def _results(self) -> dict[str, tuple[Hashable, Any]]:
        try:
            with self._path.open("rb") as file:
                version, results = pickle.load(file)
        except Exception:
            return {}
        return results if version == self._version and isinstance(results, dict) else {}


def write_pickles(path: Path, value: object, *, rest: bytes = b"") -> None:
    """Write *value*, then *rest*, which is pickled already: at once, or not at all where that cannot be."""
    try:
        with whole_file(path) as file:
            pickle.dump(value, file, pickle.HIGHEST_PROTOCOL)
            file.write(rest)
    except OSError:
        return
