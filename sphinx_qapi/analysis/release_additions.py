"""The additions of each release, as the comments of a schema state them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from sphinx_qapi.analysis.index_items import IndexedDefinition, IndexItem
from sphinx_qapi.analysis.usage import Usage
from sphinx_qapi.source.version import Version


@dataclass(frozen=True, kw_only=True, slots=True)
class Additions:
    """New parts of an older definition."""

    definition: IndexItem
    parts: tuple[IndexItem, ...]
    """New members, values, branches, alternatives and features, in source order."""
    reached_by: tuple[str, ...] = ()
    """The commands and events that reach the definition; empty if it is a command or event."""


@dataclass(frozen=True, kw_only=True, slots=True)
class ReleaseAdditions:
    """The definitions and parts that a release added."""

    version: Version | None
    """None for definitions that state no version."""
    definitions: tuple[IndexItem, ...] = ()
    """New definitions, in the order of the schema."""
    additions: tuple[Additions, ...] = ()

    def count(self, *kinds: str) -> int:
        """Return the number of new definitions of these kinds."""
        return sum(each.kind in kinds for each in self.definitions)

    @property
    def count_of_parts(self) -> int:
        """The number of new parts of older definitions."""
        return sum(len(each.parts) for each in self.additions)


def releases(listings: Iterable[IndexedDefinition], used: Mapping[str, Usage]) -> tuple[ReleaseAdditions, ...]:
    """Return all releases that *listings* name, newest first; definitions that state no version come last.

    A part is listed once, with the definition that declares it, in the release that its own description states, if that
    is newer than the definition's. *used* holds the usage of each definition.
    """
    new: dict[Version | None, list[IndexItem]] = {}
    added: dict[Version | None, list[Additions]] = {}
    for listing in listings:
        whole = listing.whole
        new.setdefault(whole.since.version if whole.since else None, []).append(whole)
        versions: dict[Version, list[IndexItem]] = {}
        for part in listing.parts:
            if part.since is not None and part.is_new:
                versions.setdefault(part.since.version, []).append(part)
        for version, fresh in versions.items():
            reached_by = used[whole.definition].entry_points
            addition = Additions(definition=whole, parts=tuple(fresh), reached_by=reached_by)
            added.setdefault(version, []).append(addition)
    versions_found = sorted((each for each in new.keys() | added.keys() if each is not None), reverse=True)
    return tuple(
        ReleaseAdditions(
            version=version, definitions=tuple(new.get(version, ())), additions=tuple(added.get(version, ()))
        )
        for version in [*versions_found, *([None] if None in new else [])]
    )
