"""The parts of a definition's doc comment, as they are found line by line."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum

from sphinx_qapi.schema.model.documentation import SectionKind
from sphinx_qapi.source.source_lines import NO_LINES, SourceLine, SourceLines

_SECTIONS = frozenset(each.value for each in SectionKind)


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

    def __init__(self, name: str) -> None:
        # Attributes, as they are asked for several times per line.
        self.is_prose = name in ("intro", "text")
        """Whether the part has neither name nor tag."""
        self.is_description = name in ("member", "feature")
        """Whether the part describes a member or feature."""
        self.is_section = not (self.is_prose or self.is_description or name == "features")
        """Whether the part begins with a tag that has text of its own."""
        self.section = SectionKind(name) if name in _SECTIONS else SectionKind.TEXT
        """The kind of section in the model."""


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


@dataclass(slots=True)
class CommentPart:
    """A part, which grows while its lines are read."""

    kind: CommentPartKind
    start: SourceLine
    """The first line of the part."""
    names: tuple[str, ...] = ("",)
    """Name of the member or feature, or names of all members that are described together; the tag of a section."""
    head: SourceLine | None = None
    """The text on that line after the tag or name; None if there is none."""
    lines: SourceLines = NO_LINES
    """The lines below `start`; for prose, all lines. They are set when the next part begins, without blank lines at
    their end."""
    ends_blank: bool = False
    """Whether blank lines follow `lines`."""
    first: str = ""
    """The text of the first of `lines` that is not blank."""

    @property
    def name(self) -> str:
        """The first of `names`."""
        return self.names[0]
