"""The generated pages of a schema: their kinds and names."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum

from sphinx_qapi.schema.model.definitions import Definition
from sphinx_qapi.sphinx_ext.loading.page_names import file_name

INDEX, MAP = "index", "qapi-map"
"""Names, below ``output``, of the schema's index page and of its map."""

PAGES_OF_SPHINX = ("search", "genindex", "py-modindex")
"""Pages that Sphinx itself writes at the top of a site."""
_NO_LETTER = re.compile(r"[^\w.-]+", re.ASCII)


class PageKind(Enum):
    """The content of a generated page."""

    CONTENTS = "contents"
    """The schema's index page."""
    MODULE = "module"
    DEFINITION = "definition"
    INDEX = "index"
    """One of the pages in `index_pages`."""
    MAP = "map"
    CHANGES = "changes"
    """The page that links to the changes in each release."""
    RELEASE = "release"
    """The changes in one release."""
    REMOVED = "removed"
    """Everything that was removed in any release."""


@dataclass(frozen=True, kw_only=True, slots=True)
class GeneratedPage:
    """A generated page."""

    kind: PageKind
    name: str = ""
    """Name of its module, definition, index page or release; empty for other kinds."""
    is_top: bool = True
    """Whether the schema's index page links to it; otherwise a module or another index does."""


BELOW_CHANGES = (PageKind.RELEASE, PageKind.REMOVED)
"""Pages that are linked only from the page of all changes."""

SHOWN_ON: Mapping[str, PageKind] = {
    "module": PageKind.MODULE,
    "definition": PageKind.DEFINITION,
    "schema": PageKind.CONTENTS,
}
"""For each value of ``pages``, the kind of page with the definitions; all other pages only link to definitions."""


SPLIT = True
"""Whether pages of definitions are parts of the document of their module, which HTML builders split.

Tests set it to False to compare these pages with documents of their own.
"""


def definition_name(definition: Definition) -> str:
    """Wanted name of the page of *definition*; with the kind, ``command-stop`` does not clash with ``event-STOP``."""
    return file_name(f"{definition.kind}-{_NO_LETTER.sub('-', definition.name)}")
