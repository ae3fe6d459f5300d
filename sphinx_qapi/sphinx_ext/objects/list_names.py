"""What the lists of a schema are called, wherever they stand: their labels for ``:ref:`` and the words of links there.

A list stands on a generated page where the schema has such pages, and else is one of Sphinx' own indexes.
"""

from __future__ import annotations

from collections.abc import Mapping

from sphinx_qapi.analysis.listed import COROUTINE, NO_REPLY, OUT_OF_BAND, PRECONFIG
from sphinx_qapi.sphinx_ext.configuration.options import SchemaConfig
from sphinx_qapi.sphinx_ext.translation import _

NAMES, HISTORY, INDEX_OF_ALL = "index", "qapi-history", "qapi-index"
"""The list of all names; the label of all releases of all schemas, and that of the names of all."""
SPHINX_LISTS: Mapping[str, str] = {
    "releases": "since",
    "deprecated": "deprecated",
    "unstable": "unstable",
    "conditional": "condition",
    PRECONFIG: PRECONFIG,
    OUT_OF_BAND: OUT_OF_BAND,
    NO_REPLY: NO_REPLY,
    COROUTINE: COROUTINE,
}
"""The lists that are indexes of Sphinx' where a schema has no generated pages, and how they are sorted."""


def list_label(namespace: str, name: str) -> str:
    """The label of the list that ``lists`` calls *name*, or of `NAMES`."""
    return f"qapi-{namespace.lower()}-{name}"


def list_title(config: SchemaConfig, name: str) -> str:
    """What links to the list *name* say."""
    titles = {
        NAMES: _("%s: index"),
        "types": _("%s: types"),
        "releases": _("%s: releases"),
        "since": _("%s: releases"),
        "deprecated": _("%s: deprecated"),
        "unstable": _("%s: unstable"),
        "conditional": _("%s: conditional"),
        "features": _("%s: features"),
        PRECONFIG: _("%s: preconfig"),
        OUT_OF_BAND: _("%s: out of band"),
        NO_REPLY: _("%s: without a success reply"),
        COROUTINE: _("%s: coroutines"),
        "map": _("%s: map"),
        "az": _("%s: commands and events"),
    }
    return titles[name] % config.heading
