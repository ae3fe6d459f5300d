"""Sphinx's own indexes: a class for each list that is a target of references."""

from __future__ import annotations

from pathlib import Path

from sphinx.application import Sphinx
from sphinx.config import Config

from sphinx_qapi.sphinx_ext.configuration.options import SchemaConfig, read_schema_configs
from sphinx_qapi.sphinx_ext.indices.list_index import list_indices
from sphinx_qapi.sphinx_ext.indices.name_index import index_of_all, namespace_index


def add_indices(app: Sphinx, config: Config) -> None:
    """Add the indexes of each namespace (handler of ``config-inited``)."""
    configs = read_schema_configs(config.qapi_schemas, Path(app.confdir)).configs
    for namespace in sorted(set(config.qapi_namespaces) - set(configs)):
        configs[namespace] = SchemaConfig(namespace=namespace, path=Path())
    if len(configs) != 1:
        app.add_index_to_domain("qapi", index_of_all())
    for index in (*map(namespace_index, configs.values()), *list_indices(configs)):
        app.add_index_to_domain("qapi", index)
