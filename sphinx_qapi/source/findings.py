"""Where a stage collects its diagnostics."""

from __future__ import annotations

from sphinx_qapi.source.diagnostics import Diagnostic
from sphinx_qapi.source.position import Position
from sphinx_qapi.source.rules import RULES
from sphinx_qapi.source.version import Version


class Findings:
    """A list of diagnostics in the making; each gets its severity from its rule and the dialect."""

    def __init__(self, dialect: Version | None = None) -> None:
        """*dialect* is the release whose rules hold, None for automatic mode."""
        self.dialect = dialect
        self.diagnostics: list[Diagnostic] = []

    def report(
        self,
        rule: str,
        message: str,
        position: Position,
        *,
        detail: Position | None = None,
        definition: str | None = None,
        included_from: tuple[Position, ...] = (),
    ) -> None:
        """Note that *rule* finds something at *position*, unless the dialect does not care."""
        severity = RULES[rule].severity(self.dialect)
        if severity is not None:
            self.diagnostics.append(
                Diagnostic(
                    rule=rule,
                    severity=severity,
                    message=message,
                    position=position,
                    detail=detail if detail is not None and detail.line != position.line else None,
                    definition=definition,
                    included_from=included_from,
                )
            )
