"""The Sphinx front end: the only place that imports Sphinx or docutils."""

from __future__ import annotations

from collections.abc import Set as AbstractSet
from pathlib import Path
from typing import cast

from sphinx.application import Sphinx
from sphinx.config import Config
from sphinx.environment import BuildEnvironment
from sphinx.errors import ExtensionError
from sphinx.util.typing import ExtensionMetadata

from sphinx_qapi.sphinx_ext.configuration.copybutton import leave_arrows_out
from sphinx_qapi.sphinx_ext.configuration.options import OPTIONS, SchemaConfig, read_schema_configs
from sphinx_qapi.sphinx_ext.directives.qapi_doc import QapiDoc
from sphinx_qapi.sphinx_ext.directives.qmp_example import QmpExample
from sphinx_qapi.sphinx_ext.domain import QapiDomain
from sphinx_qapi.sphinx_ext.graphs import node as graph_node
from sphinx_qapi.sphinx_ext.indices.list_index import list_indices
from sphinx_qapi.sphinx_ext.indices.name_index import index_of_all, namespace_index
from sphinx_qapi.sphinx_ext.linking.definition_links import ResolveLinks
from sphinx_qapi.sphinx_ext.linking.missing_references import warn_missing
from sphinx_qapi.sphinx_ext.linking.outside_references import list_foreign, note_foreign, show_as_text
from sphinx_qapi.sphinx_ext.loading import garbage_collection as collector
from sphinx_qapi.sphinx_ext.loading.events import EVENTS, Listeners
from sphinx_qapi.sphinx_ext.loading.qapi_doc_scan import DIRECTIVE as QAPI_DOC
from sphinx_qapi.sphinx_ext.loading.qapi_doc_scan import find_document_schemas, name_files
from sphinx_qapi.sphinx_ext.loading.schema_cache import SchemaCache
from sphinx_qapi.sphinx_ext.loading.store import load_schemas
from sphinx_qapi.sphinx_ext.loading.stub_pages import write_stubs
from sphinx_qapi.sphinx_ext.rebuilding.written_pages import note_links, note_written, pages_to_write
from sphinx_qapi.sphinx_ext.reporting import warn
from sphinx_qapi.sphinx_ext.search_rest import complete_search
from sphinx_qapi.sphinx_ext.translation import CATALOG, LOCALES, add_script_words
from sphinx_qapi.sphinx_ext.writing import html
from sphinx_qapi.sphinx_ext.writing.coverage import write_coverage
from sphinx_qapi.sphinx_ext.writing.qmp_lexer import QmpLexer
from sphinx_qapi.sphinx_ext.writing.search import HideFromSearch, remember_stems
from sphinx_qapi.sphinx_ext.writing.source_buttons import lead_to_schema
from sphinx_qapi.sphinx_ext.writing.standard_nodes import LowerRows
from sphinx_qapi.sphinx_ext.writing.toctrees import shared_toctrees as trees
from sphinx_qapi.sphinx_ext.writing.toctrees.shortening import shorten_contents

_STATIC = Path(__file__).parent / "static"


def register(app: Sphinx) -> ExtensionMetadata:
    """Register all that the extension offers."""
    import sphinx_qapi

    _refuse_others(app)
    app.add_message_catalog(CATALOG, LOCALES)
    for option in OPTIONS:
        app.add_config_value(option.name, option.default, option.rebuild, option.types)
    for event in EVENTS:
        app.add_event(event)
    app.add_domain(QapiDomain)
    app.add_directive("qmp-example", QmpExample)
    app.add_directive(QAPI_DOC, QapiDoc)
    for name in ("QMP", "qmp"):
        app.add_lexer(name, QmpLexer)
    html.register(app)
    graph_node.register(app)
    collector.register(app)
    trees.register(app)
    app.add_post_transform(ResolveLinks)
    app.add_post_transform(LowerRows)
    app.add_post_transform(HideFromSearch)
    app.connect("config-inited", _add_indices)
    app.connect("config-inited", leave_arrows_out, priority=100)  # before the button reads its settings
    app.connect("builder-inited", _read_schemas)
    app.connect("builder-inited", add_script_words)
    app.connect("env-get-outdated", _outdated)
    app.connect("env-before-read-docs", _prepare_schemas, priority=100)  # before the collector leaves alone what is
    app.connect("doctree-read", shorten_contents, priority=900)  # when Sphinx has gathered them
    app.connect("doctree-read", lambda app, doctree: note_foreign(app.env, doctree))
    app.connect("doctree-resolved", remember_stems)
    app.connect("html-page-context", lead_to_schema, priority=100)  # before those of themes
    app.connect("missing-reference", show_as_text, priority=900)  # after intersphinx
    app.connect("warn-missing-reference", warn_missing)
    app.connect("doctree-read", note_links)
    app.connect("env-updated", pages_to_write)
    app.connect("html-collect-pages", complete_search)
    app.connect("build-finished", name_files, priority=100)  # before those who ask for them
    app.connect("build-finished", note_written)
    app.connect("build-finished", list_foreign)
    app.connect("build-finished", write_coverage)
    app.connect("build-finished", _keep_results)
    app.add_css_file("qapi.css")
    app.add_js_file("qapi.js", loading_method="defer")
    return {
        "version": sphinx_qapi.__version__,
        "env_version": 2,
        "parallel_read_safe": True,
        "parallel_write_safe": True,
    }


def _refuse_others(app: Sphinx) -> None:
    """Raise ExtensionError where another extension has the domain, or will have it."""
    others = [name for name in ("qapi_domain", "qapidoc") if name in app.config.extensions]
    if others or "qapi" in app.registry.domains:
        raise ExtensionError(
            f"sphinx_qapi takes the place of {' and '.join(others) or 'the other extension for QAPI'}: "
            "remove one of them from 'extensions' in conf.py"
        )


def _add_indices(app: Sphinx, config: Config) -> None:
    """Add the indexes of each namespace: their classes must be known before the domain is made."""
    config.qapidoc_srctree = str(Path(app.confdir, config.qapidoc_srctree))
    configs = read_schema_configs(config.qapi_schemas, Path(app.confdir)).configs
    for namespace in sorted(set(config.qapi_namespaces) - set(configs)):
        configs[namespace] = SchemaConfig(namespace=namespace, path=Path())
    if len(configs) != 1:
        app.add_index_to_domain("qapi", index_of_all())
    for index in (*map(namespace_index, configs.values()), *list_indices(configs)):
        app.add_index_to_domain("qapi", index)
    config.html_static_path.append(str(_STATIC))


def _read_schemas(app: Sphinx) -> None:
    """Load the schemas and write the generated pages, before Sphinx looks for documents."""
    read = read_schema_configs(app.config.qapi_schemas, Path(app.confdir))
    for problem in read.problems:
        warn(problem, "config")
    domain = cast("QapiDomain", app.env.get_domain("qapi"))
    domain.cache = SchemaCache(Path(app.doctreedir))
    with collector.fewer_collections():
        domain.store = load_schemas(read.configs, Listeners(app.events), domain.cache)
        write_stubs(app, domain.store)


def _outdated(
    app: Sphinx,
    env: BuildEnvironment,
    _added: AbstractSet[str],
    _changed: AbstractSet[str],
    removed: AbstractSet[str],
) -> list[str]:
    """The documents that show something which has changed, now that it is known which schemas they name."""
    domain = cast("QapiDomain", env.get_domain("qapi"))
    known = [each.config for each in domain.store.schemas.values()]
    found = load_schemas(find_document_schemas(env, known), Listeners(app.events), domain.cache)
    domain.store = domain.store.extended(found)
    return [docname for docname in domain.outdated_documents() if docname not in removed]


def _prepare_schemas(app: Sphinx, env: BuildEnvironment, docnames: list[str]) -> None:
    """Before pages are read by several processes, do what would else be done in each of them."""
    if docnames and app.parallel > 1:
        cast("QapiDomain", env.get_domain("qapi")).store.prepare()


def _keep_results(app: Sphinx, exception: Exception | None) -> None:
    """Spare the next build what this one knows: now that it is done, no document shows anything outdated."""
    domain = cast("QapiDomain", app.env.get_domain("qapi"))
    if exception is None:
        domain.store.note_current(domain.data["shown"])
    domain.cache.results.save()
