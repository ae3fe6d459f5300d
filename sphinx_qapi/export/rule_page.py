"""A rule's page: for ``sphinx-qapi check --explain`` and for the manual alike."""

from __future__ import annotations

from collections.abc import Iterator
from textwrap import indent

from sphinx_qapi.analysis.lint import LINT_RULES
from sphinx_qapi.source.diagnostics import Severity
from sphinx_qapi.source.rules import Rule
from sphinx_qapi.source.rules.prose import PROSE_RULES
from sphinx_qapi.source.rules.rule_examples import example_of
from sphinx_qapi.source.version import Version

_LINTED = {rule.name for rule in LINT_RULES}
_OF_BUILDS = {"unknown-reference", *(rule.name for rule in PROSE_RULES)}
_FIRST = Version((0, 15))
"""Release of the first dialect: a rule that is as old holds in all."""


def rule_page(rule: Rule) -> str:
    """The rule in paragraphs, without its name: what it finds, why, and how bad that is; reST but for the first."""
    summary = rule.summary[0].upper() + rule.summary[1:]
    page = f"{summary}.\n\n{rule.explanation.strip()}\n\n{' '.join(_when(rule))}\n"
    example = example_of(rule.name)
    return f"{page}\nFor example::\n\n{indent(example, '    ')}" if example else page


def _when(rule: Rule) -> Iterator[str]:
    if rule.name in _OF_BUILDS:
        yield "In Sphinx builds a warning."
    if rule.since is None:
        if rule.auto is not None:
            yield f"In every dialect {_severity(rule.auto)}."
    elif rule.auto is rule.other is Severity.ERROR and rule.until is None:
        yield "Always an error."
    else:
        yield f"{_as_error(rule.since, rule.until)}, {_otherwise(rule)}."
    if rule.name in _LINTED:
        yield "With ``--lint`` a warning."


def _as_error(since: Version, until: Version | None) -> str:
    if until is not None:
        return f"An error in the dialects from {since} until before {until}"
    return "An error in every dialect that is named" if since <= _FIRST else f"An error in the dialects from {since} on"


def _otherwise(rule: Rule) -> str:
    everywhere = rule.since is not None and rule.since <= _FIRST and rule.until is None
    if rule.auto == rule.other or everywhere:
        return f"otherwise {_severity(rule.auto)}"
    return f"{_severity(rule.other)} in others, and {_severity(rule.auto)} in automatic mode"


def _severity(severity: Severity | None) -> str:
    if severity is None:
        return "not reported"
    return f"an {severity}" if severity is Severity.ERROR else f"a {severity}"
