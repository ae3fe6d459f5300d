"""Names of files for definitions, which every file system and web server tells apart."""

from __future__ import annotations

import re

from sphinx_qapi.schema.model.schema import Schema

_UNFIT = re.compile(r"[^A-Za-z0-9_.-]|^\.|\.$")
_DEVICE = re.compile(r"\A(con|prn|aux|nul|com\d|lpt\d)(?=\.|\Z)", re.IGNORECASE)
"""What Windows takes for a device, whatever follows the dot."""
_LONGEST = 100


def file_names(schema: Schema) -> dict[str, str]:
    """For each definition of *schema* a name without suffix: its own, with a number where only case tells it apart."""
    names: dict[str, str] = {}
    taken: set[str] = set()
    for name in schema.definitions:
        wanted = found = _DEVICE.sub(r"\1_", _UNFIT.sub("_", name)[:_LONGEST])
        number = 1
        while found.casefold() in taken:
            number += 1
            found = f"{wanted}-{number}"
        taken.add(found.casefold())
        names[name] = found
    return names
