"""Keys for what a page shows of a schema, besides definitions and modules.

The domain notes ``NS:key`` while a page is read, and `sphinx_qapi.sphinx_ext.rebuilding.fingerprints` gives each key a
digest. The key of a definition is its name, that of a module is ``:module``, and that of the whole schema is empty.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from urllib.parse import urlencode

CONTENTS = "@"
"""Key of what the index page of a schema shows."""
GRAPH = "@@"
"""Key of what graphs show: which definitions there are, and how they are linked."""
INDEX_MARK = "@?"
"""Prefix of keys of indexes."""
AVAILABILITY_MARK = "@^"
"""Prefix of keys of tables of availability."""
CHANGES_MARK = "@~"
"""Prefix of keys of changes."""
NAME_MARK = "?"
"""Prefix of keys of names that a text mentions."""
WHOLE_MARK = "="
"""Prefix of keys of definitions that an entry looks up although its own definition does not reach them."""


def index_key(options: Mapping[str, str]) -> str:
    """The key of an index with these *options*."""
    return INDEX_MARK + urlencode(sorted(options.items()))


def changes_key(words: Sequence[tuple[str, str]]) -> str:
    """The key of changes requested with *words*, the options of the directive."""
    return CHANGES_MARK + urlencode(words)


def availability_key(words: Mapping[str, str]) -> str:
    """The key of a strip requested with *words*, the options of the directive."""
    return AVAILABILITY_MARK + urlencode(words)


def whole_key(name: str) -> str:
    """The key of everything in the definition *name*."""
    return WHOLE_MARK + name


def name_key(name: str) -> str:
    """The key that says whether a definition called *name* exists."""
    return NAME_MARK + name
