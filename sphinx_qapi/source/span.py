"""Spans of releases: those in which something holds."""

from __future__ import annotations

from dataclasses import dataclass

from sphinx_qapi.source.version import Version


@dataclass(frozen=True, kw_only=True, slots=True)
class Span:
    """The releases in which something holds: all of them, from one on, until another, or none."""

    since: Version | None = None
    """The first release in which it holds; None: it held from the beginning."""
    until: Version | None = None
    """The first release in which it does not hold any more; None: it holds to this day."""

    def covers(self, version: Version) -> bool:
        """Whether it holds in release *version*."""
        return (self.since is None or self.since <= version) and (self.until is None or version < self.until)

    def __str__(self) -> str:
        """Something that the span knows, in the words of a message."""
        known = [f"known from {self.since} on"] if self.since else []
        gone = [f"gone from {self.until} on"] if self.until else []
        return " and ".join(known + gone) or "known to all releases"


ALWAYS = Span()
"""All releases."""
NEVER = Span(until=Version((0, 0)))
"""No release."""


def since(version: str, until: str | None = None) -> Span:
    """From release *version* on, up to but without *until*."""
    return Span(since=Version.parse(version), until=Version.parse(until) if until else None)


def before(version: str) -> Span:
    """From the beginning up to but without release *version*."""
    return Span(until=Version.parse(version))
