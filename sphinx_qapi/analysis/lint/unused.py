"""Lint rule about unused types."""

from __future__ import annotations

from collections.abc import Iterator

from sphinx_qapi.analysis.dependencies import type_references
from sphinx_qapi.analysis.lint.lint_rule import LintFinding, LintRequest
from sphinx_qapi.schema.model.definitions import Command, Event
from sphinx_qapi.source.rule_kinds import advice

UNUSED_TYPE = advice(
    "unused-type",
    "a type that nothing uses",
    """\
No command, event or other type uses the type, so no client will ever see it. Schemas without commands and events, which
describe a document and not a protocol, are left alone.""",
)


def unused_types(request: LintRequest) -> Iterator[LintFinding]:
    """Yield types that no other definition names; none for a schema without commands and events."""
    definitions = request.schema.definitions.values()
    if not any(isinstance(definition, (Command, Event)) for definition in definitions):
        return
    used = {
        reference.name
        for definition in definitions
        for reference in type_references(definition)
        if reference.name != definition.name
    }
    for definition in definitions:
        if definition.name not in used and not isinstance(definition, (Command, Event)):
            message = f'nothing uses the {definition.kind} "{definition.name}"'
            yield LintFinding(message, definition.position, definition.name)
