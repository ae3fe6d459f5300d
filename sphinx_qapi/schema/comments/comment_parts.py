"""The parts of a definition's doc comment, as they are found line by line."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum

from sphinx_qapi.schema.model.documentation import SectionKind
from sphinx_qapi.source.source_lines import NO_LINES, SourceLine, SourceLines


class CommentPartKind(Enum):
    """The kind of a part."""

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
    """A section with a tag that no known release has."""

    @property
    def is_prose(self) -> bool:
        """Whether the part has neither name nor tag."""
        return self in (CommentPartKind.INTRO, CommentPartKind.TEXT)

    @property
    def is_description(self) -> bool:
        """Whether the part describes a member or feature."""
        return self in (CommentPartKind.MEMBER, CommentPartKind.FEATURE)

    @property
    def is_section(self) -> bool:
        """Whether the part begins with a tag that has text of its own."""
        return not (self.is_prose or self.is_description or self is CommentPartKind.FEATURES)

    @property
    def section(self) -> SectionKind:
        """The kind of section in the model."""
        return _SECTIONS.get(self, SectionKind.TEXT)


_SECTIONS = {
    CommentPartKind.RETURNS: SectionKind.RETURNS,
    CommentPartKind.ERRORS: SectionKind.ERRORS,
    CommentPartKind.NOTE: SectionKind.NOTE,
    CommentPartKind.EXAMPLE: SectionKind.EXAMPLE,
    CommentPartKind.TODO: SectionKind.TODO,
    CommentPartKind.OTHER: SectionKind.OTHER,
}

TAGS = {
    "Since": CommentPartKind.SINCE,
    "Returns": CommentPartKind.RETURNS,
    "Errors": CommentPartKind.ERRORS,
    "Note": CommentPartKind.NOTE,
    "Notes": CommentPartKind.NOTE,
    "Example": CommentPartKind.EXAMPLE,
    "Examples": CommentPartKind.EXAMPLE,
    "TODO": CommentPartKind.TODO,
    "Features": CommentPartKind.FEATURES,
}
"""The kind of part that each tag begins."""


@dataclass(kw_only=True, slots=True)
class CommentPart:
    """A part, which grows while its lines are read."""

    kind: CommentPartKind
    names: tuple[str, ...] = ("",)
    """Name of the member or feature, or names of all members that are described together; the tag of a section."""
    start: SourceLine
    """The first line of the part."""
    head: SourceLine | None = None
    """The text on that line after the tag or name; None if there is none."""
    lines: SourceLines = NO_LINES
    """The lines below `start`; for prose, all lines. They are set when the next part begins."""
    first: SourceLine | None = None
    """The first of `lines` that is not blank."""

    @property
    def name(self) -> str:
        """The first of `names`."""
        return self.names[0]

    def add(self, line: SourceLine) -> None:
        """Record that *line*, which is not blank, is among `lines`."""
        if self.first is None:
            self.first = line
