"""``qapi:schema``: a whole schema on one page, or the index of its generated pages."""

from __future__ import annotations

from typing import ClassVar

from docutils import nodes

from sphinx_qapi.source.nearest import did_you_mean
from sphinx_qapi.sphinx_ext.collection import schema_index, whole_schema
from sphinx_qapi.sphinx_ext.directives.base import QapiDirective
from sphinx_qapi.sphinx_ext.objects import Rank
from sphinx_qapi.sphinx_ext.store import CONTENTS


class QapiSchema(QapiDirective):
    """``.. qapi:schema:: NS``."""

    required_arguments = 1
    has_content: ClassVar[bool] = False

    def run(self) -> list[nodes.Node]:
        """Render the schema."""
        namespace = self.arguments[0].strip()
        store = self.domain.store
        loaded = store.get(namespace)
        if loaded is None:
            self.warn(f'no schema "{namespace}"{did_you_mean(namespace, store.schemas)}', "unknown-schema")
            return []
        page = self.page(loaded, Rank.COLLECTION)
        is_contents = self.is_generated() and loaded.config.pages != "schema"
        self.domain.note_shown(self.env.docname, f"{namespace}:{CONTENTS if is_contents else ''}")
        if not self.is_generated():
            return whole_schema(page)
        index = schema_index(page)
        if loaded.config.pages == "schema":
            index += whole_schema(page)
        return [index]
