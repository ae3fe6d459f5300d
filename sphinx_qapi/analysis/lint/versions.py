"""Lint rules about versions in doc comments."""

from __future__ import annotations

from collections.abc import Iterator

from sphinx_qapi.analysis.lint.lint_rule import LintFinding, LintRequest
from sphinx_qapi.analysis.lint.parts import PART_WORDS, described_parts


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
