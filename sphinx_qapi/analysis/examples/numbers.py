"""The numbers that the built-in types hold."""

from __future__ import annotations

import re

FRACTIONS = frozenset({"number"})
"""The types that hold numbers with fractions."""

_WIDTH = re.compile(r"(?P<unsigned>u?)int(?P<bits>\d+)")


def integer_bounds(name: str) -> tuple[int, int]:
    """The smallest and the largest value of the integer type *name*: ``int``, ``size`` or one with its width."""
    match = _WIDTH.fullmatch(name)
    if match is None:
        return (0, 2**64 - 1) if name == "size" else (-(2**63), 2**63 - 1)
    bits = int(match["bits"])
    return (0, 2**bits - 1) if match["unsigned"] else (-(2 ** (bits - 1)), 2 ** (bits - 1) - 1)
