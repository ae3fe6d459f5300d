"""The table of dialects: the releases at which the language changed. `sphinx_qapi.source.releases` has the changes."""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass

from sphinx_qapi.source.version import Version

AUTO = "auto"
"""The name of automatic mode, in which text of any release is read, and the schema itself decides on its dialect."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Dialect:
    """The language from one release on, up to the next dialect."""

    version: Version
    """The first release of the dialect."""
    changes: str
    """What is new in the dialect, in a few words."""


def _dialect(version: str, changes: str) -> Dialect:
    return Dialect(version=Version.parse(version), changes=changes)


DIALECTS: tuple[Dialect, ...] = (
    _dialect("0.15", "the language begins: type, enum, union, command; commas are optional"),
    _dialect("1.1", "success-response"),
    _dialect("1.2", "sized integers, size, **; a backslash escapes any character"),
    _dialect("1.6", "commas and colons are checked; a command's data may be a type name"),
    _dialect("1.7", "base; flat and anonymous unions"),
    _dialect("2.0", "duplicate keys are rejected"),
    _dialect("2.1", "include, event"),
    _dialect("2.4", "struct replaces type; alternate; booleans; no inline structs; names are checked"),
    _dialect("2.5", "any replaces visitor and **; prefix; reserved names"),
    _dialect("2.6", "inline bases of unions; QType; no dots in names"),
    _dialect("2.7", "boxed; unions need a branch for every value"),
    _dialect("2.9", "doc comments are part of the language; pragma"),
    _dialect("2.10", "null; strings of an alternate that could be another type are rejected"),
    _dialect("2.12", "allow-oob"),
    _dialect("3.0", "allow-preconfig; if on definitions; branches of unions may be missing"),
    _dialect("4.0", "if on members and values"),
    _dialect("4.1", "features of structs"),
    _dialect("4.2", "features of commands; strings of printable ASCII; no null literal"),
    _dialect("5.0", "features of everything; deprecated"),
    _dialect("5.2", "doc comments are reST; coroutine"),
    _dialect("6.0", "naming rules are enforced; pragmas are renamed"),
    _dialect("6.2", "if is a symbol or all, any, not; no simple unions; unstable"),
    _dialect("7.1", "arrays in alternates"),
    _dialect("8.1", "branches of unions may be unions; conditional arguments need boxed"),
    _dialect("9.0", "the layout of doc comments is checked; Errors:"),
    _dialect("9.1", "Note: and Example: are gone from doc comments"),
    _dialect("10.0", "at most 64 features"),
    _dialect("10.1", "headings are plain reST; cross references in backticks"),
    _dialect("10.2", "the width of doc comments is checked"),
)
"""All dialects, the oldest first. A new dialect is a new line in this table."""

_LAST_MINOR = {0: 15, 1: 7, 2: 12, 3: 1}
"""For each first number of a release, the second number of its last release."""
_LAST_MINOR_TODAY = 2
"""The same for all later first numbers: since 4.0, each has three releases, one every four months."""

_VERSION = re.compile(r"v?(\d{1,6}(?:\.\d{1,6}){0,3})(?:-rc\d+)?", re.ASCII)


def newest_dialect() -> Version:
    """The release of the newest dialect, which is the last entry of `DIALECTS`."""
    return DIALECTS[-1].version


def parse_dialect(text: str) -> Version:
    """The newest known dialect that is not later than the release *text* (``8.2``, ``v7.2.1``, ``0.15-rc0``).

    A release before the first dialect gives the first dialect. Raises ValueError if *text* is no version.
    """
    version = _release(text)
    index = bisect_right(DIALECTS, version, key=lambda dialect: dialect.version)
    return DIALECTS[max(index - 1, 0)].version


def dialect_in_words(text: str) -> str:
    """The release *text*, with the release whose rules apply if that is another one: ``3.1 (rules as of 3.0)``.

    Raises ValueError if *text* is no version.
    """
    release, dialect = _release(text), parse_dialect(text)
    if release == dialect:
        return str(release)
    is_newer = Version(release.numbers[:2]) > newest_dialect()
    return f"{release} ({'newer than any known release, ' if is_newer else ''}rules as of {dialect})"


def release_before(version: Version) -> Version:
    """The last two-number release before *version*, itself a two-number release: 5.2 before 6.0, 6.0 before 6.1."""
    major, minor = version.numbers[:2]
    if minor:
        return Version((major, minor - 1))
    return Version((major - 1, _LAST_MINOR.get(major - 1, _LAST_MINOR_TODAY)))


def _release(text: str) -> Version:
    match = _VERSION.fullmatch(text.strip())
    if match is None:
        raise ValueError(f"not a release: {text!r} (a version such as 8.2 was expected, or auto)")
    return Version.parse(match[1])
