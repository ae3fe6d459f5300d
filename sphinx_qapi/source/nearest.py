"""Suggestions for misspelt names."""

from __future__ import annotations

from collections.abc import Iterable
from difflib import get_close_matches

LOOSE, TIGHT = 0.6, 0.85
"""How alike names are: what a reader may have meant, and what is certainly a slip of the pen."""


def nearest(name: str, names: Iterable[str], *, most: int = 3, alike: float = LOOSE) -> list[str]:
    """Up to *most* of *names* that are close to *name*, the closest first; case does not count."""
    by_folded: dict[str, list[str]] = {}
    for each in names:
        by_folded.setdefault(each.casefold(), []).append(each)
    close = get_close_matches(name.casefold(), by_folded, n=most, cutoff=alike)
    return [each for folded in close for each in by_folded[folded]][:most]


def did_you_mean(name: str, names: Iterable[str]) -> str:
    """`` (did you mean "a" or "b"?)``, or nothing where no name is close."""
    close = [f'"{each}"' for each in nearest(name, names)]
    if not close:
        return ""
    words = close[0] if len(close) == 1 else f"{', '.join(close[:-1])} or {close[-1]}"
    return f" (did you mean {words}?)"
