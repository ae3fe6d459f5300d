"""A short form of many probe paths: the topmost ones, each with the number of paths below it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from sphinx_qapi.analysis.binary.proven_symbols import parent


def topmost(paths: Sequence[str]) -> Iterator[tuple[str, int]]:
    """Yield the topmost of the sorted *paths*, each with the number of paths below it; ``*m`` counts as below ``m``."""
    known = frozenset(paths)
    below: dict[str, int] = {}
    for path in paths:
        top = _top(path.replace("/*", "/"), known)
        below[top] = below.get(top, -1) + 1
    yield from below.items()


def _top(path: str, known: frozenset[str]) -> str:
    while (above := parent(path, known)) is not None:
        path = above
    return path
