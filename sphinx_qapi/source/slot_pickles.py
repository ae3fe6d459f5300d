"""Pickles of the model that load quickly.

By default, code generated for a frozen dataclass with slots restores each object: it asks for the fields and sets them
by name each time. That was two thirds of the time that it took to load a schema.
"""

from __future__ import annotations

import io
import pickle
from collections.abc import Callable, Mapping
from dataclasses import fields, is_dataclass
from functools import lru_cache
from operator import attrgetter
from typing import Any

_MOST_CLASSES = 256
"""Size of the caches; the model has fewer classes."""


def pickle_model(model: object, reducers: Mapping[type, Callable[[Any], Any]] | None = None) -> bytes:
    """*model* as bytes for `pickle.loads`; *reducers* say how to pickle other classes, by class, as `copyreg` does."""
    file = io.BytesIO()
    pickler = _Pickler(file, pickle.HIGHEST_PROTOCOL)
    if reducers is not None:
        pickler.dispatch_table = reducers
    pickler.dump(model)
    return file.getvalue()


class _Pickler(pickle.Pickler):
    def reducer_override(self, value: object) -> Any:
        kind = type(value)
        if is_dataclass(kind) and "__slots__" in vars(kind):
            return _restore, (kind, *(get(value) for get in _getters(kind)))
        return NotImplemented


def _restore(kind: type, *values: object) -> object:
    made: object = object.__new__(kind)
    for put, value in zip(_setters(kind), values, strict=True):
        put(made, value)
    return made


@lru_cache(_MOST_CLASSES)
def _getters(kind: Any) -> tuple[Callable[[object], object], ...]:
    return tuple(attrgetter(each.name) for each in fields(kind))


@lru_cache(_MOST_CLASSES)
def _setters(kind: Any) -> tuple[Callable[[object, object], None], ...]:
    """The setters of the slots, which work in spite of the class being frozen."""
    return tuple(getattr(kind, each.name).__set__ for each in fields(kind))
