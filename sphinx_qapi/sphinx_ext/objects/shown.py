"""Keys for what a page shows of a schema, besides definitions and modules.

The domain notes ``NS:key`` while a page is read, and `sphinx_qapi.sphinx_ext.rebuilding.fingerprints` gives each key a
digest. A definition's key is its name, that of a module ``:module``, and that of the whole schema is empty.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from urllib.parse import urlencode

CONTENTS = "@"
"""The key of what the index page of a schema shows."""
GRAPH = "@@"
"""The key of what graphs show: which definitions there are, and how they are linked."""
INDEX_MARK = "@?"
"""Keys of indexes begin with it."""
AVAILABILITY_MARK = "@^"
"""Keys of where something is there begin with it."""
CHANGES_MARK = "@~"
"""Keys of what changed begin with it."""
NAME_MARK = "?"
"""Keys of names that a text mentions begin with it."""


def index_key(options: Mapping[str, str]) -> str:
    """The key of an index with these *options*."""
    return INDEX_MARK + urlencode(sorted(options.items()))


def changes_key(words: Sequence[tuple[str, str]]) -> str:
    """The key of changes that are asked for with *words*."""
    return CHANGES_MARK + urlencode(words)


def availability_key(words: Mapping[str, str]) -> str:
    """The key of a strip that is asked for with *words*."""
    return AVAILABILITY_MARK + urlencode(words)


def name_key(name: str) -> str:
    """The key of whether a definition is called *name*."""
    return NAME_MARK + name
