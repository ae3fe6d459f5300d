"""The documents that each process of ``-j`` resolves and writes."""

from __future__ import annotations

import heapq
from collections.abc import Callable, Sequence

_SHARES_OF_A_WORKER = 3
"""Each share costs a new process; with fewer shares, the workers would not end at the same time."""


def shares_of(docnames: Sequence[str], workers: int, pages: Callable[[str], int]) -> list[list[str]]:
    """*docnames* in lists with about the same number of *pages*, which tells how many a document has."""
    heap: list[tuple[int, int, list[str]]] = [(0, number, []) for number in range(workers * _SHARES_OF_A_WORKER)]
    for docname in sorted(docnames, key=pages, reverse=True):
        weight, number, share = heap[0]
        share.append(docname)
        heapq.heapreplace(heap, (weight + pages(docname), number, share))
    return [sorted(share) for _, _, share in sorted(heap, reverse=True) if share]
