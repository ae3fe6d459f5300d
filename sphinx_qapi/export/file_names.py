"""Names of files for what has a name of its own, which every file system and web server tells apart."""

from __future__ import annotations

import re
from collections.abc import Iterable

_UNFIT = re.compile(r"[^A-Za-z0-9_.-]|^\.|\.$")
_DEVICE = re.compile(r"\A(con|prn|aux|nul|com\d|lpt\d)(?=\.|\Z)", re.IGNORECASE)
"""What Windows takes for a device, whatever follows the dot."""
_LONGEST = 100


def file_names(of: Iterable[str]) -> dict[str, str]:
    """For each of these names one without suffix: its own, with a number where it differs from others in case alone."""
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
