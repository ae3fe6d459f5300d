"""The numbers that the built-in types can hold."""

from __future__ import annotations

import re

FRACTIONS = frozenset({"number"})
"""The types that can hold fractions."""

_WIDTH = re.compile(r"(?P<unsigned>u?)int(?P<bits>\d+)")


def integer_bounds(name: str) -> tuple[int, int]:
    """Return the smallest and largest value of the integer type *name*: ``int``, ``size`` or a type with a width."""
    match = _WIDTH.fullmatch(name)
    if match is None:
        return (0, 2**64 - 1) if name == "size" else (-(2**63), 2**63 - 1)
    bits = int(match["bits"])
    return (0, 2**bits - 1) if match["unsigned"] else (-(2 ** (bits - 1)), 2 ** (bits - 1) - 1)
