"""The Sphinx front end: the only package whose modules import Sphinx or docutils when they are imported."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from sphinx.application import Sphinx
from sphinx.errors import ExtensionError
from sphinx.util.typing import ExtensionMetadata

from sphinx_qapi._version import __version__
from sphinx_qapi.sphinx_ext._compat.sphinx_application import has_domain
from sphinx_qapi.sphinx_ext.configuration.checking import check_configuration
from sphinx_qapi.sphinx_ext.configuration.copybutton import leave_arrows_out
from sphinx_qapi.sphinx_ext.configuration.options import OPTIONS, resolve_folders
from sphinx_qapi.sphinx_ext.directives.qapi_doc import QapiDoc
from sphinx_qapi.sphinx_ext.directives.qmp_example import QmpExample
from sphinx_qapi.sphinx_ext.doctree.builders import abilities_of
from sphinx_qapi.sphinx_ext.doctree.needless_transforms import LeaveOutReading, leave_out_nothing, leave_out_of_html
from sphinx_qapi.sphinx_ext.doctree.sections import label_authors_sections
from sphinx_qapi.sphinx_ext.domain import QapiDomain
from sphinx_qapi.sphinx_ext.indices import add_indices
from sphinx_qapi.sphinx_ext.linking.comment_links import (
    ResolveInComments,
    find_equation,
    give_names,
    take_back_names,
)
from sphinx_qapi.sphinx_ext.linking.definition_links import ResolveLinks
from sphinx_qapi.sphinx_ext.linking.graph_links import LinkGraphs
from sphinx_qapi.sphinx_ext.linking.list_labels import set_list_labels
from sphinx_qapi.sphinx_ext.linking.missing_references import ExplainToctrees, warn_missing
from sphinx_qapi.sphinx_ext.linking.outside_references import list_foreign, note_foreign, show_as_text
from sphinx_qapi.sphinx_ext.loading import garbage_collection
from sphinx_qapi.sphinx_ext.loading.code_version import code_version
from sphinx_qapi.sphinx_ext.loading.events import EVENTS
from sphinx_qapi.sphinx_ext.loading.qapi_doc_scan import DIRECTIVE as QAPI_DOC
from sphinx_qapi.sphinx_ext.objects.schemas import (
    forget_histories,
    load_configured,
    load_named_in_documents,
    save_results,
)
from sphinx_qapi.sphinx_ext.pages.descriptions import describe
from sphinx_qapi.sphinx_ext.pages.local_contents import list_parts
from sphinx_qapi.sphinx_ext.pages.titles import entitle
from sphinx_qapi.sphinx_ext.prose.comments.citations import ShowCitations
from sphinx_qapi.sphinx_ext.prose.comments.finishing import FinishComments
from sphinx_qapi.sphinx_ext.rebuilding.file_dependencies import NamedFiles
from sphinx_qapi.sphinx_ext.rebuilding.outdated import OutdatedDocuments
from sphinx_qapi.sphinx_ext.rebuilding.parts_before import PutBackParts
from sphinx_qapi.sphinx_ext.rebuilding.whole_builds import WholeBuilds
from sphinx_qapi.sphinx_ext.rebuilding.written_pages import WrittenPages, note_links
from sphinx_qapi.sphinx_ext.translation import CATALOG, LOCALES
from sphinx_qapi.sphinx_ext.writing import exports, page_html, visitors
from sphinx_qapi.sphinx_ext.writing.check_builder import CheckBuilder, begin_collecting, end_collecting
from sphinx_qapi.sphinx_ext.writing.coverage_builder import write_coverage
from sphinx_qapi.sphinx_ext.writing.epub import FitEpub, fit_contents
from sphinx_qapi.sphinx_ext.writing.footnotes import NumberFootnotes
from sphinx_qapi.sphinx_ext.writing.graphs import ListGraphs
from sphinx_qapi.sphinx_ext.writing.history_data import load_history_data, write_history_data
from sphinx_qapi.sphinx_ext.writing.index_html import write_index
from sphinx_qapi.sphinx_ext.writing.llms_txt import write_sources
from sphinx_qapi.sphinx_ext.writing.navigation import show_whole_contents
from sphinx_qapi.sphinx_ext.writing.one_page import join_documents
from sphinx_qapi.sphinx_ext.writing.palette.symbol_index import write_symbol_index
from sphinx_qapi.sphinx_ext.writing.qmp_lexer import QmpLexer
from sphinx_qapi.sphinx_ext.writing.scripts import load_scripts
from sphinx_qapi.sphinx_ext.writing.search import HideFromSearch, complete_search, find_stems_as_before, find_stems_once
from sphinx_qapi.sphinx_ext.writing.source_buttons import lead_to_schema
from sphinx_qapi.sphinx_ext.writing.splitting.builder import note_builder
from sphinx_qapi.sphinx_ext.writing.splitting.leaving_out import LeaveOutParts
from sphinx_qapi.sphinx_ext.writing.splitting.noting import JoinParts, note_parts, remember_parts
from sphinx_qapi.sphinx_ext.writing.splitting.tidy_builder import tidy_builders
from sphinx_qapi.sphinx_ext.writing.standard_nodes import ReplaceRows
from sphinx_qapi.sphinx_ext.writing.toctrees import shared_toctrees
from sphinx_qapi.sphinx_ext.writing.toctrees.shortening import shorten_contents

_HERE = Path(__file__).parent
_USUAL = 500
"""Sphinx's default priority of handlers; handlers with smaller numbers are called earlier."""


def register(app: Sphinx) -> ExtensionMetadata:
    """Register everything that the extension adds to Sphinx; raise ExtensionError if another one has the domain."""
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
    visitors.register(app)
    garbage_collection.register(app)
    shared_toctrees.register(app)
    for reading in (FinishComments, LeaveOutReading, ShowCitations, PutBackParts):
        app.add_transform(reading)
    for transform in (
        LeaveOutParts,
        JoinParts,
        ResolveInComments,
        LinkGraphs,
        ResolveLinks,
        ReplaceRows,
        ListGraphs,
        HideFromSearch,
        FitEpub,
        NumberFootnotes,
    ):
        app.add_post_transform(transform)
    for event, handler, priority in _handlers():
        app.connect(event, handler, priority)
    app.add_builder(CheckBuilder)
    app.add_css_file("qapi.css")
    return {
        "version": __version__,
        "env_version": code_version()[1],
        "parallel_read_safe": True,
        "parallel_write_safe": True,
    }


def _handlers() -> list[tuple[str, Callable[..., object], int]]:
    """All handlers of events: event, handler and priority, in the order of a build."""
    outdated, written, files, toctrees = OutdatedDocuments(), WrittenPages(), NamedFiles(), ExplainToctrees()
    whole = WholeBuilds()
    return [
        ("config-inited", check_configuration, 50),  # before any handler relies on the configuration
        ("config-inited", resolve_folders, _USUAL),
        ("config-inited", add_indices, _USUAL),  # their classes must be known before the domain is made
        ("config-inited", tidy_builders, 999),  # after other extensions have replaced Sphinx's builders
        ("config-inited", leave_arrows_out, 100),  # before sphinx-copybutton reads its settings
        ("config-inited", label_authors_sections, _USUAL),
        ("config-inited", whole.begin, 1000),  # after all checks of the configuration
        ("builder-inited", whole.watch, 0),
        ("builder-inited", _add_static_files, _USUAL),
        ("builder-inited", note_builder, 100),  # before any handler asks for the place of an object
        ("builder-inited", load_configured, _USUAL),
        ("builder-inited", begin_collecting, 999),
        ("env-get-outdated", load_named_in_documents, 100),  # the outdated documents depend on these schemas
        ("env-get-outdated", outdated.find, _USUAL),
        ("env-before-read-docs", outdated.prepare, _USUAL),
        ("env-before-read-docs", take_back_names, _USUAL),
        ("env-before-read-docs", remember_parts, _USUAL),
        ("env-before-read-docs", toctrees.begin, _USUAL),
        ("doctree-read", note_foreign, _USUAL),
        ("doctree-read", note_links, _USUAL),
        ("doctree-read", note_parts, _USUAL),
        ("doctree-read", outdated.note_read, _USUAL),
        ("doctree-read", shorten_contents, 900),  # after Sphinx has collected the contents
        ("doctree-read", list_parts, 900),
        ("env-updated", set_list_labels, 100),
        ("env-updated", files.name, 100),  # before handlers that ask for the dependencies
        ("env-updated", give_names, 100),
        ("env-updated", written.find_outdated, _USUAL),
        ("env-updated", files.withdraw, 900),
        ("env-updated", forget_histories, 900),
        ("write-started", fit_contents, _USUAL),
        ("write-started", leave_out_of_html, _USUAL),
        ("doctree-resolved", find_stems_once, _USUAL),
        ("doctree-resolved", join_documents, 900),  # after other extensions have made their links
        ("missing-reference", find_equation, _USUAL),
        ("missing-reference", show_as_text, 900),  # after intersphinx
        ("warn-missing-reference", warn_missing, _USUAL),
        ("html-page-context", lead_to_schema, 100),  # before the handlers of themes
        ("html-page-context", entitle, 300),
        ("html-page-context", describe, 400),  # before sphinxext-opengraph looks for a description
        ("html-page-context", write_index, _USUAL),
        ("html-page-context", page_html.mark_page, _USUAL),
        ("html-page-context", load_history_data, _USUAL),
        ("html-page-context", load_scripts, _USUAL),
        ("html-page-context", show_whole_contents, 900),  # after the handlers of themes
        ("html-collect-pages", complete_search, _USUAL),
        ("build-finished", end_collecting, 0),
        ("build-finished", leave_out_nothing, 0),
        ("build-finished", toctrees.end, _USUAL),
        ("build-finished", find_stems_as_before, _USUAL),
        ("build-finished", files.name_again, 100),  # before handlers that ask for the dependencies
        ("build-finished", write_sources, 100),  # before sphinx-llms-txt reads them
        ("build-finished", list_foreign, _USUAL),
        ("build-finished", write_coverage, _USUAL),
        ("build-finished", write_history_data, _USUAL),
        ("build-finished", write_symbol_index, _USUAL),
        ("build-finished", exports.write_exports, _USUAL),
        ("build-finished", outdated.note_current, _USUAL),
        ("build-finished", save_results, _USUAL),
        ("build-finished", written.note_written, 900),  # after other extensions have changed the written pages
        ("build-finished", whole.end, 1000),
    ]


def _refuse_others(app: Sphinx) -> None:
    """Raise ExtensionError if another extension has registered the domain ``qapi``, or is going to."""
    others = [name for name in ("qapi_domain", "qapidoc") if name in app.config.extensions]
    if others or has_domain(app, "qapi"):
        raise ExtensionError(
            f"sphinx_qapi takes the place of {' and '.join(others) or 'the other extension for QAPI'}: "
            "remove one of them from 'extensions' in conf.py"
        )


def _add_static_files(app: Sphinx) -> None:
    """Have the builder copy our style sheet and scripts; for e-books, a style sheet that e-book readers understand."""
    folder = "static_epub" if abilities_of(app.builder).is_book else "static"
    app.config.html_static_path.append(str(_HERE / folder))
