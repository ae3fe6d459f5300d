"""The rows that the domain keeps of every described object: small, without docutils nodes and without model."""

from __future__ import annotations

from enum import IntEnum
from typing import NamedTuple


class Rank(IntEnum):
    """Where a definition is rendered; links lead to the smallest."""

    GENERATED = 0
    """A generated page."""
    COLLECTION = 1
    """``qapi:module``, ``qapi:schema`` or ``qapi-doc`` on a page of the author's."""
    FILLED = 2
    """A definition directive filled from the schema."""
    WRITTEN = 3
    """A definition directive with its author's own description."""


PART_KINDS = ("member", "value", "feature")
"""The kinds of what stands within definitions, in the order of look-up."""


class PartRow(NamedTuple):
    """A member, value, alternative, branch or feature that a rendering shows."""

    name: str
    """Its path below the definition, dotted."""
    kind: str
    """An object type of the domain: ``member``, ``value`` or ``feature``."""
    anchor: str
    declared: bool
    """False for rows that another definition declares (inherited, or of a branch's type)."""


class ObjectRow(NamedTuple):
    """One rendering of a definition or module."""

    namespace: str
    name: str
    kind: str
    """An object type of the domain."""
    module: str
    docname: str
    anchor: str
    rank: int
    line: int
    parts: tuple[PartRow, ...] = ()
    old_module: str = ""
    """A module that it answers to as well, as in old links."""
    summary: str = ""


class SplitPage(NamedTuple):
    """A part of a document that is a page of its own where the document is split."""

    name: str
    """What it would be called as a document."""
    title: str
    search_title: str
    """What the search calls it."""
    ids: frozenset[str]
    """The anchors in it that others than the domain know."""
    made_of: str = ""
    """Stands for all that it was made of; empty where that is not all that it depends on."""
    row: ObjectRow | None = None
    """What the domain knows of it, where it depends on that alone."""
    shown: tuple[tuple[str, str], ...] = ()
    """Keys of what it shows beside its definition, and the fingerprint of each."""
    is_as_before: bool = False
    """Whether it was read again, and is what it was."""


class SplitDocument(NamedTuple):
    """A document that is split where builders do that."""

    pages: tuple[SplitPage, ...]
    labels: tuple[tuple[str, str], ...]
    """Words and anchors of the lists that stand on it in place of its parts."""


class Target(NamedTuple):
    """Where a name leads."""

    namespace: str
    name: str
    """``definition`` or ``definition.path``; ``module`` for modules."""
    kind: str
    docname: str
    anchor: str

    @property
    def full_name(self) -> str:
        """``NS:name``; the name alone where there is no namespace."""
        return f"{self.namespace}:{self.name}" if self.namespace else self.name
