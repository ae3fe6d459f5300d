"""Rules of doc comments: their marks, their sections, and whether they match the definitions that they describe."""

from __future__ import annotations

from sphinx_qapi.source import releases
from sphinx_qapi.source.diagnostics import Severity
from sphinx_qapi.source.rules.rule import Rule
from sphinx_qapi.source.span import NEVER

_MARKS = (
    Rule(
        name="doc-mark-junk",
        summary="text or blanks on a line that opens or closes a doc comment",
        explanation="""\
The lines that open and close a doc comment hold ``##`` and nothing else, trailing blanks included.
Text behind an opening ``##`` is read as the first line of the comment.""",
        rejected=releases.COMMENTS,
    ),
    Rule(
        name="unopened-doc-comment",
        summary="a doc comment without its opening ##",
        explanation="""\
A ``##`` directly before a definition closes a doc comment that was never opened. The comment lines above it
are read as the doc comment. Put a line ``##`` in front of them.""",
        rejected=releases.COMMENTS,
    ),
    Rule(
        name="unclosed-doc-comment",
        summary="a doc comment without its closing ##",
        explanation="""\
A doc comment was opened by ``##``, and code, another doc comment or the end of the file follows before it is
closed. It is read as far as its comment lines go. Close it with a line ``##``.""",
        rejected=releases.COMMENTS,
    ),
    Rule(
        name="missing-comment-space",
        summary="no space behind the # of a doc comment's line",
        explanation="In a doc comment a line is ``#`` alone, or ``#``, a space and the text.",
        rejected=releases.COMMENTS,
    ),
    Rule(
        name="doc-symbol-without-colon",
        summary="the first line of a definition's doc comment does not end with a colon",
        explanation="""\
The doc comment of a definition begins with a line ``@NAME:`` and nothing behind the colon. Until 2.8 the colon
was often left out.""",
        rejected=releases.COMMENTS,
    ),
    Rule(
        name="doc-symbol-without-at",
        summary="the first line of a definition's doc comment names it without @",
        explanation="The doc comment of a definition begins with a line ``@NAME:``.",
        rejected=releases.COMMENTS,
    ),
    Rule(
        name="empty-doc-symbol",
        summary="the first line of a doc comment is @: without a name",
        explanation="The doc comment of a definition begins with a line ``@NAME:``.",
        rejected=releases.COMMENTS,
        auto=Severity.WARNING,
    ),
    Rule(
        name="late-doc-symbol",
        summary="blank lines before the @NAME: of a doc comment",
        explanation="The line ``@NAME:`` is the very first of a definition's doc comment.",
        rejected=releases.COMMENTS,
    ),
)

_SECTIONS = (
    Rule(
        name="late-member-description",
        summary="a member is described after a section",
        explanation="""\
From 2.9 the descriptions of members come before tagged sections and the text that follows them; from 9.0
they stand together, uninterrupted.""",
        rejected=releases.COMMENTS,
        auto=None,
        other=None,
    ),
    Rule(
        name="duplicate-description",
        summary="a member or feature is described twice",
        explanation="Only the first description of a name is shown with it.",
        rejected=releases.COMMENTS,
        auto=Severity.WARNING,
        other=Severity.WARNING,
    ),
    Rule(
        name="empty-description-name",
        summary="a description @: without a name",
        explanation="A member is described by ``@name: text``.",
        rejected=releases.COMMENTS,
        auto=Severity.WARNING,
    ),
    Rule(
        name="member-without-colon",
        summary="a member description without its colon",
        explanation="""\
A member is described by ``@name: text``. Without the colon the line is prose for the tools of every era;
here it is read as a description where the definition has such a member that is not described elsewhere.""",
        rejected=NEVER,
    ),
    Rule(
        name="joint-description",
        summary="several members are described in one",
        explanation="""\
Each member is described on its own, by ``@name: text``. Where ``@a, @b: text`` or ``@a and @b: text`` names several,
the text is shown with each. The tools take the line for prose; from 8.1 on all of it up to the colon is the name of
one member, which does not exist.""",
        rejected=releases.CONTINUED_AT_SECOND_LINE,
    ),
    Rule(
        name="prose-like-description",
        summary="a paragraph that begins with @ and has a colon",
        explanation="""\
From 8.1 on a paragraph that begins with ``@`` describes a member, and all up to the first colon is its name. What
cannot be one is shown as the paragraph that it is. Begin the paragraph with another word.""",
        rejected=releases.CONTINUED_AT_SECOND_LINE,
        auto=None,
        other=None,
    ),
    Rule(
        name="swallowed-tag",
        summary="a tag or description within a paragraph",
        explanation="""\
From 9.0 on tags and descriptions begin paragraphs: put a blank line before. Within a paragraph they are text for the
tools, and what they say is lost to readers. Here they are read as what they are meant to be: descriptions of members
that have no other, and ``Since:``, ``Returns:``, ``Errors:`` and ``Features:``.""",
        rejected=NEVER,
        other=Severity.WARNING,
    ),
    Rule(
        name="unknown-tag",
        summary="a section begins with a tag that no release has",
        explanation="""\
A paragraph that begins with a capital word and a colon looks like a section of a release that is newer than all that
are known. It is shown as a section of that name.""",
        rejected=NEVER,
    ),
    Rule(
        name="description-in-free-text",
        summary="a line @name: in a doc comment that describes no definition",
        explanation="Members are described in the doc comment of their definition.",
        rejected=releases.COMMENTS,
    ),
    Rule(
        name="duplicate-features",
        summary="Features: stands twice in a doc comment",
        explanation="The descriptions of all features stand together below one line ``Features:``.",
        rejected=releases.FEATURES_TAG_CHECKED,
    ),
    Rule(
        name="empty-features",
        summary="Features: is not followed by descriptions",
        explanation="Below a line ``Features:`` each feature is described by ``@name: text``.",
        rejected=releases.FEATURES_TAG_CHECKED,
    ),
    Rule(
        name="duplicate-section",
        summary="Since:, Returns: or Errors: stands twice in a doc comment",
        explanation="Each of ``Since:``, ``Returns:`` and ``Errors:`` is allowed once. Join them.",
        rejected=releases.COMMENTS,
        auto=Severity.WARNING,
        other=Severity.WARNING,
    ),
    Rule(
        name="empty-section",
        summary="a tag without text",
        explanation="A tag such as ``Returns:`` is followed by text, on its line or indented below it.",
        rejected=releases.COMMENTS,
    ),
    Rule(
        name="obsolete-tag",
        summary="Note: or Example: instead of a directive",
        explanation="""\
From 9.1 notes and examples are written as reST directives: ``.. note::`` and ``.. qmp-example::``. The tags
``Note:``, ``Notes:``, ``Example:`` and ``Examples:`` are rejected.""",
        rejected=releases.DIRECTIVES_FOR_NOTES,
        other=None,
    ),
    Rule(
        name="since-without-colon",
        summary="Since without a colon behind it",
        explanation="""\
``Since 2.1`` and ``Since : 2.1`` are prose for the tools of every era, so the version is lost there. It is
read as if it were ``Since: 2.1``.""",
        rejected=NEVER,
    ),
    Rule(
        name="malformed-since",
        summary="Since: is not followed by a version",
        explanation="""\
``Since:`` is followed by a release number such as ``2.1`` or ``2.1.0``. Other text is shown as written; other projects
have their own words here, so that it is only noted in automatic mode.""",
        rejected=NEVER,
        other=Severity.WARNING,
    ),
    Rule(
        name="optional-mark",
        summary="#optional in a member's description",
        explanation="""\
A member is optional if its name begins with ``*`` in the schema. Until 2.8 its description repeated that as
``#optional``; from 2.9 to 2.11 that was rejected.""",
        rejected=releases.OPTIONAL_MARKS_REJECTED,
        auto=None,
        other=None,
    ),
)

_LAYOUT = (
    Rule(
        name="doc-deindent",
        summary="a line of a doc comment is indented less than its section",
        explanation="""\
From 5.2 indentation tells which lines belong to a description or section: until 8.0 its lines stand below the
text behind the colon; in 8.1 and 8.2 none is indented less than its second line; from 9.0 they are indented,
and the second line says how far.""",
        rejected=releases.RST,
        auto=None,
        other=None,
    ),
    Rule(
        name="heading-in-definition",
        summary="a = heading in the doc comment of a definition",
        explanation="Headings stand in doc comments of their own, as their first line.",
        rejected=releases.HEADINGS_FIRST,
        auto=None,
        other=None,
    ),
    Rule(
        name="misplaced-heading",
        summary="a = heading that is not the first line of its doc comment",
        explanation="""\
From 5.2 to 10.0 a heading is the first line of a free-form doc comment; further down the line is prose for the
tools, and from 9.0 on they reject it. It is read as the heading that is meant.""",
        rejected=releases.MISPLACED_HEADINGS_REJECTED,
    ),
    Rule(
        name="single-colon-directive",
        summary="a directive with one colon, which hides what it holds",
        explanation="""\
A directive has two colons: ``.. note::``. With one colon it is a comment of reST, and readers see nothing of it, nor of
what is indented below.""",
        rejected=NEVER,
        auto=Severity.WARNING,
        other=Severity.WARNING,
    ),
    Rule(
        name="long-doc-line",
        summary="a line of a doc comment is longer than 70 columns",
        explanation="Lines of doc comments end at column 70, examples and bare addresses excepted.",
        rejected=releases.PROSE_CHECKED,
        auto=None,
        other=None,
    ),
    Rule(
        name="single-space-sentence",
        summary="a single space between two sentences",
        explanation="In doc comments two spaces stand between sentences.",
        rejected=releases.PROSE_CHECKED,
        auto=None,
        other=None,
    ),
)

_MATCHING = (
    Rule(
        name="undocumented-definition",
        summary="a definition without a doc comment where one is required",
        explanation="The pragma ``doc-required`` asks for a doc comment on every definition.",
        rejected=releases.COMMENTS,
        auto=Severity.WARNING,
    ),
    Rule(
        name="doc-symbol-mismatch",
        summary="a doc comment names another definition than the one it stands on",
        explanation="The name in ``@NAME:`` is that of the definition that follows.",
        rejected=releases.COMMENTS,
        auto=Severity.WARNING,
        other=Severity.WARNING,
    ),
    Rule(
        name="unattached-documentation",
        summary="the doc comment of a definition is not followed by it",
        explanation="""\
A doc comment that begins with ``@NAME:`` stands directly before the definition of that name: no other doc
comment, ``include`` or ``pragma`` comes between them.""",
        rejected=releases.COMMENTS,
        auto=Severity.WARNING,
        other=Severity.WARNING,
    ),
    Rule(
        name="free-text-before-definition",
        summary="a free-form doc comment stands directly before a definition",
        explanation="""\
A doc comment directly before a definition describes it, so it begins with a line ``@NAME:``. Free-form text
is followed by another doc comment, by ``include`` or ``pragma``, or by the end of the file.""",
        rejected=releases.COMMENTS,
    ),
    Rule(
        name="undeclared-member",
        summary="a member is described that the definition does not have",
        explanation="""\
Described are the members, values and alternatives that the definition itself declares, not those of its base,
its branches or a type named as ``data``.""",
        rejected=releases.COMMENTS,
        auto=Severity.WARNING,
        other=Severity.WARNING,
    ),
    Rule(
        name="undeclared-feature",
        summary="a feature is described that the definition does not have",
        explanation="A feature that is described below ``Features:`` is one of the definition or of its members.",
        rejected=releases.FEATURES_DOCUMENTED,
        auto=Severity.WARNING,
        other=Severity.WARNING,
    ),
    Rule(
        name="undocumented-feature",
        summary="a feature is not described",
        explanation="Each feature of a definition and of its members is described below ``Features:``.",
        rejected=releases.FEATURES_DOCUMENTED,
        auto=Severity.WARNING,
        other=Severity.WARNING,
    ),
    Rule(
        name="undocumented-member",
        summary="a member is not described",
        explanation="""\
From 9.0 the doc comment describes each member, value, argument and alternative that the definition declares,
branches of unions excepted. The pragma ``documentation-exceptions`` lists definitions that may leave it out.""",
        rejected=releases.MEMBERS_DOCUMENTED,
        auto=None,
        other=None,
    ),
    Rule(
        name="section-without-command",
        summary="Returns: or Errors: on something that is no command",
        explanation="Only commands return a value or fail.",
        rejected=releases.COMMENTS,
        auto=Severity.WARNING,
        other=Severity.WARNING,
    ),
    Rule(
        name="returns-without-type",
        summary="Returns: on a command that returns nothing",
        explanation="""\
From 9.0 only a command with ``returns`` has a section ``Returns:``; what can go wrong is below ``Errors:``.""",
        rejected=releases.RETURNS_NEED_A_TYPE,
        auto=None,
        other=None,
    ),
)

DOCUMENTATION_RULES: tuple[Rule, ...] = (*_MARKS, *_SECTIONS, *_LAYOUT, *_MATCHING)
"""All rules of doc comments, in the order of the documentation."""
