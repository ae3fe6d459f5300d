"""How doc comments were read in each era, as data."""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import Enum

from sphinx_qapi.source.version import Version


class Indentation(Enum):
    """What indentation means for the lines of a description or section."""

    FREE = "free"
    """Nothing."""
    BELOW_TEXT = "below text"
    """They stand below the text behind the colon."""
    SECOND_LINE = "second line"
    """The first line behind the tag's own is as little indented as any."""
    INDENTED = "indented"
    """They are indented; an unindented line begins something else."""


class Headings(Enum):
    """How headings are written in free-form comments."""

    EQUALS_ANYWHERE = "= Title"
    EQUALS_FIRST = "= Title in the first line"
    REST = "reST titles"


@dataclass(frozen=True, kw_only=True, slots=True)
class CommentDialect:
    """The rules by which doc comments are read from a release on."""

    since: Version
    has_features: bool = False
    """``Features:`` is a tag."""
    has_errors: bool = False
    """``Errors:`` is a tag."""
    rejects_notes: bool = False
    """``Note:`` and ``Example:`` are no longer tags."""
    starts_after_blank: bool = False
    """A tag or description within a paragraph is prose."""
    text_at_colon: bool = False
    """Text may follow a colon directly, and the colon its name at a distance."""
    colon_needed: bool = True
    """``@name text`` is no description."""
    indentation: Indentation = Indentation.FREE
    headings: Headings = Headings.EQUALS_ANYWHERE


_CONVENTION = CommentDialect(since=Version((0, 0)), has_features=True, colon_needed=False)
_V2_9 = CommentDialect(since=Version((2, 9)))
_V4_1 = replace(_V2_9, since=Version((4, 1)), has_features=True)
_V5_2 = replace(_V4_1, since=Version((5, 2)), indentation=Indentation.BELOW_TEXT, headings=Headings.EQUALS_FIRST)
_V8_1 = replace(_V5_2, since=Version((8, 1)), indentation=Indentation.SECOND_LINE, text_at_colon=True)
_V9_0 = replace(
    _V8_1, since=Version((9, 0)), has_errors=True, starts_after_blank=True, indentation=Indentation.INDENTED
)
_V9_1 = replace(_V9_0, since=Version((9, 1)), rejects_notes=True)
_V10_1 = replace(_V9_1, since=Version((10, 1)), headings=Headings.REST)

COMMENT_DIALECTS = (_CONVENTION, _V2_9, _V4_1, _V5_2, _V8_1, _V9_0, _V9_1, _V10_1)
"""All of them, the oldest first; `CommentDialect.since` tells from when each holds."""


def comment_dialect(release: Version) -> CommentDialect:
    """The rules that hold in *release*."""
    return next(each for each in reversed(COMMENT_DIALECTS) if each.since <= release)
