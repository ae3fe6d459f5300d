"""Names in comments that Sphinx's own domains manage: labels, terms, citations, options, equations.

Rows are kept by document, like those of definitions: if several comments have a name, the one that it means elsewhere
is chosen after all comments are known.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, NamedTuple

Names = Mapping[str, Mapping[str, Mapping[Any, Any]]]
"""The names by domain and by table of the domain."""


class CommentRow(NamedTuple):
    """The names that one comment on a page defines."""

    order: tuple[int, ...]
    """Sort key among comments with the same name: the first is that of the first schema, on a generated page."""
    is_public: bool
    """Whether the names may be referred to from elsewhere."""
    names: Names
    equations: Mapping[str, str]
    """The unique labels of equations by the labels that their author has given."""


def public_rows(rows_by_document: Mapping[str, Sequence[CommentRow]]) -> Iterator[CommentRow]:
    """The rows of names that may be referred to from elsewhere, in order of precedence."""
    found = [
        (row.order, docname, number, row)
        for docname, rows in rows_by_document.items()
        for number, row in enumerate(rows)
        if row.is_public
    ]
    return (row for *_order, row in sorted(found, key=lambda each: each[:3]))
