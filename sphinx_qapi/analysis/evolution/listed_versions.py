"""Index entries with the versions that a history proves."""

from __future__ import annotations

from dataclasses import replace

from sphinx_qapi.analysis.evolution.told import Facts
from sphinx_qapi.analysis.history.wire_rows import BRANCH, FEATURE, MEMBER, WHOLE
from sphinx_qapi.analysis.index_items import IndexedDefinition, IndexItem, ItemRole
from sphinx_qapi.schema.model.members import Since
from sphinx_qapi.source.version import Version

_PLACES = {ItemRole.DEFINITION: WHOLE.place, ItemRole.BRANCH: BRANCH, ItemRole.FEATURE: FEATURE}
"""The place of a part's row in an entry; parts that are not listed here are members."""


def with_versions(listing: IndexedDefinition, facts: Facts) -> IndexedDefinition:
    """Return *listing* with versions from *facts* where comments state a wrong version or none."""
    versions = {
        (key.place, ".".join(key.path)): told.version for key, told in facts.rows.items() if told.version is not None
    }
    if not versions:
        return listing
    whole = _dated(listing.whole, versions.get((WHOLE.place, "")))
    whole = replace(whole, definition_since=whole.since)
    parts = []
    for part in listing.parts:
        version = versions.get((_PLACES.get(part.part, MEMBER), part.path))
        parts.append(replace(_dated(part, version), definition_since=whole.since))
    return replace(listing, whole=whole, parts=tuple(parts))


def _dated(entry: IndexItem, version: Version | None) -> IndexItem:
    if version is None:
        return entry
    text = entry.since.text if entry.since is not None else str(version)
    return replace(entry, since=Since(version=version, text=text, position=entry.position))
