"""Spans of releases in which something holds."""

from __future__ import annotations

from dataclasses import dataclass

from sphinx_qapi.source.version import Version


@dataclass(frozen=True, kw_only=True, slots=True)
class Span:
    """A range of releases in which something holds: all releases, from one on, up to one, or none."""

    since: Version | None = None
    """The first release in which it holds; None: from the beginning."""
    until: Version | None = None
    """The first release in which it no longer holds; None: it still holds."""

    def covers(self, version: Version) -> bool:
        """Whether release *version* is in the span."""
        since, until, numbers = self.since, self.until, version.numbers
        return (since is None or since.numbers <= numbers) and (until is None or numbers < until.numbers)

    def __str__(self) -> str:
        """The span as words of a message, about something that is known in it."""
        known = [f"known from {self.since} on"] if self.since else []
        gone = [f"gone from {self.until} on"] if self.until else []
        return " and ".join(known + gone) or "known to all releases"


ALWAYS = Span()
"""All releases."""
NEVER = Span(until=Version((0, 0)))
"""No release."""


def since(version: str, until: str | None = None) -> Span:
    """The span from release *version* on, up to but without *until*."""
    return Span(since=Version.parse(version), until=Version.parse(until) if until else None)


def before(version: str) -> Span:
    """The span from the beginning up to but without release *version*."""
    return Span(until=Version.parse(version))
