"""Findings in an expression in which a mistake of syntax was read by guessing."""

from __future__ import annotations

from typing import Any

from sphinx_qapi.source.findings import Findings
from sphinx_qapi.source.position import Position

_OF_WHAT_IS_MISSING = frozenset(
    {
        "missing-key",
        "unknown-expression",
        "ambiguous-expression",
        "bad-condition",
        "boxed-without-type",
        "empty-union",
        "empty-alternate",
    }
)
"""Rules against something missing or ambiguous: the guess may have skipped what is needed."""


class LikelyFindings(Findings):
    """Findings that pass on only reports that are no likely consequences of a mistake already reported."""

    def __init__(self, findings: Findings) -> None:
        super().__init__(findings.dialect)
        self._findings = findings

    def report(
        self, rule: str, message: str, position: Position, *, detail: Position | None = None, **more: Any
    ) -> None:
        """Report the finding, unless its rule is about missing parts, or a mistake is already known in its place."""
        if rule not in _OF_WHAT_IS_MISSING and (detail or position) not in self._findings.places:
            self._findings.report(rule, message, position, detail=detail, **more)
