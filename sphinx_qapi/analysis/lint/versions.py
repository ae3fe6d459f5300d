"""Lint rules about versions in doc comments."""

from __future__ import annotations

from collections.abc import Iterator

from sphinx_qapi.analysis.lint.described_parts import PART_WORDS, described_parts
from sphinx_qapi.analysis.lint.lint_rule import LintFinding, LintRequest
from sphinx_qapi.source.rule_kinds import advice

MISSING_SINCE = advice(
    "missing-since",
    "a definition does not say in which version it was added",
    "A line ``Since: 2.1`` at the end of the doc comment tells clients which releases have the definition.",
)
SINCE_BEFORE_DEFINITION = advice(
    "since-before-definition",
    "a member has an older version than its definition",
    """\
A member cannot have existed before its definition. One of the two versions is wrong; or the member was moved to the
definition, and clients of the definition can use it only from the definition's version on.""",
)
SINCE_AFTER_TARGET = advice(
    "since-after-target",
    "a version is newer than the release in development",
    """\
``check --target RELEASE`` names the release that the schema will be part of. A newer version is a mistake, or the
change was merged earlier than planned.""",
)
SINCE_MISMATCH = advice(
    "since-mismatch",
    "a version differs from the release that brought the part to clients",
    """\
``check --history FILE`` compares the versions that pages show with the contents of releases. A type that several
commands use has one comment, but may have been added to each command in another release. The history proves an
interval: after the last release without the part, and up to the first release with it. A version in this interval is
right. Versions before ``--complete-from``, which is the oldest release of the file by default, are not checked.""",
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
