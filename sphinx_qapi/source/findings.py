"""Where a stage collects its diagnostics."""

from __future__ import annotations

from collections import Counter

from sphinx_qapi.source.diagnostics import Diagnostic, Severity
from sphinx_qapi.source.position import Position
from sphinx_qapi.source.rules import RULES
from sphinx_qapi.source.span import Span
from sphinx_qapi.source.version import Version

MOST_OF_A_RULE = 1000
"""So many findings of one rule tell enough; the others are counted."""
MOST_CHARACTERS = 400
"""Messages quote names from the schema, which may be of any length."""


class Findings:
    """A list of diagnostics in the making; each gets its severity from its rule and the dialect."""

    def __init__(self, dialect: Version | None = None) -> None:
        """*dialect* is the release whose rules hold, None for automatic mode."""
        self.dialect = dialect
        self.diagnostics: list[Diagnostic] = []
        self.places: set[Position] = set()
        """Where they are."""
        self.counts: Counter[str] = Counter()
        """How often each rule was reported, those findings included that are not kept."""

    def report(
        self,
        rule: str,
        message: str,
        position: Position,
        *,
        detail: Position | None = None,
        definition: str | None = None,
        included_from: tuple[Position, ...] = (),
        rejected: Span | None = None,
        most: Severity = Severity.ERROR,
    ) -> None:
        """Note that *rule* finds something at *position*, unless the dialect does not care.

        *position* is on the line where the language's own tools report it; *detail* is the exact place. *rejected*
        are the releases that reject this form of it, if other forms have other releases. *most* is the worst that
        its severity can be. Only the first `MOST_OF_A_RULE` findings of a rule are kept.
        """
        severity = RULES[rule].severity(self.dialect, rejected)
        if severity is None:
            return
        if detail is not None and detail.line == position.line:
            position, detail = detail, None
        self.counts[rule] += 1
        if self.counts[rule] <= MOST_OF_A_RULE:
            self.places.add(detail or position)
            self.diagnostics.append(
                Diagnostic(
                    rule=rule,
                    severity=min(severity, most),
                    message=message if len(message) <= MOST_CHARACTERS else f"{message[: MOST_CHARACTERS - 1]}…",
                    position=position,
                    detail=detail,
                    definition=definition,
                    included_from=included_from,
                )
            )


class NoFindings(Findings):
    """For what is read again: it has been told of."""

    def report(self, *_about: object, **_more: object) -> None:
        """Nothing is noted."""
