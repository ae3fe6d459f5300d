"""Names of releases, and the order in which they may be added."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from sphinx_qapi.source.suggestions import did_you_mean
from sphinx_qapi.source.version import Version

_NAME = re.compile(r"[^\s=,@]+")


class ReleaseError(ValueError):
    """A release cannot be named or added in this way; the message is for the user."""


def release_version(name: str) -> Version | None:
    """Return the number of the release *name*, with or without a ``v`` before it; None if it is no number."""
    try:
        return Version.parse(name.removeprefix("v"))
    except ValueError:
        return None


def check_name(name: str) -> None:
    """Raise `ReleaseError` unless *name* may name a release."""
    if not _NAME.fullmatch(name):
        shown = " ".join(name.split())
        raise ReleaseError(f'"{shown}" names no release: a word without blanks, "=", "," and "@" was expected')


def check_order(name: str, names: Iterable[str]) -> None:
    """Raise `ReleaseError` if *name* may not be added after *names*: numbers only grow."""
    version = release_version(name)
    if version is None:
        return
    for each in names:
        other = release_version(each)
        if other is not None and version <= other:
            raise ReleaseError(f"release {name} cannot be added after {each}: a higher number was expected")


def find_release(name: str, names: Sequence[str]) -> int:
    """Return the index in *names* of *name*, or of another spelling of the same number.

    Raises `ReleaseError` if there is none.
    """
    if name in names:
        return names.index(name)
    version = release_version(name)
    for index, each in enumerate(names):
        if version is not None and version == release_version(each):
            return index
    raise ReleaseError(f'the history has no release "{name}"{did_you_mean(name, names)}')
