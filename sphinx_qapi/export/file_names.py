"""File names for definitions and the like that every file system and web server can tell apart."""

from __future__ import annotations

import re
from collections.abc import Iterable

_UNFIT = re.compile(r"[^A-Za-z0-9_.-]|^\.|\.$")
_DEVICE = re.compile(r"\A(con|prn|aux|nul|com\d|lpt\d)(?=\.|\Z)", re.IGNORECASE)
"""Names that Windows takes for devices, whatever follows the dot."""
_LONGEST = 100


def file_names(of: Iterable[str]) -> dict[str, str]:
    """Return a file name without suffix for each name of *of*: the name made fit, with a number if it is taken.

    Names that differ only in case count as equal.
    """
    names: dict[str, str] = {}
    taken: set[str] = set()
    for name in of:
        wanted = found = _DEVICE.sub(r"\1_", _UNFIT.sub("_", name)[:_LONGEST])
        number = 1
        while found.casefold() in taken:
            number += 1
            found = f"{wanted}-{number}"
        taken.add(found.casefold())
        names[name] = found
    return names
