"""A binary's reply held against the texts of releases."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from sphinx_qapi.analysis.binary.symbols import Symbols, parent, symbols_of, why_not
from sphinx_qapi.analysis.wire.truth import Form
from sphinx_qapi.source.version import Version

NOT_THERE = "not in this binary"
"""Why a path is missing that no condition excludes."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Text:
    """The schema of a release."""

    release: str
    """As the user calls it."""
    paths: Mapping[str, Form]
    """Its probe paths with their conditions."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Missing:
    """A path of the text that the binary lacks."""

    path: str
    because: str
    """The part of its condition that is not met; `NOT_THERE` where all of it is."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Findings:
    """What is known of a binary."""

    nearest: str
    """The release whose text it is nearest to."""
    symbols: Symbols
    """The symbols of that text's conditions."""
    missing: tuple[Missing, ...]
    """What it lacks of that text, sorted by path."""
    newer: tuple[str, ...]
    """Its paths that the text has not, sorted."""


def findings_of(there: frozenset[str], texts: Sequence[Text], version: Version | None = None) -> Findings:
    """What a binary that has the probe paths *there* has of the nearest of *texts*, of which there is one at least.

    *version* is what the binary itself says that it is.
    """
    text = nearest(there, texts, version)
    symbols = symbols_of(text.paths, there)
    return Findings(
        nearest=text.release,
        symbols=symbols,
        missing=tuple(_missing(there, text.paths, symbols)),
        newer=tuple(sorted(there - text.paths.keys())),
    )


def _missing(there: frozenset[str], paths: Mapping[str, Form], symbols: Symbols) -> Iterator[Missing]:
    reasons: dict[Form, str] = {}
    gone: set[str] = set()
    """What is missing for no reason that is known; so is what is below it, whatever its own condition is."""
    for path in sorted(paths.keys() - there):  # what is above a path comes before it
        condition = paths[path]
        if condition not in reasons:
            reasons[condition] = why_not(condition, symbols)
        because = "" if parent(path, paths) in gone else reasons[condition]
        if not because:
            gone.add(path)
        yield Missing(path=path, because=because or NOT_THERE)


def nearest(there: frozenset[str], texts: Sequence[Text], version: Version | None = None) -> Text:
    """The text with the fewest paths missing for what the binary has; of several the one that it has most of.

    Of texts that are alike in this, the one of the release that the binary names, else the first.
    """

    def distance(text: Text) -> tuple[int, float, bool]:
        known = len(there & text.paths.keys())
        share = known / len(text.paths) if text.paths else 0.0
        return len(there) - known, -share, not _is_of(text.release, version)

    return min(texts, key=distance)


def _is_of(release: str, version: Version | None) -> bool:
    """Whether *release* is the feature release of *version*, whose last number counts fixes."""
    if version is None:
        return False
    try:
        named = Version.parse(release.removeprefix("v"))
    except ValueError:
        return False
    return named == version or named.numbers[:2] == version.numbers[:2]
