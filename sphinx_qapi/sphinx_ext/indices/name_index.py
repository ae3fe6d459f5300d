"""An index of names for each namespace: ``qapi-<namespace>-index``, a target for ``:ref:``."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import ClassVar

from sphinx.domains import Index, IndexEntry

from sphinx_qapi.sphinx_ext.configuration.schema_config import SchemaConfig
from sphinx_qapi.sphinx_ext.indices.cached_content import Content, cached_content
from sphinx_qapi.sphinx_ext.objects.list_names import NAMES, list_title
from sphinx_qapi.sphinx_ext.objects.state import state_of
from sphinx_qapi.sphinx_ext.translation import _


def index_name(namespace: str) -> str:
    """Name of a namespace's index within the domain; its label is ``qapi-`` followed by this name."""
    return f"{namespace.lower()}-index"


class NameIndex(Index):
    """An index of definitions from A to Z."""

    namespace: ClassVar[str] = ""
    """Namespace of the definitions; empty for all namespaces."""

    def generate(self, docnames: Iterable[str] | None = None) -> tuple[Content, bool]:
        """The entries by first letter; False: the index is not collapsed."""
        objects = state_of(self.domain.env).objects
        namespaces = [self.namespace] if self.namespace else objects.all_namespaces()
        if docnames is None:
            return cached_content(self, namespaces, lambda: self._content(namespaces, None)), False
        return self._content(namespaces, set(docnames)), False

    def _content(self, namespaces: Sequence[str], wanted: set[str] | None) -> Content:
        state = state_of(self.domain.env)
        rows = [row for namespace in namespaces for row in state.objects.definitions(namespace).values()]
        letters: dict[str, list[IndexEntry]] = {}
        for row in sorted(rows, key=lambda each: (each.name.casefold(), each.name)):
            if wanted is not None and row.docname not in wanted:
                continue
            kind = row.kind if self.namespace else f"{row.namespace} {row.kind}"
            entry = IndexEntry(row.name, 0, row.docname, row.anchor, kind, "", row.summary)
            letters.setdefault(row.name[0].upper(), []).append(entry)
        return sorted(letters.items())


def index_of_all() -> type[NameIndex]:
    """The index class for all namespaces, with the label ``qapi-index``."""
    return type("IndexOfAll", (NameIndex,), {"name": "index", "localname": str(_("QAPI index"))})


def namespace_index(config: SchemaConfig) -> type[NameIndex]:
    """The index class for one namespace: Sphinx needs a class for each index."""
    attributes = {
        "namespace": config.namespace,
        "name": index_name(config.namespace),
        "localname": list_title(config, NAMES),
        "shortname": config.namespace,
    }
    return type(f"{config.namespace}Index", (NameIndex,), attributes)
