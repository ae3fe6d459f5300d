"""Findings in an expression in which a mistake of syntax was read by guessing."""

from __future__ import annotations

from typing import Any

from sphinx_qapi.schema.building.conditions import BAD_CONDITION
from sphinx_qapi.schema.building.definitions import BOXED_WITHOUT_TYPE, EMPTY_ALTERNATE, EMPTY_UNION
from sphinx_qapi.source.findings import Findings
from sphinx_qapi.source.position import Position
from sphinx_qapi.source.rule import Rule
from sphinx_qapi.syntax.expressions import AMBIGUOUS_EXPRESSION, MISSING_KEY, UNKNOWN_EXPRESSION

_OF_WHAT_IS_MISSING = frozenset(
    rule.name
    for rule in (
        MISSING_KEY,
        UNKNOWN_EXPRESSION,
        AMBIGUOUS_EXPRESSION,
        BAD_CONDITION,
        BOXED_WITHOUT_TYPE,
        EMPTY_UNION,
        EMPTY_ALTERNATE,
    )
)
"""Names of rules against something missing or ambiguous: the guess may have skipped what is needed."""


class LikelyFindings(Findings):
    """Findings that pass on only reports that are no likely consequences of a mistake already reported."""

    def __init__(self, findings: Findings) -> None:
        super().__init__(findings.dialect)
        self._findings = findings

    def report(
        self, rule: Rule, message: str, position: Position, *, detail: Position | None = None, **more: Any
    ) -> None:
        """Report the finding, unless its rule is about missing parts, or a mistake is already known in its place."""
        if rule.name not in _OF_WHAT_IS_MISSING and (detail or position) not in self._findings.places:
            self._findings.report(rule, message, position, detail=detail, **more)
