"""A pickled schema is complete, including positions, which comparisons of models ignore."""

from __future__ import annotations

import pickle
from collections.abc import Mapping
from dataclasses import dataclass, fields, is_dataclass
from pathlib import Path

from sphinx_qapi.schema.load import load_schema
from sphinx_qapi.source.slot_pickles import pickle_model

from .conftest import EXAMPLE


def everything(value: object) -> object:
    """Everything that *value* consists of, as nested tuples and lists that can be compared."""
    if is_dataclass(value) and not isinstance(value, type):
        return type(value), [everything(getattr(value, each.name)) for each in fields(value)]
    if isinstance(value, Mapping):
        return type(value), [(key, everything(each)) for key, each in value.items()]
    return (type(value), [everything(each) for each in value]) if isinstance(value, (tuple, list)) else value


def test_the_example() -> None:
    schema = load_schema(str(EXAMPLE)).schema
    assert everything(pickle.loads(pickle_model(schema))) == everything(schema)


def test_real_schemas(shared: Path) -> None:
    for release in ("seed-2012", "5.2", "10.2.2"):
        root = shared / "corpus" / release / "qapi-schema.json"
        schema = load_schema(str(root if root.is_file() else root.parent / "qapi" / root.name)).schema
        assert everything(pickle.loads(pickle_model(schema))) == everything(schema)


@dataclass(frozen=True, slots=True)
class Base:
    first: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Derived(Base):
    second: tuple[Base, ...] = ()


@dataclass
class Plain:
    one: object


def test_classes_of_all_kinds() -> None:
    """Some classes inherit slots, some have no slots, and some objects occur twice."""
    shared = Base(1)
    value = Plain([Derived(2, second=(shared, shared)), shared])
    restored = pickle.loads(pickle_model(value))
    assert everything(restored) == everything(value)
    assert restored.one[0].second[0] is restored.one[1]
