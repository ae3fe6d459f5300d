"""Functions that make the common kinds of rules; each kind has its own severities."""

from __future__ import annotations

from sphinx_qapi.source.diagnostics import Severity
from sphinx_qapi.source.rule import Rule
from sphinx_qapi.source.span import ALWAYS, NEVER, Span


def loss(name: str, summary: str, explanation: str) -> Rule:
    """A rule against text that cannot be read: in every release, part of the schema is missing."""
    severity = Severity.ERROR
    return Rule(name=name, summary=summary, explanation=explanation, rejected=ALWAYS, auto=severity, other=severity)


def ignored(name: str, summary: str, explanation: str, rejected: Span, *, timeless: bool = True) -> Rule:
    """A rule against a part of an expression that is ignored, so that a reader may miss something."""
    severity = Severity.WARNING
    return Rule(
        name=name,
        summary=summary,
        explanation=explanation,
        rejected=rejected,
        auto=severity,
        other=severity,
        timeless=timeless,
    )


def contradiction(name: str, summary: str, explanation: str, rejected: Span) -> Rule:
    """A rule against what makes no sense in any release, although the tools of the first releases did not check it."""
    return ignored(name, summary, explanation, rejected)


def of_releases(
    name: str, summary: str, explanation: str, rejected: Span, *, auto: Severity | None = Severity.WARNING
) -> Rule:
    """A rule of the releases *rejected*; in a dialect of any other release, its findings are not reported."""
    return Rule(name=name, summary=summary, explanation=explanation, rejected=rejected, auto=auto, other=None)


def advice(name: str, summary: str, explanation: str) -> Rule:
    """A rule of no release, which is applied on request or by a build."""
    return Rule(name=name, summary=summary, explanation=explanation, rejected=NEVER, auto=None, other=None)
