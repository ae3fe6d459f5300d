"""The rows that the domain keeps of every described object: small, without docutils nodes and without the model."""

from __future__ import annotations

from enum import IntEnum
from typing import NamedTuple


class Rank(IntEnum):
    """The kind of place where a definition is rendered; links lead to the rendering with the lowest rank."""

    GENERATED = 0
    """A generated page."""
    COLLECTION = 1
    """``qapi:module``, ``qapi:schema`` or ``qapi-doc`` on a page of the author's."""
    FILLED = 2
    """A definition directive filled from the schema."""
    WRITTEN = 3
    """A definition directive with its author's own description."""


class PartRow(NamedTuple):
    """A member, value, alternative, branch or feature that a rendering shows."""

    name: str
    """Its path below the definition, with dots."""
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
    """Another module under which old links may name it; empty if there is none."""
    summary: str = ""


class SplitPage(NamedTuple):
    """A part of a document that is a page of its own if the document is split."""

    name: str
    """Name that it would have as a document."""
    title: str
    search_title: str
    """Title of the page in the search."""
    ids: frozenset[str]
    """The anchors in it that are known outside of the domain."""
    made_of: str = ""
    """Digest of everything that it was made of; empty if it depends on more than that."""
    row: ObjectRow | None = None
    """Its row in the domain, if that depends on `made_of` only."""
    shown: tuple[tuple[str, str], ...] = ()
    """Keys of what it shows besides its definition, with their fingerprints."""
    is_as_before: bool = False
    """Whether it was read again and has not changed."""


class SplitDocument(NamedTuple):
    """A document that some builders split."""

    pages: tuple[SplitPage, ...]
    labels: tuple[tuple[str, str], ...]
    """Texts and anchors of the lists that are on it in place of its parts."""


class Target(NamedTuple):
    """The object that a name refers to, and its place."""

    namespace: str
    name: str
    """``definition``, ``definition.path``, or the name of a module."""
    kind: str
    docname: str
    anchor: str

    @property
    def full_name(self) -> str:
        """``NS:name``; only the name if there is no namespace."""
        return f"{self.namespace}:{self.name}" if self.namespace else self.name
