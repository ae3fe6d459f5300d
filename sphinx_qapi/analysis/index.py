"""Indexes of a schema: selected definitions and parts, in groups."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from enum import Enum
from functools import cached_property

from sphinx_qapi.analysis.features_and_conditions import by_condition, by_feature
from sphinx_qapi.analysis.index_items import IndexedDefinition, IndexItem, indexed_definition
from sphinx_qapi.analysis.release_additions import Additions, ReleaseAdditions, releases
from sphinx_qapi.analysis.usage import Usage
from sphinx_qapi.schema.model.conditions import Condition, condition_text
from sphinx_qapi.schema.model.definitions import Definition
from sphinx_qapi.schema.model.kinds import KIND_WORDS, KINDS
from sphinx_qapi.source.suggestions import did_you_mean
from sphinx_qapi.source.version import Version

UNDATED = "none"
"""The word for definitions that state no version."""


@dataclass(frozen=True, kw_only=True, slots=True)
class IndexQuery:
    """What an index selects from all definitions and their parts."""

    first: Version | None = None
    """Only what came with this release or later, without what states no version; None for no limit."""
    last: Version | None = None
    """Only what came with this release or earlier, without what states no version; None for no limit."""
    undated: bool = False
    """Only definitions that state no version."""
    kinds: tuple[str, ...] = KINDS
    """Only definitions of these kinds, and their parts."""

    def covers(self, entry: IndexItem) -> bool:
        """Return whether the version of *entry*, or else of its definition, is among those that the query asks for."""
        if self.first is None and self.last is None and not self.undated:
            return True
        since = entry.since or entry.definition_since
        if since is None or self.undated:
            return since is None and self.undated
        return (self.first is None or self.first <= since.version) and (self.last is None or since.version <= self.last)


def read_query(words: Mapping[str, str]) -> IndexQuery:
    """Return the query that *words* spell: ``version`` or ``from`` and ``to``, ``kind``.

    Raises ValueError, which names what was expected, for unknown words.
    """
    kinds: list[str] = []
    for word in words.get("kind", "").replace(",", " ").split():
        if word not in KIND_WORDS:
            raise ValueError(
                f'unknown kind "{word}"{did_you_mean(word, KIND_WORDS)}; known are {", ".join(KIND_WORDS)}'
            )
        kinds += KIND_WORDS[word]
    version = words.get("version", "")
    if version and ("from" in words or "to" in words):
        raise ValueError("'version' is one release; 'from' and 'to' are a range")
    undated = version == UNDATED
    return IndexQuery(
        first=_version(words.get("from", "" if undated else version)),
        last=_version(words.get("to", "" if undated else version)),
        undated=undated,
        kinds=tuple(kinds) or KINDS,
    )


def _version(text: str) -> Version | None:
    return Version.read(text) if text else None


GroupTitle = str | Version | Condition | None
"""A letter, kind, module, feature, release or condition; None for entries that state no release."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Group:
    """Entries that are listed under one title."""

    title: GroupTitle
    entries: tuple[IndexItem, ...] = ()
    additions: tuple[Additions, ...] = ()
    """For a release, the new parts of older definitions."""

    @property
    def counts(self) -> tuple[object, list[str], int]:
        """The title, the kinds of the definitions, and the number of new parts of older definitions."""
        return self.title, [each.kind for each in self.entries], sum(len(each.parts) for each in self.additions)


@dataclass(frozen=True, kw_only=True)
class Catalogue:
    """The definitions that indexes may list."""

    listings: tuple[IndexedDefinition, ...]
    """All definitions with their parts, in the order of the schema."""
    used: Mapping[str, Usage]

    @cached_property
    def releases(self) -> tuple[ReleaseAdditions, ...]:
        """The additions of each release, newest first."""
        return releases(self.listings, self.used)

    @cached_property
    def by_feature(self) -> Mapping[str, tuple[IndexItem, ...]]:
        """The entries with each feature."""
        return by_feature(self.listings)

    @cached_property
    def by_condition(self) -> Mapping[Condition, tuple[IndexItem, ...]]:
        """The entries with each condition."""
        return by_condition(self.listings)

    def of_kinds(self, kinds: tuple[str, ...]) -> Catalogue:
        """Return the catalogue of the definitions of these kinds only."""
        if self._kinds.issubset(kinds):
            return self
        listings = tuple(each for each in self.listings if each.whole.kind in kinds)
        return Catalogue(listings=listings, used=self.used)

    @cached_property
    def _kinds(self) -> frozenset[str]:
        return frozenset(each.whole.kind for each in self.listings)


def catalogue(definitions: Iterable[Definition], used: Mapping[str, Usage]) -> Catalogue:
    """Return the catalogue of *definitions*; *used* holds the usage of each."""
    return Catalogue(listings=tuple(indexed_definition(each) for each in definitions), used=used)


Grouping = Callable[[Catalogue, IndexQuery], Iterator[Group]]
"""A way of grouping an index; the groups of a catalogue that it returns may be empty."""


class GroupOrder(Enum):
    """The order in which an index of several schemas lists its groups."""

    AS_FOUND = "as found"
    """The groups of the first schema as its grouping returns them, then other groups of the next schemas."""
    BY_NAME = "by name"
    """Groups are sorted by their titles, and the entries of a group by their names."""
    NEWEST_FIRST = "newest first"
    """Releases are sorted from the newest to the oldest; what states no release comes last."""


def index_groups(source: Catalogue, grouping: Grouping, query: IndexQuery) -> tuple[Group, ...]:
    """Return the groups by *grouping* that *query* asks for, without empty ones."""
    groups = grouping(source.of_kinds(query.kinds), query)
    return tuple(group for group in groups if group.entries or group.additions)


def name_order(entry: IndexItem) -> tuple[str, str]:
    """Return the sort key for names: case is ignored; hyphens and underscores sort by their character codes."""
    return entry.name.casefold(), entry.name


def by_name(entries: Iterable[IndexItem]) -> tuple[IndexItem, ...]:
    """Return *entries* sorted by `name_order`."""
    return tuple(sorted(entries, key=name_order))


def _definition_items(source: Catalogue, query: IndexQuery) -> list[IndexItem]:
    return [each.whole for each in source.listings if query.covers(each.whole)]


def group_by_letter(source: Catalogue, query: IndexQuery) -> Iterator[Group]:
    """Group definitions by the first letter of their names."""
    return _grouped(by_name(_definition_items(source, query)), lambda entry: entry.name[:1].upper())


def group_by_kind(source: Catalogue, query: IndexQuery) -> Iterator[Group]:
    """Group definitions by their kinds."""
    entries = by_name(_definition_items(source, query))
    return (Group(title=kind, entries=tuple(each for each in entries if each.kind == kind)) for kind in KINDS)


def group_by_module(source: Catalogue, query: IndexQuery) -> Iterator[Group]:
    """Group definitions by their modules."""
    return _grouped(_definition_items(source, query), lambda entry: entry.module)


def group_by_release(source: Catalogue, query: IndexQuery) -> Iterator[Group]:
    """Group definitions, and new parts of older definitions, by the releases that added them."""
    for release in source.releases:
        if _is_asked_for(release, query):
            additions = sorted(release.additions, key=lambda each: name_order(each.definition))
            yield Group(title=release.version, entries=by_name(release.definitions), additions=tuple(additions))


def _is_asked_for(release: ReleaseAdditions, query: IndexQuery) -> bool:
    first = release.definitions[0] if release.definitions else release.additions[0].parts[0]
    return query.covers(first)


def group_by_condition(source: Catalogue, query: IndexQuery) -> Iterator[Group]:
    """Group definitions and parts by their conditions."""
    for condition, entries in sorted(source.by_condition.items(), key=lambda each: condition_text(each[0])):
        yield Group(title=condition, entries=tuple(each for each in entries if query.covers(each)))


def group_by_feature(source: Catalogue, query: IndexQuery) -> Iterator[Group]:
    """Group definitions and parts by their features."""
    for name, entries in sorted(source.by_feature.items()):
        yield Group(title=name, entries=tuple(each for each in entries if query.covers(each)))


def group_of_feature(name: str) -> Grouping:
    """Return the grouping into one group: the definitions and parts with the feature *name*."""

    def find(source: Catalogue, query: IndexQuery) -> Iterator[Group]:
        entries = source.by_feature.get(name, ())
        return iter((Group(title=name, entries=tuple(each for each in entries if query.covers(each))),))

    return find


def group_of_flag(name: str) -> Grouping:
    """Return the grouping into one group: the commands with the flag *name*."""

    def find(source: Catalogue, query: IndexQuery) -> Iterator[Group]:
        entries = by_name(each for each in _definition_items(source, query) if name in each.flags)
        return iter((Group(title=name, entries=entries),))

    return find


def _grouped(entries: Iterable[IndexItem], title: Callable[[IndexItem], str]) -> Iterator[Group]:
    groups: dict[str, list[IndexItem]] = {}
    for each in entries:
        groups.setdefault(title(each), []).append(each)
    return (Group(title=name, entries=tuple(members)) for name, members in groups.items())
