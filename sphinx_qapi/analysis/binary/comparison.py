"""Comparison of a binary's reply with the schemas of releases."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from sphinx_qapi.analysis.binary.proven_symbols import Symbols, parent, symbols_of, why_not
from sphinx_qapi.analysis.wire.truth import Form
from sphinx_qapi.source.version import Version

NOT_THERE = "not in this binary"
"""Reason given for a missing path that no condition excludes."""


@dataclass(frozen=True, kw_only=True, slots=True)
class ReleaseSchema:
    """The schema of a release."""

    release: str
    """Name of the release, as the user gives it."""
    paths: Mapping[str, Form]
    """Its probe paths with their conditions."""


@dataclass(frozen=True, kw_only=True, slots=True)
class MissingPath:
    """A path of the schema that the binary lacks."""

    path: str
    because: str
    """The part of the path's condition that is not met; `NOT_THERE` if the whole condition is met."""


@dataclass(frozen=True, kw_only=True, slots=True)
class BinaryComparison:
    """The result of the comparison of a binary with releases."""

    nearest: str
    """The release whose schema is nearest to the binary."""
    symbols: Symbols
    """The symbols of that schema's conditions."""
    missing: tuple[MissingPath, ...]
    """The paths of that schema that the binary lacks, sorted by path."""
    newer: tuple[str, ...]
    """The paths of the binary that are not in that schema, sorted."""


def compare_binary(
    there: frozenset[str], texts: Sequence[ReleaseSchema], version: Version | None = None
) -> BinaryComparison:
    """Compare a binary that has the probe paths *there* with the nearest of *texts*, which must not be empty.

    *version* is the version that the binary itself reports.
    """
    text = nearest_release(there, texts, version)
    symbols = symbols_of(text.paths, there)
    return BinaryComparison(
        nearest=text.release,
        symbols=symbols,
        missing=tuple(_missing(there, text.paths, symbols)),
        newer=tuple(sorted(there - text.paths.keys())),
    )


def _missing(there: frozenset[str], paths: Mapping[str, Form], symbols: Symbols) -> Iterator[MissingPath]:
    reasons: dict[Form, str] = {}
    gone: set[str] = set()
    """Paths missing for no known reason; this includes all paths below one of them, whatever their conditions."""
    for path in sorted(paths.keys() - there):  # a path comes after the paths above it
        condition = paths[path]
        if condition not in reasons:
            reasons[condition] = why_not(condition, symbols)
        because = "" if parent(path, paths) in gone else reasons[condition]
        if not because:
            gone.add(path)
        yield MissingPath(path=path, because=because or NOT_THERE)


def nearest_release(
    there: frozenset[str], texts: Sequence[ReleaseSchema], version: Version | None = None
) -> ReleaseSchema:
    """Return the text that lacks the fewest of the binary's paths; among several, the one the binary has most of.

    Among equal texts, the one of the release that the binary reports, or else the first.
    """

    def distance(text: ReleaseSchema) -> tuple[int, float, bool]:
        known = len(there & text.paths.keys())
        share = known / len(text.paths) if text.paths else 0.0
        return len(there) - known, -share, not _is_of(text.release, version)

    return min(texts, key=distance)


def _is_of(release: str, version: Version | None) -> bool:
    """Return whether *release* is the feature release of *version*, whose last number counts fixes."""
    if version is None:
        return False
    try:
        named = Version.parse(release.removeprefix("v"))
    except ValueError:
        return False
    return named == version or named.numbers[:2] == version.numbers[:2]
