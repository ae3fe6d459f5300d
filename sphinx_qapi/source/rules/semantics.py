"""Rules of names and types, and how definitions fit together."""

from __future__ import annotations

from sphinx_qapi.source.diagnostics import Severity
from sphinx_qapi.source.rules.rule import NEWEST, Rule
from sphinx_qapi.source.version import Version


def _rule(name: str, summary: str, explanation: str, since: Version = NEWEST, until: Version | None = None) -> Rule:
    """A rule of what contradicts itself, whatever the release."""
    severity = Severity.WARNING
    return Rule(
        name=name,
        summary=summary,
        explanation=explanation,
        since=since,
        until=until,
        auto=severity,
        other=severity if since == NEWEST else None,
    )


_DEFINITIONS = (
    _rule(
        "duplicate-definition",
        "two definitions of the same name",
        """\
Types, commands and events share one name space; upper and lower case count. The first definition is kept, the other
left out.""",
    ),
)

SEMANTIC_RULES: tuple[Rule, ...] = _DEFINITIONS
