"""The names of a schema's lists, wherever they are: their labels for ``:ref:`` and the text of links to them.

A list is on a generated page if the schema has such pages; otherwise it is one of Sphinx's own indexes.
"""

from __future__ import annotations

from collections.abc import Mapping

from sphinx_qapi.analysis.listed import COROUTINE, NO_REPLY, OUT_OF_BAND, PRECONFIG
from sphinx_qapi.sphinx_ext.configuration.schema_config import SchemaConfig
from sphinx_qapi.sphinx_ext.translation import _

NAMES, HISTORY, INDEX_OF_ALL = "index", "qapi-history", "qapi-index"
"""The name of a schema's list of all names; labels of the releases of all schemas, and of all their names."""
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
"""The lists that are Sphinx indexes if a schema has no generated pages, and what each is sorted by."""


def list_label(namespace: str, name: str) -> str:
    """The label of the list called *name* in ``lists``, or of `NAMES`."""
    return f"qapi-{namespace.lower()}-{name}"


def list_title(config: SchemaConfig, name: str) -> str:
    """The text of links to the list *name*."""
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
