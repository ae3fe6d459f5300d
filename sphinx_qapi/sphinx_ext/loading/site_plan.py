"""The generated pages of a schema: what each shows, and names that any file system tells apart."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import Enum

from sphinx_qapi.schema.model.definitions import Definition

INDEX, MAP = "index", "qapi-map"
"""The names, below ``output``, of the schema's index page and of its map."""


class PageKind(Enum):
    """What a generated page consists of."""

    CONTENTS = "contents"
    """The schema's index page."""
    MODULE = "module"
    DEFINITION = "definition"
    INDEX = "index"
    """One of `index_pages`."""
    MAP = "map"


@dataclass(frozen=True, kw_only=True, slots=True)
class GeneratedPage:
    """A generated page."""

    kind: PageKind
    name: str = ""
    """Of the module, the definition or the index page."""
    is_top: bool = True
    """Whether the schema's index page leads to it; else a module or another index does."""


SHOWN_ON: Mapping[str, PageKind] = {
    "module": PageKind.MODULE,
    "definition": PageKind.DEFINITION,
    "schema": PageKind.CONTENTS,
}
"""For each value of ``pages`` the pages that hold the definitions; all others only lead to them."""


_NO_NAME = re.compile(r"[^\w.-]+", re.ASCII)
_LONGEST = 100
"""Letters of a file's name, without numbers and suffixes: most file systems end at 255."""


def definition_name(definition: Definition) -> str:
    """What the page of *definition* is to be called: ``command-stop`` does not meet ``event-STOP``."""
    return f"{definition.kind}-{_NO_NAME.sub('-', definition.name)}"[:_LONGEST]


def unique_names(wanted: Iterable[tuple[str, str]], taken: Iterable[str]) -> dict[str, str]:
    """For each thing of *wanted* its page's name, with a number where that differs only in case from one before."""
    used = set(taken)
    names: dict[str, str] = {}
    for thing, name in wanted:
        unique, number = name, 1
        while unique.casefold() in used:
            number += 1
            unique = f"{name}-{number}"
        used.add(unique.casefold())
        names[thing] = unique
    return names
