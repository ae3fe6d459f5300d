"""Pages that list everything with a fact of a definition: its version, a flag, a feature, its condition."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from sphinx_qapi.analysis.index import GroupTitle
from sphinx_qapi.analysis.index_items import IndexItem
from sphinx_qapi.schema.model.conditions import Condition
from sphinx_qapi.source.version import Version
from sphinx_qapi.sphinx_ext.configuration import index_kinds
from sphinx_qapi.sphinx_ext.configuration.index_kinds import IndexKind, Layout, sphinx_indexes
from sphinx_qapi.sphinx_ext.doctree.anchors import condition_anchor, definition_anchor, feature_anchor
from sphinx_qapi.sphinx_ext.loading.index_page_plan import group_page
from sphinx_qapi.sphinx_ext.loading.loaded_schema import LoadedSchema


class FactPlace(NamedTuple):
    """A fact of a definition, and the place of the list of everything with this fact."""

    fact: str
    """The word for the fact, as in `Facts`."""
    document: str
    anchor: str = ""


def features_anchor(namespace: str, feature: str) -> str:
    """Anchor of *feature* on the page of features."""
    return feature_anchor(definition_anchor(namespace, ""), feature)


def fact_places(loaded: LoadedSchema, name: str) -> list[FactPlace]:
    """The places for the definition *name*: on generated pages, or in Sphinx indexes if the schema has no pages."""
    entry = loaded.analyses.index_items.get(name)
    if entry is None:
        return []
    return list(_on_pages(loaded, entry) if loaded.config.output else _in_indexes(loaded, entry))


def _on_pages(loaded: LoadedSchema, entry: IndexItem) -> Iterator[FactPlace]:
    for kind in index_kinds.INDEX_KINDS:
        for fact, title in kind.facts(entry):
            page = group_page(kind, title)
            if page in loaded.pages.index_pages:
                yield FactPlace(fact, loaded.pages.docname(page), _anchor(loaded.namespace, kind, title))


def _anchor(namespace: str, kind: IndexKind, title: GroupTitle) -> str:
    """Anchor of the group *title* on the page of an index; empty if the page is all about this group."""
    if kind.layout is Layout.FEATURES:
        return features_anchor(namespace, str(title))
    return condition_anchor(namespace, title) if isinstance(title, Condition) else ""


def _in_indexes(loaded: LoadedSchema, entry: IndexItem) -> Iterator[FactPlace]:
    """The same places in Sphinx indexes, whose groups have anchors of their own."""
    for name, kind in sphinx_indexes().items():
        for fact, title in kind.facts(entry):
            anchor = f"cap-{title}" if isinstance(title, Version) else ""
            yield FactPlace(fact, f"qapi-{loaded.namespace.lower()}-{name}", anchor)
