"""Findings in an expression in which a mistake of syntax was passed over by guessing what was meant."""

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
"""Rules that find that something is not there, or not alone: it may have been passed over."""


class LikelyFindings(Findings):
    """Reports to other findings what is no consequence of a mistake that these have already."""

    def __init__(self, findings: Findings) -> None:
        super().__init__(findings.dialect)
        self._findings = findings

    def report(
        self, rule: str, message: str, position: Position, *, detail: Position | None = None, **more: Any
    ) -> None:
        """Report it, unless it is about what may have been passed over, or where a mistake is known."""
        if rule not in _OF_WHAT_IS_MISSING and (detail or position) not in self._findings.places:
            self._findings.report(rule, message, position, detail=detail, **more)
