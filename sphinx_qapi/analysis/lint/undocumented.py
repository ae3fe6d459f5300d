"""Lint rules about parts that a doc comment leaves out."""

from __future__ import annotations

from collections.abc import Iterator

from sphinx_qapi.analysis.effective_members import effective_members
from sphinx_qapi.analysis.lint.described_parts import PART_WORDS, described_parts
from sphinx_qapi.analysis.lint.lint_rule import LintFinding, LintRequest
from sphinx_qapi.schema.model.definitions import Command, UnionType
from sphinx_qapi.schema.model.documentation import SectionKind
from sphinx_qapi.schema.model.members import Branch
from sphinx_qapi.source.rule_kinds import advice

UNDOCUMENTED_BRANCH = advice(
    "undocumented-branch",
    "a branch of a union is not described",
    """\
The description of the discriminator's value, in the enum, says when the branch is used. Until 6.1, a simple union had
no such enum, and described its branches itself.""",
)
UNDOCUMENTED_RETURN = advice(
    "undocumented-return",
    "the return value of a command is not described",
    "A section ``Returns:`` says what the value means. Without it, readers see only its type.",
)


def undocumented_members(request: LintRequest) -> Iterator[LintFinding]:
    """Yield members, values, arguments and alternatives without a description."""
    pragma = request.schema.pragmas.get("documentation-exceptions")
    excepted = pragma if isinstance(pragma, tuple) else ()
    for definition in request.schema.definitions.values():
        if definition.name in excepted:
            continue
        for name, part in described_parts(definition):
            if not part.text and not (isinstance(definition, UnionType) and isinstance(part, Branch)):
                message = f'{PART_WORDS[definition.kind]} "{name}" is not described'
                yield LintFinding(message, part.position, definition.name)


def undocumented_branches(request: LintRequest) -> Iterator[LintFinding]:
    """Yield branches of unions that neither the union's comment nor that of the discriminator's enum describes."""
    for definition in request.schema.definitions.values():
        if not isinstance(definition, UnionType):
            continue
        effective = effective_members(request.schema, definition).branches
        described = {branch.name for branch in effective if branch.text}
        for branch in definition.branches:
            if branch.name not in described:
                yield LintFinding(f'branch "{branch.name}" is not described', branch.position, definition.name)


def undocumented_returns(request: LintRequest) -> Iterator[LintFinding]:
    """Yield commands whose return value is not described."""
    for definition in request.schema.definitions.values():
        if not isinstance(definition, Command) or definition.returns is None:
            continue
        sections = definition.documentation.sections if definition.documentation else ()
        if not any(section.kind is SectionKind.RETURNS for section in sections):
            message = f'the return value, of type "{definition.returns}", is not described'
            yield LintFinding(message, definition.returns.position, definition.name)
