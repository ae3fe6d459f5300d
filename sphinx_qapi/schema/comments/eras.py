"""How doc comments are read in each release."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from functools import lru_cache

from sphinx_qapi.source import releases
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
    """The rules by which the doc comments of a release are read."""

    has_features: bool
    """``Features:`` is a tag."""
    has_errors: bool
    """``Errors:`` is a tag."""
    rejects_notes: bool
    """``Note:`` and ``Example:`` are no longer tags."""
    starts_after_blank: bool
    """A tag or description within a paragraph is prose."""
    text_at_colon: bool
    """Text may follow a colon directly, and the colon its name at a distance."""
    colon_needed: bool
    """``@name text`` is no description."""
    indentation: Indentation
    headings: Headings


@lru_cache(maxsize=64)  # it is asked for each comment
def comment_dialect(release: Version) -> CommentDialect:
    """The rules that hold in *release*; before comments were part of the language, what most authors meant."""
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
