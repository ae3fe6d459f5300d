"""The numbers that the built-in integer types hold.

Follows "Built-in Types" of the QAPI manual.
"""

from __future__ import annotations

from typing import NamedTuple


class IntegerType(NamedTuple):
    """A range of whole numbers."""

    lowest: int
    highest: int

    @property
    def is_signed(self) -> bool:
        """Whether it holds negative numbers."""
        return self.lowest < 0

    @property
    def lowest_accepted(self) -> int:
        """The lowest number that servers accept in arguments.

        The widest unsigned types do not hold negative numbers, but servers have always accepted these, and take them
        for large ones.
        """
        return _LOWEST if self.highest == _HIGHEST else self.lowest


_LOWEST, _HIGHEST = -(2**63), 2**64 - 1
_BITS = (8, 16, 32, 64)
INTEGER_TYPES = {
    "int": IntegerType(_LOWEST, 2**63 - 1),
    **{f"int{bits}": IntegerType(-(2 ** (bits - 1)), 2 ** (bits - 1) - 1) for bits in _BITS},
    **{f"uint{bits}": IntegerType(0, 2**bits - 1) for bits in _BITS},
    "size": IntegerType(0, _HIGHEST),
}
"""The integer types by name."""
