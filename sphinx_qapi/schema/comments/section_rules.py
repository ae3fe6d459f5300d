"""Rules about the sections and descriptions of a doc comment, which `line_classifier` and its readers find."""

from __future__ import annotations

from sphinx_qapi.source import releases
from sphinx_qapi.source.diagnostics import Severity
from sphinx_qapi.source.rule import Rule
from sphinx_qapi.source.span import NEVER

LATE_MEMBER_DESCRIPTION = Rule(
    name="late-member-description",
    summary="a member is described after a section",
    explanation="""\
From 2.9 the descriptions of members come before tagged sections and the text that follows them; from 9.0
they stand together, uninterrupted.""",
    rejected=releases.COMMENTS,
    auto=None,
    other=None,
)
DUPLICATE_DESCRIPTION = Rule(
    name="duplicate-description",
    summary="a member or feature is described twice",
    explanation="Only the first description of a name is shown with it.",
    rejected=releases.COMMENTS,
    auto=Severity.WARNING,
    other=Severity.WARNING,
)
EMPTY_DESCRIPTION_NAME = Rule(
    name="empty-description-name",
    summary="a description @: without a name",
    explanation="A member is described by ``@name: text``.",
    rejected=releases.COMMENTS,
    auto=Severity.WARNING,
)
MEMBER_WITHOUT_COLON = Rule(
    name="member-without-colon",
    summary="a member description without its colon",
    explanation="""\
A member is described by ``@name: text``. Without the colon the line is prose for the tools of every era;
here it is read as a description where the definition has such a member that is not described elsewhere.""",
    rejected=NEVER,
)
JOINT_DESCRIPTION = Rule(
    name="joint-description",
    summary="several members are described in one",
    explanation="""\
Each member is described on its own, by ``@name: text``. Where ``@a, @b: text`` or ``@a and @b: text`` names several,
the text is shown with each. The tools take the line for prose; from 8.1 on all of it up to the colon is the name of
one member, which does not exist.""",
    rejected=releases.CONTINUED_AT_SECOND_LINE,
)
PROSE_LIKE_DESCRIPTION = Rule(
    name="prose-like-description",
    summary="a paragraph that begins with @ and has a colon",
    explanation="""\
From 8.1 on a paragraph that begins with ``@`` describes a member, and all up to the first colon is its name. What
cannot be one is shown as the paragraph that it is. Begin the paragraph with another word.""",
    rejected=releases.CONTINUED_AT_SECOND_LINE,
    auto=None,
    other=None,
)
SWALLOWED_TAG = Rule(
    name="swallowed-tag",
    summary="a tag or description within a paragraph",
    explanation="""\
From 9.0 on tags and descriptions begin paragraphs: put a blank line before. Within a paragraph they are text for the
tools, and what they say is lost to readers. Here they are read as what they are meant to be: descriptions of members
that have no other, and ``Since:``, ``Returns:``, ``Errors:`` and ``Features:``.""",
    rejected=NEVER,
    other=Severity.WARNING,
)
UNKNOWN_TAG = Rule(
    name="unknown-tag",
    summary="a section begins with a tag that no release has",
    explanation="""\
A paragraph that begins with a capital word and a colon looks like a section of a release that is newer than all that
are known. It is shown as a section of that name.""",
    rejected=NEVER,
)
DUPLICATE_FEATURES = Rule(
    name="duplicate-features",
    summary="Features: stands twice in a doc comment",
    explanation="The descriptions of all features stand together below one line ``Features:``.",
    rejected=releases.FEATURES_TAG_CHECKED,
)
EMPTY_FEATURES = Rule(
    name="empty-features",
    summary="Features: is not followed by descriptions",
    explanation="Below a line ``Features:`` each feature is described by ``@name: text``.",
    rejected=releases.FEATURES_TAG_CHECKED,
)
DUPLICATE_SECTION = Rule(
    name="duplicate-section",
    summary="Since:, Returns: or Errors: stands twice in a doc comment",
    explanation="Each of ``Since:``, ``Returns:`` and ``Errors:`` is allowed once. Join them.",
    rejected=releases.COMMENTS,
    auto=Severity.WARNING,
    other=Severity.WARNING,
)
EMPTY_SECTION = Rule(
    name="empty-section",
    summary="a tag without text",
    explanation="A tag such as ``Returns:`` is followed by text, on its line or indented below it.",
    rejected=releases.COMMENTS,
)
OBSOLETE_TAG = Rule(
    name="obsolete-tag",
    summary="Note: or Example: instead of a directive",
    explanation="""\
From 9.1 notes and examples are written as reST directives: ``.. note::`` and ``.. qmp-example::``. The tags
``Note:``, ``Notes:``, ``Example:`` and ``Examples:`` are rejected.""",
    rejected=releases.DIRECTIVES_FOR_NOTES,
    other=None,
)
SINCE_WITHOUT_COLON = Rule(
    name="since-without-colon",
    summary="Since without a colon behind it",
    explanation="""\
``Since 2.1`` and ``Since : 2.1`` are prose for the tools of every era, so the version is lost there. It is
read as if it were ``Since: 2.1``.""",
    rejected=NEVER,
)
