"""Suggestions for misspelt names."""

from __future__ import annotations

import difflib
from collections.abc import Collection, Iterable

LOOSE, TIGHT = 0.6, 0.85
"""How alike names are: what a reader may have meant, and what is certainly a slip of the pen."""

_LONGEST = 200
"""Letters of a name that is compared: two long ones take as long as the product of their lengths."""
_MOST_COMPARISONS = 50_000
"""Each takes some 10 µs."""


class Suggestions:
    """Suggestions for many names, until looking for them would take long: who has so many mistakes needs no hints."""

    def __init__(self, most: int = _MOST_COMPARISONS) -> None:
        self.comparisons = most
        """How many are left; below 0, none."""

    def nearest(self, name: str, names: Collection[str], *, most: int = 3, alike: float = LOOSE) -> list[str]:
        """As the function `nearest`."""
        self.comparisons -= len(names)
        return nearest(name, names, most=most, alike=alike) if self.comparisons >= 0 else []

    def did_you_mean(self, name: str, names: Collection[str]) -> str:
        """As the function `did_you_mean`."""
        self.comparisons -= len(names)
        return did_you_mean(name, names) if self.comparisons >= 0 else ""


def nearest(name: str, names: Iterable[str], *, most: int = 3, alike: float = LOOSE) -> list[str]:
    """Up to *most* of *names* that are close to *name*, the closest first; case does not count."""
    if len(name) > _LONGEST:
        return []
    by_folded: dict[str, list[str]] = {}
    for each in names:
        if len(each) <= _LONGEST:
            by_folded.setdefault(each.casefold(), []).append(each)
    close = difflib.get_close_matches(name.casefold(), by_folded, n=most, cutoff=alike)
    return [each for folded in close for each in by_folded[folded]][:most]


def did_you_mean(name: str, names: Iterable[str]) -> str:
    """`` (did you mean "a" or "b"?)``, or nothing where no name is close."""
    close = [f'"{each}"' for each in nearest(name, names)]
    if not close:
        return ""
    words = close[0] if len(close) == 1 else f"{', '.join(close[:-1])} or {close[-1]}"
    return f" (did you mean {words}?)"
