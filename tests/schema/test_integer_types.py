"""The ranges of integer types, and that everything that has ranges has these."""

from __future__ import annotations

import pytest

from sphinx_qapi.analysis.diff.widths import RANGES
from sphinx_qapi.export.json_schema import types as json_schema
from sphinx_qapi.schema.model.builtin_types import BUILTIN_TYPES, JsonType
from sphinx_qapi.schema.model.integer_types import INTEGER_TYPES
from sphinx_qapi.sphinx_ext.doctree.builtin_words import builtin_hint, builtin_sentences


def test_every_number_without_fractions_has_a_range() -> None:
    numbers = {name for name, each in BUILTIN_TYPES.items() if each.json_type is JsonType.NUMBER}
    assert set(INTEGER_TYPES) == numbers - {"number"}
    assert set(builtin_sentences()) == set(INTEGER_TYPES) == {*RANGES, "int"}


@pytest.mark.parametrize(
    ("name", "lowest", "highest", "accepted", "words"),
    [
        ("int8", -128, 127, -128, "-128 to 127"),
        ("uint16", 0, 65535, 0, "0 to 65535"),
        ("int32", -(1 << 31), (1 << 31) - 1, -(1 << 31), "-2³¹ to 2³¹-1"),
        ("int64", -(1 << 63), (1 << 63) - 1, -(1 << 63), "-2⁶³ to 2⁶³-1"),
        ("uint64", 0, (1 << 64) - 1, -(1 << 63), "0 to 2⁶⁴-1"),
        ("size", 0, (1 << 64) - 1, -(1 << 63), "bytes"),
    ],
)
def test_ranges(name: str, lowest: int, highest: int, accepted: int, words: str) -> None:
    """Servers accept negative numbers as arguments of the widest unsigned types, which do not hold them."""
    assert INTEGER_TYPES[name] == (lowest, highest)
    assert RANGES[name] == (accepted, highest)
    schema = json_schema._builtin(name)
    assert isinstance(schema, dict)
    assert (schema["minimum"], schema["maximum"]) == (lowest, highest)
    assert builtin_hint(name).replace("\N{MINUS SIGN}", "-").replace("\N{EN DASH}", " to ") == words
