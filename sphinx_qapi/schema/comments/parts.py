"""The parts that a definition's doc comment falls into, as its lines are read."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum

from sphinx_qapi.schema.model.documentation import SectionKind
from sphinx_qapi.source.source_lines import NO_LINES, SourceLine, SourceLines


class PartKind(Enum):
    """What a part is."""

    INTRO = "intro"
    TEXT = "text"
    MEMBER = "member"
    FEATURES = "features"
    """The line ``Features:`` before the first description."""
    FEATURE = "feature"
    SINCE = "since"
    RETURNS = "returns"
    ERRORS = "errors"
    NOTE = "note"
    EXAMPLE = "example"
    TODO = "todo"
    OTHER = "other"
    """A tag that no known release has."""

    @property
    def is_prose(self) -> bool:
        """Whether it has neither name nor tag."""
        return self in (PartKind.INTRO, PartKind.TEXT)

    @property
    def is_description(self) -> bool:
        """Whether it describes a member or feature."""
        return self in (PartKind.MEMBER, PartKind.FEATURE)

    @property
    def is_section(self) -> bool:
        """Whether it begins with a tag that has text of its own."""
        return not (self.is_prose or self.is_description or self is PartKind.FEATURES)

    @property
    def section(self) -> SectionKind:
        """The kind of section that it becomes."""
        return _SECTIONS.get(self, SectionKind.TEXT)


_SECTIONS = {
    PartKind.RETURNS: SectionKind.RETURNS,
    PartKind.ERRORS: SectionKind.ERRORS,
    PartKind.NOTE: SectionKind.NOTE,
    PartKind.EXAMPLE: SectionKind.EXAMPLE,
    PartKind.TODO: SectionKind.TODO,
    PartKind.OTHER: SectionKind.OTHER,
}

TAGS = {
    "Since": PartKind.SINCE,
    "Returns": PartKind.RETURNS,
    "Errors": PartKind.ERRORS,
    "Note": PartKind.NOTE,
    "Notes": PartKind.NOTE,
    "Example": PartKind.EXAMPLE,
    "Examples": PartKind.EXAMPLE,
    "TODO": PartKind.TODO,
    "Features": PartKind.FEATURES,
}
"""What each tag begins."""


@dataclass(kw_only=True, slots=True)
class CommentPart:
    """A part, growing while its lines are read."""

    kind: PartKind
    names: tuple[str, ...] = ("",)
    """Of the member or feature, or of all members that it describes; the tag of a section."""
    start: SourceLine
    """The line that begins it."""
    head: SourceLine | None = None
    """The text on that line behind the tag or name."""
    lines: SourceLines = NO_LINES
    """The lines below; of prose all of them. They are known when the next part begins."""
    first: SourceLine | None = None
    """The first of `lines` that is not blank."""

    @property
    def name(self) -> str:
        """The first of `names`."""
        return self.names[0]

    def add(self, line: SourceLine) -> None:
        """Note that *line*, which is not blank, is among `lines`."""
        if self.first is None:
            self.first = line
