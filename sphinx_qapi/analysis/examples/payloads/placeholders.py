"""What is put in the place of a value that only the reader knows."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from sphinx_qapi.analysis.examples.numbers import FRACTIONS, integer_bounds
from sphinx_qapi.schema.model.conditions import Condition
from sphinx_qapi.schema.model.members import Branch, EnumValue, Feature

Json = None | bool | int | float | str | list["Json"] | dict[str, "Json"]
"""A value of JSON."""

_MOST = 2**53
"""The integers up to it are the same in every program that reads JSON (RFC 8259, section 6)."""
_AVOIDED = frozenset({"deprecated", "unstable"})


def builtin_placeholder(type_name: str, member: str) -> Json:
    """A value of a built-in type for *member*: its name for strings; 0 for integers, 1 where 0 means nothing."""
    match type_name:
        case "str" | "any":
            return member
        case "bool":
            return False
        case "null":
            return None
        case "QType":
            return "none"
        case _:
            is_count = type_name not in FRACTIONS and integer_bounds(type_name)[0] == 0
            return 1 if is_count else 0


def builtin_default(type_name: str, stated: str) -> Json:
    """The default that a comment states, as a value of a built-in type; None where it is none."""
    match type_name:
        case "str":
            return stated
        case "bool":
            return {"true": True, "false": False}.get(stated)
        case "any" | "null" | "QType":
            return None
        case _:
            return _number(type_name, stated)


def choices(values: Iterable[EnumValue | Branch]) -> Sequence[str]:
    """The names of *values*, the best to show first: those that every server has, and will have."""
    return [each.name for each in sorted(values, key=lambda each: how_odd(each.features, each.condition))]


def how_odd(features: Iterable[Feature], condition: Condition | None) -> int:
    """How little something is fit to be shown: it is deprecated or unstable (2), or not in all builds (1)."""
    if any(each.name in _AVOIDED for each in features):
        return 2
    return 1 if condition is not None else 0


def _number(type_name: str, stated: str) -> Json:
    try:
        number = float(stated) if "." in stated else int(stated, 0)
    except ValueError:
        return None
    if type_name in FRACTIONS:
        return number
    lowest, highest = integer_bounds(type_name)
    bounds = max(lowest, -_MOST), min(highest, _MOST)
    return number if isinstance(number, int) and bounds[0] <= number <= bounds[1] else None
