"""The ranges of the integer types."""

from __future__ import annotations

_SMALLEST = -(2**63)

RANGES = {
    **{f"int{bits}": (-(2 ** (bits - 1)), 2 ** (bits - 1) - 1) for bits in (8, 16, 32, 64)},
    **{f"uint{bits}": (0, 2**bits - 1) for bits in (8, 16, 32)},
    "uint64": (_SMALLEST, 2**64 - 1),
    "size": (_SMALLEST, 2**64 - 1),
}
"""The numbers that arguments of each type take; the widest types have always taken negative numbers, too."""


def width_change(old: str | None, new: str | None, *, sent: bool) -> str | None:
    """Return the kind of change from one width to another; None if there is no change, or a width is unknown."""
    if old is None or new is None or old == new:
        return None
    if not sent or old not in RANGES or new not in RANGES:
        return "width-changed"
    (old_low, old_high), (new_low, new_high) = RANGES[old], RANGES[new]
    if (old_low, old_high) == (new_low, new_high):
        return "width-changed"
    return "width-widened" if new_low <= old_low and old_high <= new_high else "width-narrowed"
