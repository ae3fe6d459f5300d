"""The dialects: the releases at which the language changed, as data."""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass
from enum import Enum

from sphinx_qapi.source.version import Version


class Escapes(Enum):
    """What a backslash in a string means."""

    NONE = "itself"
    ANY = "the next character is meant as it is"
    JSON = "the escapes of JSON, for ASCII characters"
    BACKSLASH = "only a backslash can be escaped"


@dataclass(frozen=True, kw_only=True, slots=True)
class Dialect:
    """The language from one release on, up to the next dialect."""

    version: Version
    """The first release that has it."""
    changes: str
    """What is new in it."""
    escapes: Escapes


def _dialect(version: str, escapes: Escapes, changes: str) -> Dialect:
    return Dialect(version=Version.parse(version), changes=changes, escapes=escapes)


DIALECTS: tuple[Dialect, ...] = (
    _dialect("0.15", Escapes.NONE, "the language begins: type, enum, union, command; commas are optional"),
    _dialect("1.1", Escapes.NONE, "success-response"),
    _dialect("1.2", Escapes.ANY, "sized integers, size, **; a backslash escapes any character"),
    _dialect("1.6", Escapes.ANY, "commas and colons are checked; a command's data may be a type name"),
    _dialect("1.7", Escapes.ANY, "base; flat and anonymous unions"),
    _dialect("2.0", Escapes.ANY, "duplicate keys are rejected"),
    _dialect("2.1", Escapes.ANY, "include, event"),
    _dialect("2.4", Escapes.JSON, "struct replaces type; alternate; booleans; no inline structs; names are checked"),
    _dialect("2.5", Escapes.JSON, "any replaces visitor and **; prefix; reserved names"),
    _dialect("2.6", Escapes.JSON, "inline bases of unions; QType; no dots in names"),
    _dialect("2.7", Escapes.JSON, "boxed; unions need a branch for every value"),
    _dialect("2.9", Escapes.JSON, "doc comments are part of the language; pragma"),
    _dialect("2.10", Escapes.JSON, "null; strings of an alternate that could be another type are rejected"),
    _dialect("2.12", Escapes.JSON, "allow-oob"),
    _dialect("3.0", Escapes.JSON, "allow-preconfig; if on definitions; branches of unions may be missing"),
    _dialect("4.0", Escapes.JSON, "if on members and values"),
    _dialect("4.1", Escapes.JSON, "features of structs"),
    _dialect("4.2", Escapes.BACKSLASH, "features of commands; strings of printable ASCII; no null literal"),
    _dialect("5.0", Escapes.BACKSLASH, "features of everything; deprecated"),
    _dialect("5.2", Escapes.BACKSLASH, "doc comments are reST; coroutine"),
    _dialect("6.0", Escapes.BACKSLASH, "naming rules are enforced; pragmas are renamed"),
    _dialect("6.2", Escapes.BACKSLASH, "if is a symbol or all, any, not; no simple unions; unstable"),
    _dialect("7.1", Escapes.BACKSLASH, "arrays in alternates"),
    _dialect("8.1", Escapes.BACKSLASH, "branches of unions may be unions; conditional arguments need boxed"),
    _dialect("9.0", Escapes.BACKSLASH, "the layout of doc comments is checked; Errors:"),
    _dialect("9.1", Escapes.BACKSLASH, "Note: and Example: are gone from doc comments"),
    _dialect("10.0", Escapes.BACKSLASH, "at most 64 features"),
    _dialect("10.1", Escapes.BACKSLASH, "headings are plain reST; cross references in backticks"),
    _dialect("10.2", Escapes.BACKSLASH, "the width of doc comments is checked"),
)
"""All dialects, the oldest first. A new one is a line here."""

_VERSION = re.compile(r"v?(\d{1,6}(?:\.\d{1,6}){0,3})(?:-rc\d+)?")


def parse_dialect(text: str) -> Version:
    """The newest known dialect that is not later than the release *text* (``8.2``, ``v7.2.1``, ``0.15-rc0``).

    Releases before the first dialect mean the first. Raises ValueError if *text* is no version.
    """
    match = _VERSION.fullmatch(text.strip())
    if match is None:
        raise ValueError(f"not a release: {text!r} (a version such as 8.2 was expected, or auto)")
    return _at(Version.parse(match[1])).version


def escapes_in(version: Version | None) -> Escapes:
    """What a backslash means in release *version*; where none is named, what it meant longest."""
    return Escapes.JSON if version is None else _at(version).escapes


def _at(version: Version) -> Dialect:
    index = bisect_right(DIALECTS, version, key=lambda dialect: dialect.version)
    return DIALECTS[max(index - 1, 0)]
