"""The lists in which a stage collects its diagnostics."""

from __future__ import annotations

from collections import Counter

from sphinx_qapi.source.diagnostics import Diagnostic, Severity
from sphinx_qapi.source.position import Position
from sphinx_qapi.source.rule import Rule
from sphinx_qapi.source.span import NEVER, Span
from sphinx_qapi.source.version import Version

TOO_MANY_FINDINGS = Rule(
    name="too-many-findings",
    summary="more than a thousand findings of one rule",
    explanation="The first thousand findings of each rule are shown; the message counts the others.",
    rejected=NEVER,
)

MOST_OF_A_RULE = 1000
"""Number of findings of one rule that are kept; further findings are only counted."""
MOST_CHARACTERS = 400
"""Maximum length of a message, as messages quote names from the schema, which may have any length."""


class Findings:
    """A growing list of diagnostics; each gets its severity from its rule and the dialect."""

    def __init__(self, dialect: Version | None = None) -> None:
        """*dialect* is the release whose rules apply, None for automatic mode."""
        self.dialect = dialect
        self.diagnostics: list[Diagnostic] = []
        self.places: set[Position] = set()
        """The places of all diagnostics kept: `Diagnostic.place` of each."""
        self.counts: Counter[str] = Counter()
        """Number of findings of each rule, by name, including findings beyond `MOST_OF_A_RULE`, which are not kept."""
        self.rules: dict[str, Rule] = {}
        """The rules of all findings, by name."""

    def report(
        self,
        rule: Rule,
        message: str,
        position: Position,
        *,
        detail: Position | None = None,
        definition: str | None = None,
        included_from: tuple[Position, ...] = (),
        rejected: Span | None = None,
        most: Severity = Severity.ERROR,
    ) -> None:
        """Add a diagnostic of *rule* at *position*, unless its severity in the dialect is None.

        *position* is on the line where QEMU's own tools report the finding; *detail* is the exact place. *rejected*
        holds the releases that reject this form of the mistake; None means the releases of the rule. *most* is the
        highest severity that the diagnostic can get. Only the first `MOST_OF_A_RULE` findings of a rule are kept.
        """
        severity = rule.severity(self.dialect, rejected)
        if severity is None:
            return
        if detail is not None and detail.line == position.line:
            position, detail = detail, None
        self.rules[rule.name] = rule
        self.counts[rule.name] += 1
        if self.counts[rule.name] <= MOST_OF_A_RULE:
            self.places.add(detail or position)
            self.diagnostics.append(
                Diagnostic(
                    rule=rule.name,
                    severity=min(severity, most),
                    message=message if len(message) <= MOST_CHARACTERS else f"{message[: MOST_CHARACTERS - 1]}…",
                    position=position,
                    detail=detail,
                    definition=definition,
                    included_from=included_from,
                )
            )

    def report_surplus(self, position: Position) -> None:
        """Report at *position* how many findings of each rule were not kept."""
        for rule, count in list(self.counts.items()):
            if count > MOST_OF_A_RULE:
                self.report(
                    TOO_MANY_FINDINGS, f"{count - MOST_OF_A_RULE} more findings of {rule} are not shown", position
                )


class NoFindings(Findings):
    """Findings that keep nothing, for a text that is read a second time and was reported the first time."""

    def report(self, *_about: object, **_more: object) -> None:
        """Ignore the finding."""
