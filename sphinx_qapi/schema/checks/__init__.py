"""The checks of names and types, one kind of rule per file."""

from __future__ import annotations

from collections.abc import Callable

from sphinx_qapi.schema.building.schema_builder import BuiltSchema
from sphinx_qapi.schema.checks.alternates import check_alternates
from sphinx_qapi.schema.checks.check_context import CheckContext
from sphinx_qapi.schema.checks.collisions import check_collisions, check_inherited
from sphinx_qapi.schema.checks.commands import check_commands
from sphinx_qapi.schema.checks.documentation import check_documentation
from sphinx_qapi.schema.checks.features import check_features
from sphinx_qapi.schema.checks.names import check_names
from sphinx_qapi.schema.checks.types import check_recursion, check_types
from sphinx_qapi.schema.checks.unions import check_unions
from sphinx_qapi.schema.model.definitions import Definition
from sphinx_qapi.source.findings import Findings
from sphinx_qapi.source.suggestions import Suggestions
from sphinx_qapi.source.version import Version

CHECKS: tuple[Callable[[CheckContext, Definition], None], ...] = (
    check_names,
    check_types,
    check_collisions,
    check_unions,
    check_alternates,
    check_commands,
    check_features,
)
"""All checks of a single definition. A new check is a file in this folder and a line here."""
CHECKS_OF_EXTENSIONS: tuple[Callable[[CheckContext], None], ...] = (check_recursion, check_inherited)
"""Checks that follow bases and branches through the whole schema."""


def check_schema(built: BuiltSchema, *, dialect: Version, findings: Findings) -> None:
    """Report mistakes in the names, types and comments of a schema, by the rules of release *dialect*."""
    context = CheckContext(built, dialect, findings)
    suggestions = Suggestions()
    for definition in context.all:  # only one loop: definitions of a very large schema are unpacked in each
        for check in CHECKS:
            check(context, definition)
        check_documentation(
            definition,
            built.symbols.get(definition.name, definition.name if definition.documentation else None),
            dialect=dialect,
            pragmas=built.schema.pragmas,
            findings=findings,
            suggestions=suggestions,
            is_whole=context.is_whole(definition),
            has_all_features=definition.name not in built.unread_features,
        )
    if context.has_extensions:
        for check_all in CHECKS_OF_EXTENSIONS:
            check_all(context)
