"""Placeholders for values that only the reader knows."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from sphinx_qapi.schema.model.conditions import Condition
from sphinx_qapi.schema.model.integer_types import INTEGER_TYPES
from sphinx_qapi.schema.model.kinds import SPECIAL_FEATURES
from sphinx_qapi.schema.model.members import Branch, EnumValue, Feature

Json = None | bool | int | float | str | list["Json"] | dict[str, "Json"]
"""A JSON value."""

_MOST = 2**53
"""The largest integer up to which all programs that read JSON agree (RFC 8259, section 6)."""


def builtin_placeholder(type_name: str, member: str) -> Json:
    """Return a value of a built-in type for *member*: its name for strings, 1 for unsigned integers, 0 for others.

    Unsigned integers are mostly counts or sizes, of which 0 would mean nothing.
    """
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
            is_count = type_name in INTEGER_TYPES and not INTEGER_TYPES[type_name].is_signed
            return 1 if is_count else 0


def builtin_default(type_name: str, stated: str) -> Json:
    """Return the default that a comment states, as a value of a built-in type; None if it is no such value."""
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
    """Return the names of *values*, best ones first: those that every server has and will keep."""
    return [each.name for each in sorted(values, key=lambda each: how_odd(each.features, each.condition))]


def how_odd(features: Iterable[Feature], condition: Condition | None) -> int:
    """Return how unfit something is as an example: 2 if deprecated or unstable, 1 if not in all builds, otherwise 0."""
    if any(each.name in SPECIAL_FEATURES for each in features):
        return 2
    return 1 if condition is not None else 0


def _number(type_name: str, stated: str) -> Json:
    try:
        number = float(stated) if "." in stated else int(stated, 0)
    except ValueError:
        return None
    if type_name not in INTEGER_TYPES:
        return number
    lowest, highest = INTEGER_TYPES[type_name]
    bounds = max(lowest, -_MOST), min(highest, _MOST)
    return number if isinstance(number, int) and bounds[0] <= number <= bounds[1] else None
