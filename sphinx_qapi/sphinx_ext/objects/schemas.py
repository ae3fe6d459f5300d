"""The schemas of the current build: loaded when it begins, and kept for the next build when it ends."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

from sphinx.application import Sphinx
from sphinx.environment import BuildEnvironment

from sphinx_qapi.source.reading import MEBIBYTE
from sphinx_qapi.sphinx_ext.configuration.checking import refuse
from sphinx_qapi.sphinx_ext.configuration.emits import emits_of
from sphinx_qapi.sphinx_ext.configuration.schema_config import SchemaConfig
from sphinx_qapi.sphinx_ext.configuration.schema_settings import read_schema_configs
from sphinx_qapi.sphinx_ext.loading.events import Listeners
from sphinx_qapi.sphinx_ext.loading.garbage_collection import fewer_collections
from sphinx_qapi.sphinx_ext.loading.outputs import outputs_of_authors
from sphinx_qapi.sphinx_ext.loading.qapi_doc_scan import find_document_schemas
from sphinx_qapi.sphinx_ext.loading.schema_cache import SchemaCache
from sphinx_qapi.sphinx_ext.loading.store import load_schemas
from sphinx_qapi.sphinx_ext.loading.stub_pages import write_stubs
from sphinx_qapi.sphinx_ext.loading.unknown_emits import unknown_emits
from sphinx_qapi.sphinx_ext.loading.written_list import WrittenList
from sphinx_qapi.sphinx_ext.objects.state import state_of
from sphinx_qapi.sphinx_ext.reporting import warn


def load_configured(app: Sphinx) -> None:
    """Load the schemas of ``conf.py`` and write their pages, before Sphinx looks for documents (``builder-inited``)."""
    configs = _told(app, read_schema_configs(app.config.qapi_schemas, Path(app.confdir)).configs)
    state = state_of(app.env)
    state.cache = SchemaCache(Path(app.doctreedir))
    written = WrittenList(Path(app.doctreedir))
    refuse(list(outputs_of_authors(app, configs.values(), written)))
    with fewer_collections():
        listeners = Listeners(app.events)
        state.store = load_schemas(configs, listeners, state.cache, _largest_file(app), are_required=True)
        write_stubs(app, state.store, written)


def load_named_in_documents(app: Sphinx, env: BuildEnvironment, *_documents: object) -> list[str]:
    """Load schemas that documents name, after Sphinx has found the documents (handler of ``env-get-outdated``)."""
    state = state_of(env)
    known = [each.config for each in state.store.schemas.values()]
    configs = _told(app, find_document_schemas(env, known))
    found = load_schemas(configs, Listeners(app.events), state.cache, _largest_file(app))
    state.store = state.store.extended(found)
    for problem in unknown_emits(app.config.qapi_emits, state.store.schemas):
        warn(problem, "emits")
    return []


def _told(app: Sphinx, configs: Mapping[str, SchemaConfig]) -> dict[str, SchemaConfig]:
    """*configs* with the entries of ``qapi_emits`` for each schema."""
    return {name: replace(each, emits=emits_of(app.config.qapi_emits, name)) for name, each in configs.items()}


def _largest_file(app: Sphinx) -> int:
    """Maximum size of a schema file in bytes."""
    return int(app.config.qapi_largest_file * MEBIBYTE)


def forget_histories(_app: Sphinx, env: BuildEnvironment) -> list[str]:
    """Free the histories after everything is read: what pages show of them is known (handler of ``env-updated``)."""
    for each in state_of(env).store.schemas.values():
        if each.history is not None:
            each.history.forget()
    return []


def save_results(app: Sphinx, _exception: Exception | None) -> None:
    """Save the results of this build for the next one (handler of ``build-finished``)."""
    state_of(app.env).cache.results.save()
