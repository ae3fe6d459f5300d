"""Probe paths in few lines: those at the top, with the number of those below."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from sphinx_qapi.analysis.binary.symbols import parent


def topmost(paths: Sequence[str]) -> Iterator[tuple[str, int]]:
    """The sorted *paths* that are not below others, each with the number of those below; ``*m`` is told by ``m``."""
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
