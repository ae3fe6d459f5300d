"""Changes from one integer type to another."""

from __future__ import annotations

from sphinx_qapi.schema.model.integer_types import INTEGER_TYPES

RANGES = {name: (each.lowest_accepted, each.highest) for name, each in INTEGER_TYPES.items() if name != "int"}
"""The numbers that servers accept in arguments of each type; ``int`` is ``int64`` on the wire."""


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
