"""A change as a value."""

from __future__ import annotations

from dataclasses import dataclass

from sphinx_qapi.analysis.diff.change_kinds import KINDS, Verdict
from sphinx_qapi.analysis.wire.paths import Path
from sphinx_qapi.source.digests import published_digest
from sphinx_qapi.source.position import Position


@dataclass(frozen=True, kw_only=True, slots=True)
class Change:
    """One change at one path."""

    kind: str
    """Name of the kind; a key of `KINDS`."""
    path: Path
    sent: bool
    """Whether clients send what changed; otherwise they receive it."""
    verdict: Verdict
    old: str | None = None
    """The shape or condition before, or the feature that was removed; None if there was nothing."""
    new: str | None = None
    announced: bool = False
    """Whether the part was already deprecated before."""
    unstable: bool = False
    """Whether a feature marks the part as unstable, so that clients were not promised that it stays."""
    experimental: bool = False
    """Whether only a name that begins with ``x-`` marks the part as unstable, as before the feature existed."""
    definition: str | None = None
    """Name of the definition that caused the change; None if no schema has it."""
    cause: tuple[object, ...] = ()
    """Key of the cause: equal for changes at several paths that come from one place in the schema."""
    position: Position | None = None
    """Place of the part in the new schema, or in the old one if it was removed; None if no schema has it."""
    annotation: Position | None = None
    """The nearest place in the new schema; None if there is no such place."""

    @property
    def reason(self) -> str:
        """The reason for the verdict, as a sentence."""
        return KINDS[self.kind].reason(sent=self.sent)

    @property
    def fingerprint(self) -> str:
        """The first 12 hexadecimal digits of a hash of kind and path."""
        return fingerprint(self.kind, str(self.path))


def fingerprint(kind: str, path: str) -> str:
    """Return 12 hexadecimal digits that identify a change at one path across runs."""
    return published_digest(f"{kind} {path}")


@dataclass(frozen=True, kw_only=True, slots=True)
class ChangeGroup:
    """Changes with the same cause, kind, verdict and flags."""

    changes: tuple[Change, ...]
    """The changes; the one at the shortest path comes first."""

    @property
    def first(self) -> Change:
        """The change at the shortest path, which is shown for all of them."""
        return self.changes[0]
