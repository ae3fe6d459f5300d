"""The schemas of the build at work: loaded when it begins, and kept for the next one when it ends."""

from __future__ import annotations

from pathlib import Path

from sphinx.application import Sphinx
from sphinx.environment import BuildEnvironment

from sphinx_qapi.source.reading import MEBIBYTE
from sphinx_qapi.sphinx_ext.configuration.checking import refuse
from sphinx_qapi.sphinx_ext.configuration.options import read_schema_configs
from sphinx_qapi.sphinx_ext.loading.events import Listeners
from sphinx_qapi.sphinx_ext.loading.garbage_collection import fewer_collections
from sphinx_qapi.sphinx_ext.loading.outputs import outputs_of_authors
from sphinx_qapi.sphinx_ext.loading.qapi_doc_scan import find_document_schemas
from sphinx_qapi.sphinx_ext.loading.schema_cache import SchemaCache
from sphinx_qapi.sphinx_ext.loading.store import load_schemas
from sphinx_qapi.sphinx_ext.loading.stub_pages import write_stubs
from sphinx_qapi.sphinx_ext.loading.written_list import WrittenList
from sphinx_qapi.sphinx_ext.objects.state import state_of


def load_configured(app: Sphinx) -> None:
    """Load the schemas of ``conf.py`` and write their pages, before Sphinx looks for documents (``builder-inited``)."""
    configs = read_schema_configs(app.config.qapi_schemas, Path(app.confdir)).configs
    state = state_of(app.env)
    state.cache = SchemaCache(Path(app.doctreedir))
    written = WrittenList(Path(app.doctreedir))
    refuse(list(outputs_of_authors(app, configs.values(), written)))
    with fewer_collections():
        listeners = Listeners(app.events)
        state.store = load_schemas(configs, listeners, state.cache, _largest_file(app), are_required=True)
        write_stubs(app, state.store, written)


def load_named_in_documents(app: Sphinx, env: BuildEnvironment, *_documents: object) -> list[str]:
    """Load what documents name themselves, once Sphinx has found the documents (handler of ``env-get-outdated``)."""
    state = state_of(env)
    known = [each.config for each in state.store.schemas.values()]
    found = load_schemas(find_document_schemas(env, known), Listeners(app.events), state.cache, _largest_file(app))
    state.store = state.store.extended(found)
    return []


def _largest_file(app: Sphinx) -> int:
    """Bytes."""
    return int(app.config.qapi_largest_file * MEBIBYTE)


def save_results(app: Sphinx, _exception: Exception | None) -> None:
    """Spare the next build what this one has found out (handler of ``build-finished``)."""
    state_of(app.env).cache.results.save()
