"""``qapi:schema``: a whole schema on one page, or the index of its generated pages."""

from __future__ import annotations

from dataclasses import replace
from typing import ClassVar

from docutils import nodes
from sphinx.util.typing import OptionSpec

from sphinx_qapi.source.suggestions import did_you_mean
from sphinx_qapi.sphinx_ext.directives.base import QapiDirective
from sphinx_qapi.sphinx_ext.entries.display_options import WHOLE, read_display_options
from sphinx_qapi.sphinx_ext.objects.object_rows import Rank
from sphinx_qapi.sphinx_ext.objects.shown import CONTENTS
from sphinx_qapi.sphinx_ext.pages.schema_pages import schema_index
from sphinx_qapi.sphinx_ext.pages.whole_schema import whole_schema


class QapiSchema(QapiDirective):
    """``.. qapi:schema:: NS``."""

    required_arguments = 1
    option_spec: ClassVar[OptionSpec] = WHOLE

    def run(self) -> list[nodes.Node]:
        """Render the schema, or the index page if the page is generated; warn if there is no such schema."""
        namespace = self.arguments[0].strip()
        store = self.known.store
        loaded = store.get(namespace)
        if loaded is None:
            self.known.note_shown(self.env.docname, f"{namespace}:")
            self.warn(f'no schema "{namespace}"{did_you_mean(namespace, store.schemas)}', "unknown-schema")
            return []
        display = read_display_options(self.options, picks="definitions")
        self.check_names(display, list(loaded.schema.definitions), f'schema "{namespace}"')
        page = replace(self.page(loaded, Rank.COLLECTION), display=display)
        is_contents = self.is_generated() and loaded.config.pages != "schema"
        self.known.note_shown(self.env.docname, f"{namespace}:{CONTENTS if is_contents else ''}")
        if not self.is_generated():
            return whole_schema(page)
        return [schema_index(page)]
