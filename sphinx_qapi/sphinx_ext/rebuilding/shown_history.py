"""What pages show of changes and of availability, as values that differ if any word on such a page does."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from sphinx_qapi.analysis.evolution.path_change import PathChange, RemovedPath
from sphinx_qapi.sphinx_ext.loading.availability_view import strip_for
from sphinx_qapi.sphinx_ext.loading.change_page_plan import ChangesQuery, ChangesView, change_totals, changes_between
from sphinx_qapi.sphinx_ext.loading.loaded_schema import LoadedSchema
from sphinx_qapi.sphinx_ext.loading.site_plan import PageKind


def shown_changes(loaded: LoadedSchema, words: Mapping[str, str]) -> object:
    """What a page that requests changes with *words* shows, and where its links lead."""
    shown = _of_page(loaded, words["page"]) if "page" in words else _between(loaded, words)
    told: Sequence[PathChange | RemovedPath] = ()
    if isinstance(shown, ChangesView):
        told = shown.changes
    elif isinstance(shown, list):
        told = shown
    return shown, [
        (_is_defined(loaded, each.entry), loaded.analyses.rows_by_path.find(each.entry, each.path)) for each in told
    ]


def _is_defined(loaded: LoadedSchema, entry: str) -> bool:
    kind, _blank, name = entry.partition(" ")
    definition = loaded.schema.definitions.get(name)
    return definition is not None and definition.kind == kind


def shown_strip(loaded: LoadedSchema, words: Mapping[str, str]) -> object:
    """What a page that requests a strip with *words* shows."""
    try:
        return strip_for(loaded, words)
    except ValueError as error:
        return str(error)


def _of_page(loaded: LoadedSchema, document: str) -> ChangesView | list[RemovedPath] | tuple[object, ...] | None:
    page, changes = loaded.pages.generated.get(document), loaded.analyses.changes
    if page is None:
        return None
    match page.kind:
        case PageKind.RELEASE:
            return changes.view(page.name)
        case PageKind.REMOVED:
            return list(changes.removed)
        case _:
            return changes.releases, [change_totals(each) for each in changes.adjacent]


def _between(loaded: LoadedSchema, words: Mapping[str, str]) -> ChangesView | str | None:
    if loaded.history is None:
        return None
    query = ChangesQuery(words["from"], words["to"], tuple(words["kinds"].split()), "unstable" in words)
    try:
        return changes_between(loaded.history, query)
    except ValueError as error:
        return str(error)
