"""The groups of an index over one schema or several."""

from __future__ import annotations

import os
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import cache
from typing import Generic, TypeVar

from sphinx_qapi.analysis.index import Catalogue, Group, GroupOrder, GroupTitle, IndexQuery, index_groups, name_order
from sphinx_qapi.analysis.index_items import IndexItem
from sphinx_qapi.analysis.release_additions import Additions
from sphinx_qapi.source.version import Version
from sphinx_qapi.sphinx_ext.configuration.index_kinds import IndexKind
from sphinx_qapi.sphinx_ext.loading.loaded_schema import LoadedSchema

Source = TypeVar("Source")
"""The type that represents a schema: the page that shows it, or the schema itself."""


@dataclass(slots=True)
class MergedGroup(Generic[Source]):
    """A group of an index; everything in it comes with its schema."""

    title: GroupTitle
    """What its items share; None for a missing version."""
    places: list[tuple[Source, IndexItem]] = field(default_factory=list)
    """The definitions and parts in it."""
    additions: list[tuple[Source, Additions]] = field(default_factory=list)
    """The older definitions with new parts, in a group of a release."""


def merged_groups(
    sources: Sequence[tuple[Source, LoadedSchema]], kind: IndexKind, query: IndexQuery
) -> list[MergedGroup[Source]]:
    """Return the groups that *query* asks for, of the index *kind* of *sources*.

    Definitions that several schemas share, because they read the same file, are listed only with the first schema.
    """
    found: dict[object, MergedGroup[Source]] = {}
    seen: set[tuple[str, int, str]] = set()
    for source, loaded in sources:
        unseen = loaded.analyses.catalogue if len(sources) == 1 else _unseen(loaded, seen)
        for group in index_groups(unseen, kind.group, query):
            _add(found.setdefault(group.title, MergedGroup(group.title)), source, group)
    match kind.order:
        case GroupOrder.NEWEST_FIRST:
            return _newest_first(found.values())
        case GroupOrder.BY_NAME:
            for gathered in found.values():
                gathered.places.sort(key=lambda place: name_order(place[1]))
            return sorted(found.values(), key=lambda each: str(each.title))
        case GroupOrder.AS_FOUND:
            return list(found.values())


def _unseen(loaded: LoadedSchema, seen: set[tuple[str, int, str]]) -> Catalogue:
    """The definitions of a schema that are not in *seen* yet; they are added to *seen*."""
    unseen = []
    real_path = cache(os.path.realpath)  # most definitions share a file
    for each in loaded.analyses.catalogue.listings:
        position = each.whole.position
        key = real_path(position.path), position.line, each.whole.name
        if key not in seen:
            seen.add(key)
            unseen.append(each)
    return Catalogue(listings=tuple(unseen), used=loaded.analyses.usages)


def _add(gathered: MergedGroup[Source], source: Source, group: Group) -> None:
    gathered.places += [(source, entry) for entry in group.entries]
    gathered.additions += [(source, additions) for additions in group.additions]


def _newest_first(groups: Iterable[MergedGroup[Source]]) -> list[MergedGroup[Source]]:
    dated = {each.title: each for each in groups if isinstance(each.title, Version)}
    undated = [each for each in groups if each.title is None]
    return [*(dated[version] for version in sorted(dated, reverse=True)), *undated]
