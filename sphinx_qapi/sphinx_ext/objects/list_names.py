"""The names of a schema's lists, wherever they are: their labels for ``:ref:`` and the text of links to them.

A list is on a generated page if the schema has such pages; otherwise it is one of Sphinx's own indexes.
"""

from __future__ import annotations

from sphinx_qapi.sphinx_ext.configuration.index_kinds import kind_of_list
from sphinx_qapi.sphinx_ext.configuration.schema_config import SchemaConfig
from sphinx_qapi.sphinx_ext.translation import _

NAMES, HISTORY, INDEX_OF_ALL = "index", "qapi-history", "qapi-index"
"""The name of a schema's list of all names; labels of the releases of all schemas, and of all their names."""


def list_label(namespace: str, name: str) -> str:
    """The label of the list called *name* in ``lists``, or of `NAMES`."""
    return f"qapi-{namespace.lower()}-{name}"


def list_title(config: SchemaConfig, name: str) -> str:
    """The text of links to the list *name*."""
    others = {
        NAMES: _("%s: index"),
        "map": _("%s: map"),
        "az": _("%s: commands and events"),
    }
    return (others.get(name) or _(kind_of_list(name).link)) % config.heading
