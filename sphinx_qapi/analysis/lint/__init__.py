"""Rules for authors, about what a valid schema may still lack. Each rule is a function, listed in `LINT_RULES`."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from operator import attrgetter
from typing import TYPE_CHECKING

from sphinx_qapi.analysis.inclusions import inclusion_chains
from sphinx_qapi.analysis.lint.examples import examples_without_arrows
from sphinx_qapi.analysis.lint.lint_rule import LintFinding, LintRequest, LintRule
from sphinx_qapi.analysis.lint.name_references import unknown_references
from sphinx_qapi.analysis.lint.undocumented import undocumented_branches, undocumented_members, undocumented_returns
from sphinx_qapi.analysis.lint.unused import unused_types
from sphinx_qapi.analysis.lint.versions import missing_since, since_after_target, since_before_definition
from sphinx_qapi.schema.model.schema import Schema
from sphinx_qapi.source.diagnostics import Diagnostic, Severity
from sphinx_qapi.source.version import Version

if TYPE_CHECKING:
    from sphinx_qapi.analysis.history.history import History

__all__ = ["LINT_RULES", "lint"]


def _since_mismatch(request: LintRequest) -> Iterator[LintFinding]:
    """Apply `since_mismatch`; without a history, the wire model need not be imported."""
    if request.history is None:
        return iter(())
    from sphinx_qapi.analysis.lint.since_mismatch import since_mismatch

    return since_mismatch(request)


LINT_RULES: tuple[LintRule, ...] = (
    LintRule(name="undocumented-member", find=undocumented_members),
    LintRule(name="undocumented-branch", find=undocumented_branches),
    LintRule(name="undocumented-return", find=undocumented_returns),
    LintRule(name="missing-since", find=missing_since),
    LintRule(name="since-before-definition", find=since_before_definition),
    LintRule(name="since-after-target", find=since_after_target),
    LintRule(name="since-mismatch", find=_since_mismatch),
    LintRule(name="unknown-reference", find=unknown_references),
    LintRule(name="unused-type", find=unused_types),
    LintRule(name="example-without-arrows", find=examples_without_arrows),
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
