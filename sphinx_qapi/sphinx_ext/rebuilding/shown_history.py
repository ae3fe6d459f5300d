"""What pages show of changes and of availability, as values that are others when a word on such a page is."""

from __future__ import annotations

from collections.abc import Mapping

from sphinx_qapi.sphinx_ext.loading.availability_view import strip_for
from sphinx_qapi.sphinx_ext.loading.change_pages import ENTRY_KINDS, ChangesQuery, change_totals, changes_between
from sphinx_qapi.sphinx_ext.loading.loaded_schema import LoadedSchema
from sphinx_qapi.sphinx_ext.loading.site_plan import PageKind


def shown_changes(loaded: LoadedSchema, words: Mapping[str, str]) -> object:
    """What a page shows that asks for changes with *words*, and the commands and events that it may link to."""
    shown = _of_page(loaded, words["page"]) if "page" in words else _between(loaded, words)
    entries = [(each.kind, each.name) for each in loaded.schema.definitions.values() if each.kind in ENTRY_KINDS]
    return entries, shown


def shown_strip(loaded: LoadedSchema, words: Mapping[str, str]) -> object:
    """What a page shows that asks for a strip with *words*."""
    try:
        return strip_for(loaded, words)
    except ValueError as error:
        return str(error)


def _of_page(loaded: LoadedSchema, document: str) -> object:
    page, changes = loaded.generated.get(document), loaded.changes
    if page is None:
        return None
    match page.kind:
        case PageKind.RELEASE:
            return changes.view(page.name)
        case PageKind.REMOVED:
            return changes.removed
        case _:
            return changes.releases, [change_totals(each) for each in changes.adjacent]


def _between(loaded: LoadedSchema, words: Mapping[str, str]) -> object:
    if loaded.history is None:
        return None
    query = ChangesQuery(words["from"], words["to"], tuple(words["kinds"].split()), "unstable" in words)
    try:
        return changes_between(loaded.history, query)
    except ValueError as error:
        return str(error)
