"""Rules for authors, about what a valid schema may still lack; each is declared next to the function that finds it."""

from __future__ import annotations

from collections.abc import Collection
from operator import attrgetter
from typing import TYPE_CHECKING

from sphinx_qapi.analysis.examples.rules import WITHOUT_ARROWS
from sphinx_qapi.analysis.inclusions import inclusion_chains
from sphinx_qapi.analysis.lint.examples import examples_without_arrows
from sphinx_qapi.analysis.lint.lint_rule import LintRequest, LintRule
from sphinx_qapi.analysis.lint.name_references import UNKNOWN_REFERENCE, unknown_references
from sphinx_qapi.analysis.lint.undocumented import (
    UNDOCUMENTED_BRANCH,
    UNDOCUMENTED_RETURN,
    undocumented_branches,
    undocumented_members,
    undocumented_returns,
)
from sphinx_qapi.analysis.lint.unused import UNUSED_TYPE, unused_types
from sphinx_qapi.analysis.lint.versions import (
    MISSING_SINCE,
    SINCE_AFTER_TARGET,
    SINCE_BEFORE_DEFINITION,
    SINCE_MISMATCH,
    missing_since,
    since_after_target,
    since_before_definition,
    since_mismatch,
)
from sphinx_qapi.schema.checks.documentation import UNDOCUMENTED_MEMBER
from sphinx_qapi.schema.model.schema import Schema
from sphinx_qapi.source.diagnostics import Diagnostic, Severity
from sphinx_qapi.source.version import Version

if TYPE_CHECKING:
    from sphinx_qapi.analysis.history.history import History

__all__ = ["LINT_RULES", "lint"]


LINT_RULES: tuple[LintRule, ...] = (
    LintRule(rule=UNDOCUMENTED_MEMBER, find=undocumented_members),
    LintRule(rule=UNDOCUMENTED_BRANCH, find=undocumented_branches),
    LintRule(rule=UNDOCUMENTED_RETURN, find=undocumented_returns),
    LintRule(rule=MISSING_SINCE, find=missing_since),
    LintRule(rule=SINCE_BEFORE_DEFINITION, find=since_before_definition),
    LintRule(rule=SINCE_AFTER_TARGET, find=since_after_target),
    LintRule(rule=SINCE_MISMATCH, find=since_mismatch),
    LintRule(rule=UNKNOWN_REFERENCE, find=unknown_references),
    LintRule(rule=UNUSED_TYPE, find=unused_types),
    LintRule(rule=WITHOUT_ARROWS, find=examples_without_arrows),
)
"""All rules of `lint`; undocumented features and malformed versions are found by the reader itself."""


def lint(
    schema: Schema,
    names: Collection[str],
    *,
    target: Version | None = None,
    history: History | None = None,
    complete_from: Version | None = None,
) -> tuple[Diagnostic, ...]:
    """Return what the rules of these *names* find in *schema*: warnings, by file in reading order and by line."""
    request = LintRequest(schema=schema, target=target, history=history, complete_from=complete_from)
    chains = inclusion_chains(schema)
    diagnostics = [
        Diagnostic(
            rule=rule.name,
            severity=Severity.WARNING,
            message=finding.message,
            position=finding.position,
            definition=finding.definition,
            included_from=chains.get(finding.position.path, ()),
        )
        for rule in LINT_RULES
        if rule.name in names
        for finding in rule.find(request)
    ]
    order = {module.path: number for number, module in enumerate(schema.modules)}
    by_position = attrgetter("position.line", "position.column")
    return tuple(sorted(diagnostics, key=lambda each: (order.get(each.position.path, 0), *by_position(each))))
