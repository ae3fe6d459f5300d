"""What a doc comment says, taken apart but otherwise as written."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from enum import Enum

from sphinx_qapi.schema.model.members import Since
from sphinx_qapi.source.position import Position
from sphinx_qapi.source.text import Text

MANY_PARTS = 1000
"""So many parts of one comment are worth packing."""


class SectionKind(Enum):
    """What a section of a doc comment is about."""

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
    """Begins with a tag that no known release has."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Section:
    """A tagged section, or paragraphs between such."""

    kind: SectionKind
    tag: str = ""
    """The tag as written, without its colon: ``Returns``, ``Notes``; empty for text."""
    text: Text
    position: Position = field(compare=False, repr=False)


@dataclass(frozen=True, kw_only=True, slots=True)
class Description:
    """``@name: text`` for a member, value, branch or feature."""

    name: str
    text: Text
    """Without a leading ``#optional``."""
    since: Since | None = None
    """The version that the text states."""
    position: Position = field(compare=False, repr=False)


@dataclass(frozen=True, kw_only=True, slots=True)
class Documentation:
    """The doc comment of a definition.

    Follows "Documentation comments" of the QAPI manual: symbol line, introduction, member descriptions,
    features, then tagged sections and text. Older comments mix them; `sections` keeps their order. Sequences
    are tuples, or `PackedList` where they are very long.
    """

    intro: Text
    """The text before the first member description, feature or tagged section."""
    members: Sequence[Description] = ()
    """All member descriptions as written, those that name no member of the definition included."""
    undeclared: Sequence[Description] = ()
    """Those of `members` and `features` that name nothing in the schema."""
    features: Sequence[Description] = ()
    """What is said of features, the definition's own and those of its members alike."""
    sections: Sequence[Section] = ()
    """What follows, in source order; ``Since:`` is not among them."""
    since: Since | None = None
    position: Position = field(compare=False, repr=False)
    """The line of the symbol."""

    @property
    def texts(self) -> list[Text]:
        """All its texts, in source order."""
        described = (*self.members, *self.features)
        texts = [self.intro, *(each.text for each in described), *(each.text for each in self.sections)]
        return sorted((text for text in texts if text), key=lambda text: text.numbers[0])

    def member(self, name: str) -> Description | None:
        """What is said of the member, value or branch *name*."""
        return next((member for member in self.members if member.name == name), None)

    def feature(self, name: str) -> Description | None:
        """What is said of the feature *name*."""
        return next((feature for feature in self.features if feature.name == name), None)
