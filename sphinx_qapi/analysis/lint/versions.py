"""Lint rules about versions in doc comments."""

from __future__ import annotations

from collections.abc import Iterator

from sphinx_qapi.analysis.lint.lint_rule import LintFinding, LintRequest
from sphinx_qapi.analysis.lint.parts import PART_WORDS, described_parts
from sphinx_qapi.source.rule_kinds import advice

MISSING_SINCE = advice(
    "missing-since",
    "a definition does not say since when it exists",
    """\
A line ``Since: 2.1`` at the end of the doc comment tells clients which releases they can count on.""",
)
SINCE_BEFORE_DEFINITION = advice(
    "since-before-definition",
    "a member is said to be older than its definition",
    """\
Nothing can be part of a definition that does not exist yet. One of the two versions is wrong; or the member is older
than the definition because it moved there, and clients of the definition can count on it no earlier.""",
)
SINCE_AFTER_TARGET = advice(
    "since-after-target",
    "a version is newer than the release that is worked on",
    """\
``check --target RELEASE`` names the release that the schema is to be part of. A newer version is a slip, or is
left over from a change that was merged earlier than planned.""",
)
SINCE_MISMATCH = advice(
    "since-mismatch",
    "a version is not the one in which clients got it",
    """\
``check --history FILE`` holds the versions that pages show against what releases had. A type that several commands use
has one comment, and may have come to each of them in another release. What the history proves is an interval, after the
last release that lacks a part and up to the first that has it; a version within it is right. Nothing is said of
versions before ``--complete-from``, by default the oldest release of the file.""",
)


def missing_since(request: LintRequest) -> Iterator[LintFinding]:
    """Yield documented definitions without a version."""
    for definition in request.schema.definitions.values():
        if definition.documentation is not None and definition.since is None:
            message = f'{definition.kind} "{definition.name}" does not say since when it exists'
            yield LintFinding(message, definition.documentation.position, definition.name)


def since_before_definition(request: LintRequest) -> Iterator[LintFinding]:
    """Yield versions of parts that are older than that of their definition."""
    for definition in request.schema.definitions.values():
        if definition.since is None:
            continue
        for name, part in described_parts(definition):
            if part.since is not None and part.since.version < definition.since.version:
                what = PART_WORDS[definition.kind]
                message = (
                    f'{what} "{name}" is there since {part.since.version}, '
                    f"but the {definition.kind} only since {definition.since.version}"
                )
                yield LintFinding(message, part.since.position, definition.name)


def since_after_target(request: LintRequest) -> Iterator[LintFinding]:
    """Yield versions of definitions and of their parts that are newer than the target."""
    if request.target is None:
        return
    for definition in request.schema.definitions.values():
        versions = [definition.since, *(part.since for _, part in described_parts(definition))]
        for since in versions:
            if since is not None and since.version > request.target:
                message = f"version {since.version} is newer than the release that is worked on, {request.target}"
                yield LintFinding(message, since.position, definition.name)


def since_mismatch(request: LintRequest) -> Iterator[LintFinding]:
    """Yield versions that the history contradicts; without a history, the wire model need not be imported."""
    if request.history is None:
        return iter(())
    from sphinx_qapi.analysis.lint.since_mismatch import contradicted_versions

    return contradicted_versions(request)
