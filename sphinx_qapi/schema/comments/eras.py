"""The rules for reading doc comments in each release."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from functools import lru_cache

from sphinx_qapi.source import releases
from sphinx_qapi.source.version import Version


class Indentation(Enum):
    """The rules for the indentation of the lines of a description or section."""

    FREE = "free"
    """Indentation has no meaning."""
    BELOW_TEXT = "below text"
    """Lines do not begin to the left of the text after the colon."""
    SECOND_LINE = "second line"
    """No line is indented less than the first line below the one with the tag."""
    INDENTED = "indented"
    """Lines are indented; an unindented line begins another part."""


class Headings(Enum):
    """The syntax of headings in free-form comments."""

    EQUALS_ANYWHERE = "= Title"
    EQUALS_FIRST = "= Title in the first line"
    REST = "reST titles"


@dataclass(frozen=True, kw_only=True, slots=True)
class CommentDialect:
    """The rules by which the doc comments of a release are read."""

    has_features: bool
    """Whether ``Features:`` is a tag."""
    has_errors: bool
    """Whether ``Errors:`` is a tag."""
    rejects_notes: bool
    """Whether ``Note:`` and ``Example:`` are no longer tags."""
    starts_after_blank: bool
    """Whether a tag or description within a paragraph is prose."""
    text_at_colon: bool
    """Whether text may directly follow the colon, and white space may precede the colon."""
    colon_needed: bool
    """Whether ``@name text`` is not a description."""
    indentation: Indentation
    headings: Headings


@lru_cache(maxsize=64)  # called for each comment
def comment_dialect(release: Version) -> CommentDialect:
    """The rules in *release*, or the custom of most authors if comments are not part of the language yet."""
    is_custom = not releases.COMMENTS.covers(release)
    return CommentDialect(
        has_features=is_custom or releases.FEATURES_TAG.covers(release),
        has_errors=releases.ERRORS_TAG.covers(release),
        rejects_notes=releases.DIRECTIVES_FOR_NOTES.covers(release),
        starts_after_blank=releases.BLANK_BEFORE_TAGS.covers(release),
        text_at_colon=releases.CONTINUED_AT_SECOND_LINE.covers(release),
        colon_needed=not is_custom,
        indentation=_indentation(release),
        headings=_headings(release),
    )


def _indentation(release: Version) -> Indentation:
    if releases.BLANK_BEFORE_TAGS.covers(release):
        return Indentation.INDENTED
    if releases.CONTINUED_AT_SECOND_LINE.covers(release):
        return Indentation.SECOND_LINE
    return Indentation.BELOW_TEXT if releases.RST.covers(release) else Indentation.FREE


def _headings(release: Version) -> Headings:
    if releases.RST_TITLES.covers(release):
        return Headings.REST
    return Headings.EQUALS_FIRST if releases.HEADINGS_FIRST.covers(release) else Headings.EQUALS_ANYWHERE
