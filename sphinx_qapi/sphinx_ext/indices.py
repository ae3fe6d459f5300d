"""An index of names for each namespace: ``qapi-<namespace>-index``, a target for ``:ref:``."""

from __future__ import annotations

from collections.abc import Iterable
from typing import ClassVar, cast

from sphinx.domains import Index, IndexEntry

from sphinx_qapi.analysis.summary import summary
from sphinx_qapi.sphinx_ext.domain import QapiDomain
from sphinx_qapi.sphinx_ext.options import SchemaConfig
from sphinx_qapi.sphinx_ext.words import _


def index_name(namespace: str) -> str:
    """Name of a namespace's index within the domain; its label is this behind ``qapi-``."""
    return f"{namespace.lower()}-index"


class NamespaceIndex(Index):
    """Definitions of one namespace from A to Z."""

    namespace: ClassVar[str]

    def generate(self, docnames: Iterable[str] | None = None) -> tuple[list[tuple[str, list[IndexEntry]]], bool]:
        """Entries by first letter."""
        domain = cast("QapiDomain", self.domain)
        wanted = None if docnames is None else set(docnames)
        loaded = domain.store.get(self.namespace)
        definitions = loaded.schema.definitions if loaded else {}
        letters: dict[str, list[IndexEntry]] = {}
        rows = domain.objects.definitions(self.namespace).values()
        for row in sorted(rows, key=lambda each: (each.name.casefold(), each.name)):
            if wanted is not None and row.docname not in wanted:
                continue
            text = summary(definitions[row.name]) if row.name in definitions else ""
            entry = IndexEntry(row.name, 0, row.docname, row.anchor, row.kind, "", text)
            letters.setdefault(row.name[0].upper(), []).append(entry)
        return sorted(letters.items()), False


def namespace_index(config: SchemaConfig) -> type[NamespaceIndex]:
    """The index class of one namespace: Sphinx wants a class for each index."""
    attributes = {
        "namespace": config.namespace,
        "name": index_name(config.namespace),
        "localname": _("%s: index") % config.heading,
        "shortname": config.namespace,
    }
    return type(f"{config.namespace}Index", (NamespaceIndex,), attributes)
