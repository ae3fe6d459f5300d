"""Effective versions: the release that brought a row, for those who use the definition that is shown."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from typing import Protocol

from sphinx_qapi.analysis.effective_members import EffectiveBranch, EffectiveMember
from sphinx_qapi.schema.model.definitions import Definition
from sphinx_qapi.schema.model.members import Branch, EnumValue
from sphinx_qapi.source.version import Version


class Definitions(Protocol):
    """What is needed of a schema: definitions by name."""

    def find(self, name: str) -> Definition | None:
        """The definition *name*; None if there is none."""


class SinceReason(Enum):
    """The reason for the version of a row."""

    OWN = "own"
    """The description of the row itself states the version."""
    DEFINITION = "definition"
    """The row came with the definition that is shown."""
    BRANCH = "branch"
    """The row came with the value of a branch that contains it."""
    CARRIER = "carrier"
    """The row came with the type that declares it; the definition that is shown states no version."""


@dataclass(frozen=True, kw_only=True, slots=True)
class EffectiveSince:
    """The release in which a row first appeared, and the reason."""

    version: Version
    reason: SinceReason
    name: str = ""
    """The branch's value or the type that brought the row; empty if it was the row or the definition itself."""


def effective_since(
    schema: Definitions, shown: Definition, row: EffectiveMember | EffectiveBranch | EnumValue | Branch
) -> EffectiveSince | None:
    """Return since when *row* has been part of *shown*; None if nothing states it.

    This is the newest of its own version, that of *shown*, and those of the branches that lead to it. The version of
    the type that declares the row counts only if *shown* states none. Among equal versions, *shown* is named as the
    reason before the row itself, and the row itself before the others.
    """
    found: list[EffectiveSince] = []
    if shown.since is not None:
        found.append(EffectiveSince(version=shown.since.version, reason=SinceReason.DEFINITION))
    if row.since is not None:
        found.append(EffectiveSince(version=row.since.version, reason=SinceReason.OWN))
    if isinstance(row, (EffectiveMember, EffectiveBranch)) and row.passage is not None:
        passage = row.passage
        found.append(EffectiveSince(version=passage.version, reason=SinceReason.BRANCH, name=passage.value))
    if shown.since is None and isinstance(row, EffectiveMember) and row.origin is not None:
        carrier = schema.find(row.origin)
        if carrier is not None and carrier.since is not None:
            found.append(EffectiveSince(version=carrier.since.version, reason=SinceReason.CARRIER, name=row.origin))
    return max(found, key=lambda each: each.version, default=None)


def shown_since(
    schema: Definitions, shown: Definition, row: EffectiveMember | EffectiveBranch | EnumValue | Branch
) -> EffectiveSince | None:
    """Return the version to show at *row*; None if it is that of *shown*, which has its own badge."""
    since = effective_since(schema, shown, row)
    return None if since is None or since.reason is SinceReason.DEFINITION else since
