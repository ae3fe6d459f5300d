"""``qapi-doc``: a whole schema on one page, as QEMU's documents ask for it."""

from __future__ import annotations

from dataclasses import replace
from typing import ClassVar

from docutils import nodes
from docutils.parsers.rst.directives import flag, unchanged_required
from sphinx.util.typing import OptionSpec

from sphinx_qapi.sphinx_ext.directives.base import QapiDirective
from sphinx_qapi.sphinx_ext.entries.display_options import COLLECTION, read_presentation
from sphinx_qapi.sphinx_ext.loading.qapi_doc_scan import document_namespace, document_schema_path
from sphinx_qapi.sphinx_ext.objects.rows import Rank
from sphinx_qapi.sphinx_ext.pages.schema_pages import whole_schema


class QapiDoc(QapiDirective):
    """``.. qapi-doc:: FILE`` with ``:namespace:``, and with the options of ``qapi:schema`` that say what to leave out.

    The schema has been loaded (see `qapi_doc_scan`).
    """

    required_arguments = 1
    final_argument_whitespace = True
    option_spec: ClassVar[OptionSpec] = {
        **COLLECTION,
        "namespace": unchanged_required,
        "transmogrify": flag,  # QEMU 10.0 asks for its own newer rendering with it
    }

    def run(self) -> list[nodes.Node]:
        """Render the schema."""
        file = self.arguments[0]
        path = document_schema_path(file, self.config)
        known = [each.config for each in self.known.store.schemas.values()]
        namespace = self.options.get("namespace") or document_namespace(file, path, known)
        loaded = self.known.store.get(namespace)
        self.known.note_shown(self.env.docname, f"{namespace}:")
        if loaded is None:
            self.warn(f'no schema "{namespace}" could be read from {path}', "unknown-schema")
            return []
        if not loaded.config.path.samefile(path):
            self.warn(f'"{namespace}" is the namespace of {loaded.config.path}', "unknown-schema")
            return []
        presentation = read_presentation(self.options, picks="definitions")
        self.check_names(presentation, list(loaded.schema.definitions), f'schema "{namespace}"')
        return whole_schema(replace(self.page(loaded, Rank.COLLECTION), presentation=presentation))
