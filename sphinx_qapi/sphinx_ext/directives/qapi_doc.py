"""``qapi-doc``: a whole schema on one page; the directive that QEMU's documents use."""

from __future__ import annotations

import os
from dataclasses import replace
from typing import ClassVar

from docutils import nodes
from docutils.parsers.rst.directives import flag, unchanged_required
from sphinx.util.typing import OptionSpec

from sphinx_qapi.source.dialects import AUTO, parse_dialect
from sphinx_qapi.source.namespaces import A_NAMESPACE, is_document_namespace
from sphinx_qapi.sphinx_ext.directives.base import QapiDirective
from sphinx_qapi.sphinx_ext.entries.display_options import WHOLE, read_display_options
from sphinx_qapi.sphinx_ext.loading.qapi_doc_scan import document_namespace, document_schema_path
from sphinx_qapi.sphinx_ext.objects.object_rows import Rank
from sphinx_qapi.sphinx_ext.pages.whole_schema import whole_schema


def release(argument: str) -> str:
    """Return *argument*, a release of the language or ``auto``; raise ValueError for anything else."""
    text = unchanged_required(argument)
    if text != AUTO:
        parse_dialect(text)
    return text


def name_of_schema(argument: str) -> str:
    """Return *argument*, a namespace; raise ValueError for anything else."""
    text = unchanged_required(argument)
    if not is_document_namespace(text):
        raise ValueError(A_NAMESPACE)
    return text


class QapiDoc(QapiDirective):
    """``.. qapi-doc:: FILE`` with ``:namespace:``, ``:dialect:``, and the options of ``qapi:schema`` on what to show.

    The schema has been loaded before the document is read (see `qapi_doc_scan`).
    """

    required_arguments = 1
    final_argument_whitespace = True
    option_spec: ClassVar[OptionSpec] = {
        **WHOLE,
        "namespace": name_of_schema,
        "dialect": release,
        "transmogrify": flag,  # QEMU 10.0 asks for its own newer rendering with it
    }

    def run(self) -> list[nodes.Node]:
        """Render the schema; warn if it could not be read."""
        file = self.arguments[0]
        path = document_schema_path(file, self.config)
        known = [each.config for each in self.known.store.schemas.values()]
        namespace = self.options.get("namespace") or document_namespace(file, path, known)
        loaded = self.known.store.get(namespace)
        self.known.note_shown(self.env.docname, f"{namespace}:")
        if loaded is None or not os.path.exists(path):  # noqa: PTH110 - for `Path` a name that is too long is an error
            self.warn(f'no schema "{namespace}" could be read from {path}', "unknown-schema")
            return []
        if not loaded.config.path.samefile(path):
            self.warn(f'"{namespace}" is the namespace of {loaded.config.path}', "unknown-schema")
            return []
        display = read_display_options(self.options, picks="definitions")
        self.check_names(display, list(loaded.schema.definitions), f'schema "{namespace}"')
        return whole_schema(replace(self.page(loaded, Rank.COLLECTION), display=display))
