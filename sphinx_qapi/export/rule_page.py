"""The page of a rule, for ``sphinx-qapi check --explain`` and for the manual."""

from __future__ import annotations

from collections.abc import Iterator
from textwrap import indent

from sphinx_qapi.analysis.catalogue import example_of
from sphinx_qapi.analysis.lint import LINT_RULES
from sphinx_qapi.analysis.lint.build_rules import BUILD_RULES
from sphinx_qapi.analysis.lint.name_references import UNKNOWN_REFERENCE
from sphinx_qapi.analysis.lint.prose_rules import OF_EXTENSIONS, PROSE_RULES
from sphinx_qapi.source.diagnostics import Severity
from sphinx_qapi.source.rule import Rule
from sphinx_qapi.source.span import ALWAYS, NEVER, Span

_LINTED = {rule.name for rule in LINT_RULES}
_OF_BUILDS = {rule.name for rule in (UNKNOWN_REFERENCE, *PROSE_RULES, *BUILD_RULES)}


def rule_page(rule: Rule) -> str:
    """Return the rule as paragraphs, without its name: what it finds, why, and how severe that is.

    All paragraphs except the first are reST.
    """
    summary = rule.summary[0].upper() + rule.summary[1:]
    page = f"{summary}.\n\n{rule.explanation.strip()}\n\n{' '.join(_when(rule))}\n"
    example = example_of(rule.name)
    return f"{page}\nFor example::\n\n{indent(example, '    ')}" if example else page


def _when(rule: Rule) -> Iterator[str]:
    if rule.name in OF_EXTENSIONS:
        yield "In Sphinx builds a warning. With ``--prose`` a note for each name, or with ``--conf`` a warning."
    elif rule.name in _OF_BUILDS:
        yield "In Sphinx builds and with ``--prose`` a warning."
    if rule.rejected == NEVER:
        if rule.auto is not None:
            yield f"In every dialect {_severity(rule.auto)}."
    elif rule.auto is rule.other is Severity.ERROR and rule.rejected.until is None:
        yield "Always an error."
    else:
        yield f"{_as_error(rule.rejected)}, {_otherwise(rule)}."
    if rule.name in _LINTED:
        yield "With ``--lint`` a warning."


def _as_error(rejected: Span) -> str:
    if rejected == ALWAYS:
        return "An error in every dialect that is named"
    if rejected.until is not None:
        return f"An error in the dialects from {rejected.since} until before {rejected.until}"
    return f"An error in the dialects from {rejected.since} on"


def _otherwise(rule: Rule) -> str:
    if rule.auto == rule.other or rule.rejected == ALWAYS:
        return f"otherwise {_severity(rule.auto)}"
    return f"{_severity(rule.other)} in others, and {_severity(rule.auto)} in automatic mode"


def _severity(severity: Severity | None) -> str:
    if severity is None:
        return "not reported"
    return f"an {severity}" if severity is Severity.ERROR else f"a {severity}"
