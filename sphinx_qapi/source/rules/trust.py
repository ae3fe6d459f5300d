"""The rule about what an untrusted schema may not contain."""

from __future__ import annotations

from sphinx_qapi.source.diagnostics import Severity
from sphinx_qapi.source.rules.rule import Rule
from sphinx_qapi.source.span import NEVER

TRUST_RULES: tuple[Rule, ...] = (
    Rule(
        name="untrusted",
        summary="what the schema of a stranger may not have",
        explanation="""\
Only schemas that are said to be untrusted are held to it. They include files from their own folder and from those that
are named for includes. Their comments have no directives and roles but those of a list, no HTML, no links but to the
web and to mailboxes, and no pictures but files in their folder. What is refused is left out, and the text around it
stays.""",
        rejected=NEVER,
        auto=Severity.WARNING,
        other=Severity.WARNING,
        timeless=True,
    ),
)
"""The rule of trust. No release has it: whoever builds the schema says whether the schema is trusted."""
