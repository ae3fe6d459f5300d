"""A change as a value."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass

from sphinx_qapi.analysis.diff.kinds import KINDS, Verdict
from sphinx_qapi.analysis.wire.paths import Path
from sphinx_qapi.source.position import Position


@dataclass(frozen=True, kw_only=True, slots=True)
class Change:
    """One thing that changed at one path."""

    kind: str
    """Its name in `KINDS`."""
    path: Path
    sent: bool
    """Whether clients send it; else they receive it."""
    verdict: Verdict
    old: str | None = None
    """The shape or condition before, or the feature that went; None where there was nothing."""
    new: str | None = None
    announced: bool = False
    """Whether what goes was deprecated before."""
    unstable: bool = False
    """Whether nobody was promised that it stays, as a feature says."""
    experimental: bool = False
    """Whether its name alone says so, which begins with ``x-``: before there was the feature."""
    definition: str | None = None
    """The definition where the cause is, as far as there is a schema to ask."""
    cause: tuple[object, ...] = ()
    """Equal for changes at several paths that come from one place in the schema."""
    position: Position | None = None
    """Where it is in the new schema, or in the old one if it is gone."""
    annotation: Position | None = None
    """The nearest place that is in the new schema."""

    @property
    def reason(self) -> str:
        """Why it has its verdict, in a sentence."""
        return KINDS[self.kind].reason(sent=self.sent)

    @property
    def fingerprint(self) -> str:
        """12 hexadecimal digits over kind and path."""
        return fingerprint(self.kind, str(self.path))


def fingerprint(kind: str, path: str) -> str:
    """12 hexadecimal digits that name a change at one path, from one run to the next."""
    return hashlib.sha256(f"{kind} {path}".encode()).hexdigest()[:12]


@dataclass(frozen=True, kw_only=True, slots=True)
class ChangeGroup:
    """Changes with the same cause, kind, verdict and flags."""

    changes: tuple[Change, ...]
    """The one at the shortest path first."""

    @property
    def first(self) -> Change:
        """The change at the shortest path, which is shown for all of them."""
        return self.changes[0]
