"""Suggestions for misspelt names."""

from __future__ import annotations

import difflib
from collections.abc import Collection, Iterable

LOOSE, TIGHT = 0.6, 0.85
"""Similarity of two names, from 0 to 1: above the first a reader may have meant the other name, above the second it is
certainly a typing error."""

_LONGEST = 200
"""Maximum length of a name that is compared: comparing takes time in proportion to the product of both lengths."""
_MOST_COMPARISONS = 50_000
"""Maximum number of comparisons of one `Suggestions`; each takes some 10 µs."""


class Suggestions:
    """Suggestions for many names, up to a number of comparisons: a schema with that many mistakes needs no hints."""

    def __init__(self, most: int = _MOST_COMPARISONS) -> None:
        self.comparisons = most
        """Number of comparisons left; there are no more suggestions once it is below 0."""

    def nearest(self, name: str, names: Collection[str], *, most: int = 3, alike: float = LOOSE) -> list[str]:
        """The result of the function `nearest`, or an empty list if no comparisons are left."""
        self.comparisons -= len(names)
        return nearest(name, names, most=most, alike=alike) if self.comparisons >= 0 else []

    def did_you_mean(self, name: str, names: Collection[str]) -> str:
        """The result of the function `did_you_mean`, or an empty string if no comparisons are left."""
        self.comparisons -= len(names)
        return did_you_mean(name, names) if self.comparisons >= 0 else ""


def nearest(name: str, names: Iterable[str], *, most: int = 3, alike: float = LOOSE) -> list[str]:
    """Up to *most* of *names* that are similar to *name*, ignoring case, the most similar first.

    *alike* is the lowest similarity (0 to 1) that counts. Longer names than `_LONGEST` are never similar.
    """
    if len(name) > _LONGEST:
        return []
    by_folded: dict[str, list[str]] = {}
    for each in names:
        if len(each) <= _LONGEST:
            by_folded.setdefault(each.casefold(), []).append(each)
    close = difflib.get_close_matches(name.casefold(), by_folded, n=most, cutoff=alike)
    return [each for folded in close for each in by_folded[folded]][:most]


def did_you_mean(name: str, names: Iterable[str]) -> str:
    """The text `` (did you mean "a" or "b"?)``, or an empty string if no name is similar."""
    close = [f'"{each}"' for each in nearest(name, names)]
    if not close:
        return ""
    words = close[0] if len(close) == 1 else f"{', '.join(close[:-1])} or {close[-1]}"
    return f" (did you mean {words}?)"
