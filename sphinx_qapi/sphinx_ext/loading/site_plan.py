"""The generated pages of a schema: what each shows, and what it is called."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum

from sphinx_qapi.schema.model.definitions import Definition
from sphinx_qapi.sphinx_ext.loading.page_names import file_name

INDEX, MAP = "index", "qapi-map"
"""The names, below ``output``, of the schema's index page and of its map."""

PAGES_OF_SPHINX = ("search", "genindex", "py-modindex")
"""Pages that Sphinx itself writes at the top of a site."""
_NO_LETTER = re.compile(r"[^\w.-]+", re.ASCII)


class PageKind(Enum):
    """What a generated page consists of."""

    CONTENTS = "contents"
    """The schema's index page."""
    MODULE = "module"
    DEFINITION = "definition"
    INDEX = "index"
    """One of `index_pages`."""
    MAP = "map"
    CHANGES = "changes"
    """The page that leads to what changed in each release."""
    RELEASE = "release"
    """What changed in a release."""
    REMOVED = "removed"
    """What was removed in any release."""


@dataclass(frozen=True, kw_only=True, slots=True)
class GeneratedPage:
    """A generated page."""

    kind: PageKind
    name: str = ""
    """Of the module, the definition, the index page or the release."""
    is_top: bool = True
    """Whether the schema's index page leads to it; else a module or another index does."""


BELOW_CHANGES = (PageKind.RELEASE, PageKind.REMOVED)
"""Pages that only the page of all changes leads to."""

SHOWN_ON: Mapping[str, PageKind] = {
    "module": PageKind.MODULE,
    "definition": PageKind.DEFINITION,
    "schema": PageKind.CONTENTS,
}
"""For each value of ``pages`` the pages that hold the definitions; all others only lead to them."""


SPLIT = True
"""Whether pages of definitions are parts of their module's document, which builders of HTML split.

Tests compare them with what they are as documents of their own.
"""


def definition_name(definition: Definition) -> str:
    """What the page of *definition* is to be called: ``command-stop`` does not meet ``event-STOP``."""
    return file_name(f"{definition.kind}-{_NO_LETTER.sub('-', definition.name)}")
