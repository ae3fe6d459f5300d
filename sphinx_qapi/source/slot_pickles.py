"""Pickles of the model that load quickly.

By default, code generated for a frozen dataclass with slots restores each object: it asks for the fields and sets them
by name each time. That was two thirds of the time that it took to load a schema.
"""

from __future__ import annotations

import copyreg
import io
import pickle
from collections.abc import Callable, Mapping
from dataclasses import fields, is_dataclass
from functools import lru_cache
from operator import attrgetter, methodcaller
from typing import Any

_MOST_CLASSES = 256
"""Size of the caches; the model has fewer classes."""


def pickle_model(model: object, reducers: Mapping[type, Callable[[Any], Any]] | None = None) -> bytes:
    """*model* as bytes for `pickle.loads`; *reducers* say how to pickle other classes, by class, as `copyreg` does."""
    file = io.BytesIO()
    pickler = pickle.Pickler(file, pickle.HIGHEST_PROTOCOL)
    pickler.dispatch_table = _Reducers(copyreg.dispatch_table if reducers is None else reducers)
    pickler.dump(model)
    return file.getvalue()


class _Reducers(dict[type, Callable[[Any], Any]]):
    """Reducers by class, each made when it is first asked for; dataclasses with slots have their own."""

    def __missing__(self, kind: type) -> Callable[[Any], Any]:
        if issubclass(kind, type):
            raise KeyError(kind)  # pickled by name, as long as there is no reducer
        has_own = is_dataclass(kind) and "__slots__" in vars(kind)
        self[kind] = _reducer(kind) if has_own else methodcaller("__reduce_ex__", pickle.HIGHEST_PROTOCOL)
        return self[kind]


def _reducer(kind: Any) -> Callable[[object], Any]:
    names = [each.name for each in fields(kind)]
    if len(names) == 1:
        get_one = attrgetter(names[0])
        return lambda value: (_restore, (kind, get_one(value)))
    get = attrgetter(*names) if names else lambda _value: ()
    return lambda value: (_restore, (kind, *get(value)))


def _restore(kind: type, *values: object) -> object:
    made: object = object.__new__(kind)
    for put, value in zip(_setters(kind), values, strict=True):
        put(made, value)
    return made


@lru_cache(_MOST_CLASSES)
def _setters(kind: Any) -> tuple[Callable[[object, object], None], ...]:
    """The setters of the slots, which work in spite of the class being frozen."""
    return tuple(getattr(kind, each.name).__set__ for each in fields(kind))
