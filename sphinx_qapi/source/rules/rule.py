"""What a rule is, and how bad its findings are in a dialect."""

from __future__ import annotations

from dataclasses import dataclass

from sphinx_qapi.source.diagnostics import Severity
from sphinx_qapi.source.version import Version

NEWEST = Version((10, 2))
"""The newest dialect that the rules know."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Rule:
    """One thing that can be wrong with a schema."""

    name: str
    """kebab-case, named for what it finds."""
    summary: str
    """One line, for lists."""
    explanation: str
    """What it finds, why that matters, and what to write instead; reST paragraphs."""
    since: Version | None = NEWEST
    """The first release whose tools reject it; None: none does."""
    until: Version | None = None
    """The first release whose tools accept it again."""
    auto: Severity | None = Severity.NOTE
    """Its severity where no release is named; None: not reported then."""
    other: Severity | None = Severity.NOTE
    """Its severity in the dialect of a release that accepts it; None: not reported then."""

    def severity(self, dialect: Version | None) -> Severity | None:
        """Its severity in *dialect* (None: automatic mode); None: not to be reported."""
        if dialect is None:
            return self.auto
        if self.since is not None and self.since <= dialect and (self.until is None or dialect < self.until):
            return Severity.ERROR
        return self.other
