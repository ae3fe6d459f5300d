"""Sphinx index pages besides the index of names: releases, what is deprecated, unstable, conditional, and so on.

For each namespace without generated pages there are ``qapi-<namespace>-releases``, ``-deprecated`` and the others of
`sphinx_indexes`. Sphinx leaves out indexes without entries; indexes that a schema's ``lists`` does not name are not
registered.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import ClassVar

from sphinx.domains import Index, IndexEntry

from sphinx_qapi.analysis.index import IndexQuery
from sphinx_qapi.analysis.index_items import IndexItem, ItemRole
from sphinx_qapi.schema.model.conditions import condition_text
from sphinx_qapi.source.version import Version
from sphinx_qapi.sphinx_ext.configuration.index_kinds import IndexKind, sphinx_indexes
from sphinx_qapi.sphinx_ext.configuration.schema_config import SchemaConfig
from sphinx_qapi.sphinx_ext.doctree.anchors import part_anchor
from sphinx_qapi.sphinx_ext.indices.cached_content import Content, cached_content
from sphinx_qapi.sphinx_ext.loading.loaded_schema import LoadedSchema
from sphinx_qapi.sphinx_ext.objects.list_names import list_title
from sphinx_qapi.sphinx_ext.objects.state import state_of
from sphinx_qapi.sphinx_ext.pages.index_groups import MergedGroup, merged_groups
from sphinx_qapi.sphinx_ext.translation import _

_WHOLE, _HEAD, _PART = 0, 1, 2
"""Sphinx's subtypes of index entries: an entry, an entry with parts, and a part."""

_NO_TAGS = str.maketrans('<>"', "‹›″")  # noqa: RUF001 - they are meant
"""Sphinx's template, and other writers, write headings of groups unescaped: no single escape would suit all."""


class ListIndex(Index):
    """An index with the entries of a ``qapi:index`` of the same kind, if they are on a page."""

    namespace: ClassVar[str]
    kind: ClassVar[IndexKind]

    def generate(self, docnames: Iterable[str] | None = None) -> tuple[Content, bool]:
        """The entries by group; False: the index is not collapsed."""
        loaded = state_of(self.domain.env).store.schemas.get(self.namespace)
        chosen = [loaded] if loaded else []
        if docnames is None:
            names = [each.namespace for each in chosen]
            return cached_content(self, names, lambda: self._content(chosen, None), *_words()), False
        return self._content(chosen, set(docnames)), False

    def _content(self, chosen: Sequence[LoadedSchema], wanted: set[str] | None) -> Content:
        content = []
        for group in merged_groups([(each, each) for each in chosen], self.kind, IndexQuery()):
            entries = list(self._entries(group, wanted))
            if entries:
                content.append((_title(group), entries))
        return content

    def _entries(self, group: MergedGroup[LoadedSchema], wanted: set[str] | None) -> Iterator[IndexEntry]:
        for loaded, entry in group.places:
            yield from self._entry(loaded, entry, entry.name, _WHOLE, wanted)
        for loaded, additions in group.additions:
            yield from self._entry(loaded, additions.definition, additions.definition.name, _HEAD, wanted)
            for part in additions.parts:
                yield from self._entry(loaded, part, part.path, _PART, wanted)

    def _entry(
        self, loaded: LoadedSchema, entry: IndexItem, name: str, level: int, wanted: set[str] | None
    ) -> Iterator[IndexEntry]:
        rows = state_of(self.domain.env).objects.definitions(loaded.namespace)
        row = rows.get(entry.definition)
        if row is not None and (wanted is None or row.docname in wanted):
            kind = entry.kind if entry.part is ItemRole.DEFINITION else entry.part.value
            anchor = part_anchor(loaded.namespace, entry)
            text = row.summary if entry.part is ItemRole.DEFINITION and level != _HEAD else ""
            yield IndexEntry(name, level, row.docname, anchor, kind, "", text)


def _title(group: MergedGroup[LoadedSchema]) -> str:
    no_version, condition = _words()
    title = group.title
    if title is None:
        return no_version
    if isinstance(title, (str, Version)):
        return str(title)
    return (condition % condition_text(title)).translate(_NO_TAGS)


def _words() -> tuple[str, str]:
    """Return the words in headings that are ours, not the schema's."""
    return _("not stated"), _("if %s")


def list_indices(configs: Iterable[SchemaConfig]) -> Sequence[type[Index]]:
    """The index classes for schemas with *configs*: Sphinx needs a class for each index."""
    return [
        _list_index(config, kind, name)
        for config in configs
        for name, kind in sphinx_indexes().items()
        if name in config.lists
    ]


def _list_index(config: SchemaConfig, kind: IndexKind, name: str) -> type[Index]:
    attributes = {
        "namespace": config.namespace,
        "kind": kind,
        "name": f"{config.namespace.lower()}-{name}",
        "localname": list_title(config, name),
        "shortname": None,  # there are too many for the bar of links that old themes show on every page
    }
    return type(f"{config.namespace}{name.title()}Index", (ListIndex,), attributes)
