"""What rows of lists show besides the item that they list, as values that differ if such a row does."""

from __future__ import annotations

from sphinx_qapi.analysis.effective_members import effective_members
from sphinx_qapi.analysis.effective_since import effective_since
from sphinx_qapi.analysis.history.wire_rows import BRANCH, RowKey
from sphinx_qapi.analysis.index_items import IndexItem, ItemRole
from sphinx_qapi.schema.model.members import TypeRef
from sphinx_qapi.source.version import Version
from sphinx_qapi.sphinx_ext.entries.views import Site
from sphinx_qapi.sphinx_ext.loading.loaded_schema import LoadedSchema


def shown_with(site: Site, item: IndexItem) -> object:
    """The values of the type of *item*, the rows that its text may link to, and the version of a branch, if any."""
    schema = site.loaded.schema
    definition = schema.definitions[item.definition]
    type_ = schema.definitions.get(item.type.name) if isinstance(item.type, TypeRef) else None
    values = site.dependencies.outline(type_) if type_ is not None else None
    rows: object = None
    if any("@" in (text if isinstance(text, str) else text.content) for text in (item.text or "", *item.made_of)):
        members = effective_members(schema, definition)
        rows = site.dependencies.outline(definition), [each.path for each in members.all_members()]
    return values, rows, item_version(site.loaded, item) if item.part is ItemRole.BRANCH else None


def item_version(loaded: LoadedSchema, item: IndexItem) -> Version | None:
    """The version that *item* shows in its definition's entry as well, or else that of the definition."""
    told = loaded.analyses.told_of(item.definition).rows.get(RowKey(BRANCH, (item.path,)))
    if item.part is ItemRole.BRANCH and told is not None and told.version is not None:
        return told.version
    if item.part is ItemRole.BRANCH:  # a branch is as old as its value, which another definition declares
        definition = loaded.schema.definitions[item.definition]
        branches = {each.name: each for each in effective_members(loaded.schema, definition).branches}
        if item.path in branches:  # else a wrong schema has a branch for a value that the enum lacks
            found = effective_since(loaded.schema, definition, branches[item.path])
            return found.version if found else None
    since = item.since if item.is_new else item.definition_since
    return since.version if since else None
