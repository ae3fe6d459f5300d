"""Indexes of a schema: selected definitions and parts, in groups."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

from sphinx_qapi.analysis.listed import FLAGS, Listed, Listing, listing
from sphinx_qapi.analysis.marked import by_condition, by_feature
from sphinx_qapi.analysis.releases import Additions, Release, releases
from sphinx_qapi.analysis.usage import Usage
from sphinx_qapi.schema.model.conditions import Condition, condition_text
from sphinx_qapi.schema.model.definitions import Definition
from sphinx_qapi.source.nearest import did_you_mean
from sphinx_qapi.source.version import Version

ENTRY_POINTS = ("command", "event")
TYPES = ("enum", "struct", "union", "alternate")
KINDS: Mapping[str, tuple[str, ...]] = {
    **{kind: (kind,) for kind in (*ENTRY_POINTS, *TYPES)},
    "object": ("struct", "union"),
    "type": TYPES,
}
"""The words for kinds of definitions in a query, each with the kinds that it covers."""
UNDATED = "none"
"""The word for definitions that state no version."""


@dataclass(frozen=True, kw_only=True, slots=True)
class IndexQuery:
    """The selection and the grouping of an index."""

    by: str
    """A key of `GROUPINGS`."""
    first: Version | None = None
    """Only what came with this release or later, without what states no version; None for no limit."""
    last: Version | None = None
    """Only what came with this release or earlier, without what states no version; None for no limit."""
    undated: bool = False
    """Only definitions that state no version."""
    kinds: tuple[str, ...] = (*ENTRY_POINTS, *TYPES)
    """Only definitions of these kinds, and their parts."""

    def covers(self, entry: Listed) -> bool:
        """Return whether the version of *entry*, or else of its definition, is among those that the query asks for."""
        if self.first is None and self.last is None and not self.undated:
            return True
        since = entry.since or entry.definition_since
        if since is None or self.undated:
            return since is None and self.undated
        return (self.first is None or self.first <= since.version) and (self.last is None or since.version <= self.last)


def read_query(words: Mapping[str, str]) -> IndexQuery:
    """Return the query that *words* spell: ``by``, ``version`` or ``from`` and ``to``, ``kind``.

    Raises ValueError, which names what was expected, for unknown words.
    """
    by = words.get("by", "name")
    if by not in GROUPINGS:
        raise ValueError(f"unknown 'by' \"{by}\"{did_you_mean(by, GROUPINGS)}; known are {', '.join(GROUPINGS)}")
    kinds: list[str] = []
    for word in words.get("kind", "").replace(",", " ").split():
        if word not in KINDS:
            raise ValueError(f'unknown kind "{word}"{did_you_mean(word, KINDS)}; known are {", ".join(KINDS)}')
        kinds += KINDS[word]
    version = words.get("version", "")
    if version and ("from" in words or "to" in words):
        raise ValueError("'version' is one release; 'from' and 'to' are a range")
    undated = version == UNDATED
    return IndexQuery(
        by=by,
        first=_version(words.get("from", "" if undated else version)),
        last=_version(words.get("to", "" if undated else version)),
        undated=undated,
        kinds=tuple(kinds) or (*ENTRY_POINTS, *TYPES),
    )


def _version(text: str) -> Version | None:
    return Version.read(text) if text else None


@dataclass(frozen=True, kw_only=True, slots=True)
class Group:
    """Entries that are listed under one title."""

    title: str | Version | Condition | None
    """A letter, kind, module, feature, release or condition; None for entries that state no release."""
    entries: tuple[Listed, ...] = ()
    additions: tuple[Additions, ...] = ()
    """For a release, the new parts of older definitions."""

    @property
    def counts(self) -> tuple[object, list[str], int]:
        """The title, the kinds of the definitions, and the number of new parts of older definitions."""
        return self.title, [each.kind for each in self.entries], sum(len(each.parts) for each in self.additions)


@dataclass(frozen=True, kw_only=True)
class Catalogue:
    """The definitions that indexes may list."""

    listings: tuple[Listing, ...]
    """All definitions with their parts, in the order of the schema."""
    used: Mapping[str, Usage]

    @cached_property
    def releases(self) -> tuple[Release, ...]:
        """The additions of each release, newest first."""
        return releases(self.listings, self.used)

    def of_kinds(self, kinds: tuple[str, ...]) -> Catalogue:
        """Return the catalogue of the definitions of these kinds only."""
        listings = tuple(each for each in self.listings if each.whole.kind in kinds)
        return self if len(listings) == len(self.listings) else Catalogue(listings=listings, used=self.used)


def catalogue(definitions: Iterable[Definition], used: Mapping[str, Usage]) -> Catalogue:
    """Return the catalogue of *definitions*; *used* holds the usage of each."""
    return Catalogue(listings=tuple(listing(each) for each in definitions), used=used)


def index_groups(source: Catalogue, query: IndexQuery) -> tuple[Group, ...]:
    """Return the groups that *query* asks for, without empty ones."""
    groups = GROUPINGS[query.by](source.of_kinds(query.kinds), query)
    return tuple(group for group in groups if group.entries or group.additions)


def name_order(entry: Listed) -> tuple[str, str]:
    """Return the sort key for names: case is ignored; hyphens and underscores sort by their character codes."""
    return entry.name.casefold(), entry.name


def by_name(entries: Iterable[Listed]) -> tuple[Listed, ...]:
    """Return *entries* sorted by `name_order`."""
    return tuple(sorted(entries, key=name_order))


def _wholes(source: Catalogue, query: IndexQuery) -> list[Listed]:
    return [each.whole for each in source.listings if query.covers(each.whole)]


def _letters(source: Catalogue, query: IndexQuery) -> Iterator[Group]:
    return _grouped(by_name(_wholes(source, query)), lambda entry: entry.name[:1].upper())


def _kinds(source: Catalogue, query: IndexQuery) -> Iterator[Group]:
    entries = by_name(_wholes(source, query))
    return (
        Group(title=kind, entries=tuple(each for each in entries if each.kind == kind))
        for kind in (*ENTRY_POINTS, *TYPES)
    )


def _modules(source: Catalogue, query: IndexQuery) -> Iterator[Group]:
    return _grouped(_wholes(source, query), lambda entry: entry.module)


def _releases(source: Catalogue, query: IndexQuery) -> Iterator[Group]:
    for release in source.releases:
        if _is_asked_for(release, query):
            additions = sorted(release.additions, key=lambda each: name_order(each.definition))
            yield Group(title=release.version, entries=by_name(release.definitions), additions=tuple(additions))


def _is_asked_for(release: Release, query: IndexQuery) -> bool:
    entries = (*release.definitions, *(part for each in release.additions for part in each.parts))
    return query.covers(entries[0])


def _conditions(source: Catalogue, query: IndexQuery) -> Iterator[Group]:
    for condition, entries in sorted(by_condition(source.listings).items(), key=lambda each: condition_text(each[0])):
        yield Group(title=condition, entries=tuple(each for each in entries if query.covers(each)))


def _features(source: Catalogue, query: IndexQuery) -> Iterator[Group]:
    for name, entries in sorted(by_feature(source.listings).items()):
        yield Group(title=name, entries=tuple(each for each in entries if query.covers(each)))


def _feature(name: str) -> _Grouping:
    def find(source: Catalogue, query: IndexQuery) -> Iterator[Group]:
        return (group for group in _features(source, query) if group.title == name)

    return find


def _flag(name: str) -> _Grouping:
    def find(source: Catalogue, query: IndexQuery) -> Iterator[Group]:
        entries = by_name(each for each in _wholes(source, query) if name in each.flags)
        return iter((Group(title=name, entries=entries),))

    return find


def _grouped(entries: Iterable[Listed], title: Callable[[Listed], str]) -> Iterator[Group]:
    groups: dict[str, list[Listed]] = {}
    for each in entries:
        groups.setdefault(title(each), []).append(each)
    return (Group(title=name, entries=tuple(members)) for name, members in groups.items())


_Grouping = Callable[[Catalogue, IndexQuery], Iterator[Group]]

GROUPINGS: Mapping[str, _Grouping] = {
    "since": _releases,
    "releases": _releases,
    "name": _letters,
    "kind": _kinds,
    "module": _modules,
    "deprecated": _feature("deprecated"),
    "unstable": _feature("unstable"),
    **{flag: _flag(flag) for flag in FLAGS},
    "condition": _conditions,
    "feature": _features,
}
"""The ways of grouping an index, by the word for each."""
