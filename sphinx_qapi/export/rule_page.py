"""A rule's page: for ``sphinx-qapi check --explain`` and for the manual alike."""

from __future__ import annotations

from collections.abc import Iterator

from sphinx_qapi.analysis.lint import LINT_RULES
from sphinx_qapi.source.diagnostics import Severity
from sphinx_qapi.source.rules import Rule

_LINTED = {rule.name for rule in LINT_RULES}


def rule_page(rule: Rule) -> str:
    """The rule in three paragraphs of reST: what it finds, why, and how bad that is; without its name."""
    summary = rule.summary[0].upper() + rule.summary[1:]
    return f"{summary}.\n\n{rule.explanation.strip()}\n\n{' '.join(_when(rule))}\n"


def _when(rule: Rule) -> Iterator[str]:
    if rule.since is not None:
        until = f" until {rule.until} accepted it again" if rule.until else " on"
        yield f"With ``--dialect`` an error from {rule.since}{until}, {_severity(rule.other)} for other releases;"
        yield f"in automatic mode {_severity(rule.auto)}."
    elif rule.auto is not None:
        yield f"In every dialect {_severity(rule.auto)}."
    if rule.name in _LINTED:
        yield "With ``--lint`` a warning."


def _severity(severity: Severity | None) -> str:
    if severity is None:
        return "not reported"
    return f"an {severity}" if severity is Severity.ERROR else f"a {severity}"
