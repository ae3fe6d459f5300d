"""Rules about the sections and descriptions of a doc comment, which `line_classifier.py` reports."""

from __future__ import annotations

from sphinx_qapi.source import releases
from sphinx_qapi.source.diagnostics import Severity
from sphinx_qapi.source.rule import Rule
from sphinx_qapi.source.span import NEVER

LATE_MEMBER_DESCRIPTION = Rule(
    name="late-member-description",
    summary="a member is described after a section",
    explanation="""\
From 2.9 on, the descriptions of members come before tagged sections and the text that follows them. From 9.0 on,
nothing may come between them.""",
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
    explanation="The description of a member begins with ``@name:``, followed by the text.",
    rejected=releases.COMMENTS,
    auto=Severity.WARNING,
)
MEMBER_WITHOUT_COLON = Rule(
    name="member-without-colon",
    summary="a member description without its colon",
    explanation="""\
The description of a member begins with ``@name:``. Without the colon, the line is ordinary text for the tools of
every release; here it is read as a description if the definition has a member of this name that is not described
elsewhere.""",
    rejected=NEVER,
)
JOINT_DESCRIPTION = Rule(
    name="joint-description",
    summary="one description for several members",
    explanation="""\
Each member has its own description, ``@name: text``. The text of ``@a, @b: text`` or ``@a and @b: text`` is shown with
each of these members. The tools take the line for ordinary text; from 8.1 on, they take everything up to the colon for
the name of one member, which does not exist.""",
    rejected=releases.CONTINUED_AT_SECOND_LINE,
)
PROSE_LIKE_DESCRIPTION = Rule(
    name="prose-like-description",
    summary="a paragraph that begins with @ and has a colon",
    explanation="""\
From 8.1 on, a paragraph that begins with ``@`` describes a member, and everything up to the first colon is the member's
name. If this cannot be a name, the paragraph is shown as ordinary text. Begin the paragraph with another word.""",
    rejected=releases.CONTINUED_AT_SECOND_LINE,
    auto=None,
    other=None,
)
SWALLOWED_TAG = Rule(
    name="swallowed-tag",
    summary="a tag or description within a paragraph",
    explanation="""\
From 9.0 on, a tag or a description begins a paragraph: put a blank line before it. Within a paragraph, the tools take
it for text, and readers lose its meaning. Here, ``Since:``, ``Returns:``, ``Errors:``, ``Features:`` and descriptions
of members that have no other description are read as they are meant.""",
    rejected=NEVER,
    other=Severity.WARNING,
)
UNKNOWN_TAG = Rule(
    name="unknown-tag",
    summary="a section begins with a tag that no release has",
    explanation="""\
A paragraph that begins with a capitalized word and a colon looks like a section of a release that is newer than all
known releases. It is shown as a section with this name.""",
    rejected=NEVER,
)
DUPLICATE_FEATURES = Rule(
    name="duplicate-features",
    summary="a doc comment has Features: twice",
    explanation="The descriptions of all features are below a single line ``Features:``.",
    rejected=releases.FEATURES_TAG_CHECKED,
)
EMPTY_FEATURES = Rule(
    name="empty-features",
    summary="Features: is not followed by descriptions",
    explanation="Below a line ``Features:``, each feature is described by ``@name: text``.",
    rejected=releases.FEATURES_TAG_CHECKED,
)
DUPLICATE_SECTION = Rule(
    name="duplicate-section",
    summary="a doc comment has Since:, Returns: or Errors: twice",
    explanation="Each of ``Since:``, ``Returns:`` and ``Errors:`` is allowed once. Merge the two sections.",
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
From 9.1 on, notes and examples are written as reST directives: ``.. note::`` and ``.. qmp-example::``. The tags
``Note:``, ``Notes:``, ``Example:`` and ``Examples:`` are rejected.""",
    rejected=releases.DIRECTIVES_FOR_NOTES,
    other=None,
)
SINCE_WITHOUT_COLON = Rule(
    name="since-without-colon",
    summary="Since without a colon after it",
    explanation="""\
``Since 2.1`` and ``Since : 2.1`` are ordinary text for the tools of every release, which therefore lose the version.
Here they are read like ``Since: 2.1``.""",
    rejected=NEVER,
)
