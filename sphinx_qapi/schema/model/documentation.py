"""The contents of a doc comment, split into parts but otherwise as written."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from enum import Enum

from sphinx_qapi.schema.model.members import Since
from sphinx_qapi.source.position import Position
from sphinx_qapi.source.text import Text

MANY_PARTS = 1000
"""Above this number, the parts of a doc comment are packed."""


class SectionKind(Enum):
    """The subject of a section of a doc comment."""

    TEXT = "text"
    """Paragraphs without a tag."""
    RETURNS = "returns"
    ERRORS = "errors"
    NOTE = "note"
    """``Note:`` or ``Notes:`` (until 9.0)."""
    EXAMPLE = "example"
    """``Example:`` or ``Examples:`` (until 9.0): verbatim."""
    TODO = "todo"
    OTHER = "other"
    """A section that begins with a tag that no known release has."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Section:
    """A tagged section, or paragraphs between tagged sections."""

    kind: SectionKind
    tag: str = ""
    """The tag as written, without its colon: ``Returns``, ``Notes``; empty for text."""
    text: Text
    position: Position = field(compare=False, repr=False)


@dataclass(frozen=True, kw_only=True, slots=True)
class Description:
    """A description ``@name: text`` of a member, value, branch or feature."""

    name: str
    text: Text
    """The text, without a leading ``#optional``."""
    since: Since | None = None
    """The version that the text states; None if it states none."""
    position: Position = field(compare=False, repr=False)


@dataclass(frozen=True, kw_only=True, slots=True)
class Documentation:
    """The doc comment of a definition.

    Follows "Documentation comments" of the QAPI manual: symbol line, introduction, member descriptions, features, then
    tagged sections and text. Older comments mix them; `sections` keeps their order. Sequences are tuples, or
    `PackedList` if they are very long.
    """

    intro: Text
    """The text before the first member description, feature or tagged section."""
    members: Sequence[Description] = ()
    """All member descriptions as written, including those whose names the definition does not declare."""
    undeclared: Sequence[Description] = ()
    """The descriptions in `members` and `features` whose names the definition does not declare."""
    features: Sequence[Description] = ()
    """The descriptions of features, both of the definition and of its members."""
    sections: Sequence[Section] = ()
    """The tagged sections and other texts, in source order, without the ``Since:`` that is in `since`."""
    since: Since | None = None
    position: Position = field(compare=False, repr=False)
    """The place of the line with the symbol."""

    @property
    def texts(self) -> list[Text]:
        """All texts of the comment, in source order."""
        described = (*self.members, *self.features)
        texts = [self.intro, *(each.text for each in described), *(each.text for each in self.sections)]
        return sorted((text for text in texts if text), key=lambda text: text.numbers[0])

    def member(self, name: str) -> Description | None:
        """The description of the member, value or branch *name*; None if there is none."""
        return next((member for member in self.members if member.name == name), None)

    def feature(self, name: str) -> Description | None:
        """The description of the feature *name*; None if there is none."""
        return next((feature for feature in self.features if feature.name == name), None)
