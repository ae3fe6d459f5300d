"""The changes between releases that the script of the page of changes finds, next to those that the package finds."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

from playwright.sync_api import Page

from sphinx_qapi.analysis.evolution.changes import ChangeLog
from sphinx_qapi.analysis.history.history import History
from sphinx_qapi.analysis.history.history_file import history_lines
from sphinx_qapi.sphinx_ext.writing.comparison_data import comparison_tables

SCRIPT = Path(__file__).parents[2] / "sphinx_qapi/sphinx_ext/static/qapi/compare.js"
FIELDS = ("entry", "path", "kind", "sent", "old", "new", "below", "announced", "unstable")
_CALL = """([data, pairs, fields]) => {
    return pairs.map(([a, b]) => qapiCompare(data, a, b).map(each => fields.map(field => each[field] || "")));
}"""
_AT_ONCE = 50
"""The number of pairs of releases in one call of the script."""

Changes = list[list[object]]
"""The values of the fields of each change."""


def compare_all(page: Page, history: History) -> Iterator[tuple[str, str, Changes, Changes]]:
    """For each two releases of *history*, their names and the changes found by the script and by the package.

    *page* is a page that has loaded the script.
    """
    pairs = [(a, b) for b in range(len(history.releases)) for a in range(b)]
    data = {"lines": [json.loads(line) for line in history_lines(history)], **comparison_tables(history.names)}
    log = ChangeLog(history)
    for start in range(0, len(pairs), _AT_ONCE):
        some = pairs[start : start + _AT_ONCE]
        for (a, b), found in zip(some, page.evaluate(_CALL, [data, some, FIELDS]), strict=True):
            expected: Changes = [[getattr(each, field) or "" for field in FIELDS] for each in log.between(a, b)]
            yield history.names[a], history.names[b], found, expected
