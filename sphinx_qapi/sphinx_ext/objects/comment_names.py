"""What comments name that Sphinx' own domains know by name: labels, terms, citations, options, equations.

Rows stand by document, as those of definitions do: which of several comments a name from elsewhere means is decided
when all of them are known.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, NamedTuple

Names = Mapping[str, Mapping[str, Mapping[Any, Any]]]
"""For each domain its tables, and in them what is named."""


class CommentRow(NamedTuple):
    """What one comment on a page names."""

    order: tuple[int, ...]
    """Which of several comments comes first: that of the first schema, on a generated page."""
    is_public: bool
    """Whether that may be referred to from elsewhere."""
    names: Names
    equations: Mapping[str, str]
    """How equations are called, by what their author calls them."""


def public_rows(rows_by_document: Mapping[str, Sequence[CommentRow]]) -> Iterator[CommentRow]:
    """The rows that may be referred to from elsewhere, the first one first."""
    found = [
        (row.order, docname, number, row)
        for docname, rows in rows_by_document.items()
        for number, row in enumerate(rows)
        if row.is_public
    ]
    return (row for *_order, row in sorted(found, key=lambda each: each[:3]))
