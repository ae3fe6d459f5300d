"""Rules for authors, besides the rules of the language; `sphinx_qapi.analysis.lint` applies them on request."""

from __future__ import annotations

from sphinx_qapi.source.rules.rule import Rule
from sphinx_qapi.source.span import NEVER


def _lint(name: str, summary: str, explanation: str) -> Rule:
    return Rule(name=name, summary=summary, explanation=explanation, rejected=NEVER, auto=None, other=None)


LINT_ONLY_RULES: tuple[Rule, ...] = (
    _lint(
        "undocumented-branch",
        "a branch of a union is not described",
        """\
The description of the discriminator's value, in its enum, says when that branch is the one to use. Until 6.1 a
simple union has no such enum, and describes its branches itself.""",
    ),
    _lint(
        "undocumented-return",
        "a command returns something and does not say what",
        """\
A section ``Returns:`` says what the value means. Without it readers see only its type.""",
    ),
    _lint(
        "missing-since",
        "a definition does not say since when it exists",
        """\
A line ``Since: 2.1`` at the end of the doc comment tells clients which releases they can count on.""",
    ),
    _lint(
        "since-before-definition",
        "a member is said to be older than its definition",
        """\
Nothing can be part of a definition that does not exist yet. One of the two versions is wrong; or the member is older
than the definition because it moved there, and clients of the definition can count on it no earlier.""",
    ),
    _lint(
        "since-after-target",
        "a version is newer than the release that is worked on",
        """\
``check --target RELEASE`` names the release that the schema is to be part of. A newer version is a slip, or is
left over from a change that was merged earlier than planned.""",
    ),
    _lint(
        "since-mismatch",
        "a version is not the one in which clients got it",
        """\
``check --history FILE`` holds the versions that pages show against what releases had. A type that several commands use
has one comment, and may have come to each of them in another release. What the history proves is an interval, after the
last release that lacks a part and up to the first that has it; a version within it is right. Nothing is said of
versions before ``--complete-from``, by default the oldest release of the file.""",
    ),
    _lint(
        "unknown-reference",
        "a doc comment refers to a name that does not exist",
        """\
``@name`` is a member of the definition that the comment describes, or a definition of the schema. From 10.1 the
same holds for a name between single backquotes, and in all eras for the target of a ``:qapi:`` role.""",
    ),
    _lint(
        "unused-type",
        "a type that nothing uses",
        """\
No command, event or other type names it, so no client will ever see it. Schemas without commands and events,
which describe a document rather than a protocol, are left alone.""",
    ),
    _lint(
        "example-without-arrows",
        "an example does not say who speaks",
        """\
In an example ``->`` precedes what the client sends and ``<-`` what the server sends.""",
    ),
)
