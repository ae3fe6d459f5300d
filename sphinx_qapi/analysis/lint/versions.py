"""What a doc comment says of versions."""

from __future__ import annotations

from collections.abc import Iterator

from sphinx_qapi.analysis.lint.lint_rule import LintFinding, LintRequest
from sphinx_qapi.analysis.lint.parts import described_parts


def missing_since(request: LintRequest) -> Iterator[LintFinding]:
    """Definitions without a version."""
    for definition in request.schema.definitions.values():
        if definition.documentation is not None and definition.since is None:
            message = f'{definition.kind} "{definition.name}" does not say since when it exists'
            yield LintFinding(message, definition.documentation.position, definition.name)


def since_after_target(request: LintRequest) -> Iterator[LintFinding]:
    """Versions of definitions and of their parts that are newer than the target."""
    if request.target is None:
        return
    for definition in request.schema.definitions.values():
        versions = [definition.since, *(part.since for _, part in described_parts(definition))]
        for since in versions:
            if since is not None and since.version > request.target:
                message = f"version {since.version} is newer than the release that is worked on, {request.target}"
                yield LintFinding(message, since.position, definition.name)
