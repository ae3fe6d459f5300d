"""What a rule is, and how bad its findings are in a dialect."""

from __future__ import annotations

from dataclasses import dataclass

from sphinx_qapi.source.diagnostics import Severity
from sphinx_qapi.source.span import Span
from sphinx_qapi.source.version import Version


@dataclass(frozen=True, kw_only=True, slots=True)
class Rule:
    """One thing that can be wrong with a schema."""

    name: str
    """kebab-case, named for what it finds."""
    summary: str
    """One line, for lists."""
    explanation: str
    """What it finds, why that matters, and what to write instead; reST paragraphs."""
    rejected: Span
    """The releases whose tools reject it: `ALWAYS`, from one on or until another, or `NEVER`."""
    auto: Severity | None = Severity.NOTE
    """Its severity where no release is named; None: not reported then."""
    other: Severity | None = Severity.NOTE
    """Its severity in the dialect of a release that accepts it; None: not reported then."""
    timeless: bool = False
    """A contradiction in every release, whether its tools looked for it or not: automatic mode makes no difference."""

    def severity(self, dialect: Version | None, rejected: Span | None = None) -> Severity | None:
        """Its severity in *dialect* (None: automatic mode); None: not to be reported.

        *rejected* are the releases that reject this form of it, where that is not the same for all forms.
        """
        if dialect is None:
            return self.auto
        return Severity.ERROR if (rejected or self.rejected).covers(dialect) else self.other
