"""Sphinx's own indexes: a class for each list of a schema without generated pages; other schemas have pages."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from sphinx.application import Sphinx
from sphinx.config import Config

from sphinx_qapi.sphinx_ext.configuration.index_kinds import sphinx_indexes
from sphinx_qapi.sphinx_ext.configuration.schema_config import SchemaConfig
from sphinx_qapi.sphinx_ext.configuration.schema_settings import read_schema_configs
from sphinx_qapi.sphinx_ext.indices.list_index import list_indices
from sphinx_qapi.sphinx_ext.indices.name_index import index_of_all, namespace_index
from sphinx_qapi.sphinx_ext.objects.list_names import HISTORY, INDEX_OF_ALL, NAMES, list_label
from sphinx_qapi.sphinx_ext.reporting import warn

_OPTIONS = ("html_domain_indices", "latex_domain_indices", "texinfo_domain_indices")
"""Settings of Sphinx that may name indexes."""


def add_indices(app: Sphinx, config: Config) -> None:
    """Add the indexes of each namespace (handler of ``config-inited``)."""
    configs = read_schema_configs(config.qapi_schemas, Path(app.confdir)).configs
    for namespace in sorted(set(config.qapi_namespaces) - set(configs)):
        configs[namespace] = SchemaConfig(namespace=namespace, path=Path())
    if not configs:
        app.add_index_to_domain("qapi", index_of_all())
    own = [each for each in configs.values() if not each.output]
    for index in (*map(namespace_index, own), *list_indices(own)):
        app.add_index_to_domain("qapi", index)
    _tell_of_pages(config, configs)


def _tell_of_pages(config: Config, configs: Mapping[str, SchemaConfig]) -> None:
    """Warn of lists that ``conf.py`` names as Sphinx indexes although they are pages, and say where they are."""
    pages = {
        list_label(each.namespace, name): f"the generated page of that list in {each.output!r}"
        for each in configs.values()
        if each.output
        for name in (NAMES, *sphinx_indexes())
    }
    if configs:
        pages[HISTORY] = "the list of releases of each schema"
        pages[INDEX_OF_ALL] = "the lists of names of each schema, and Sphinx' general index"
    for option in _OPTIONS:
        named = getattr(config, option, True)
        for name in [] if isinstance(named, bool) else sorted(pages.keys() & set(named)):
            message = (
                f'{option}: "{name}" is no index of its own, since {pages[name]} has the same content; '
                f"remove the name: references such as :ref:`{name}` lead to that page"
            )
            warn(message, "index")
