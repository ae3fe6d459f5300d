"""The class of rules, with the severity of their findings in a dialect."""

from __future__ import annotations

from dataclasses import dataclass

from sphinx_qapi.source.diagnostics import Severity
from sphinx_qapi.source.span import ALWAYS, Span
from sphinx_qapi.source.version import Version


@dataclass(frozen=True, kw_only=True, slots=True)
class Rule:
    """One thing that can be wrong with a schema; it is declared in the file that finds it."""

    name: str
    """Name in kebab-case, for what the rule finds."""
    summary: str
    """One line, for lists."""
    explanation: str
    """What the rule finds, why that matters, and what to write instead; reST paragraphs."""
    rejected: Span
    """The releases whose tools reject what the rule finds: `ALWAYS`, from one on or until another, or `NEVER`."""
    applies: Span = ALWAYS
    """The releases whose language has what the rule is about; before them, a warning in automatic mode is a note."""
    auto: Severity | None = Severity.NOTE
    """Severity in automatic mode, where no release is named; None: not reported."""
    other: Severity | None = Severity.NOTE
    """Severity in the dialect of a release that accepts what the rule finds; None: not reported."""
    timeless: bool = False
    """Whether the finding is a contradiction in every release, even if its tools do not check: automatic mode makes no
    difference."""

    def severity(self, dialect: Version | None, rejected: Span | None = None) -> Severity | None:
        """The severity in *dialect* (None: automatic mode); None if the finding is not reported.

        *rejected* holds the releases that reject this form of the mistake, if not all forms are rejected by the same.
        """
        if dialect is None:
            return self.auto
        return Severity.ERROR if (rejected or self.rejected).covers(dialect) else self.other

    def is_of_its_time(self, dialect: Version) -> bool:
        """Whether a schema of the release *dialect* could be held to the rule, so that a warning remains a warning."""
        first = self.rejected.since
        return self.timeless or (self.applies.covers(dialect) and (first is None or dialect >= first))
