"""Examples of the protocol."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from sphinx_qapi.analysis.lint.lint_rule import LintFinding, LintRequest
from sphinx_qapi.analysis.lint.parts import prose
from sphinx_qapi.schema.model.definitions import Definition
from sphinx_qapi.schema.model.documentation import SectionKind
from sphinx_qapi.source.position import Position
from sphinx_qapi.source.text import Text

_DIRECTIVE = ".. qmp-example::"


def examples_without_arrows(request: LintRequest) -> Iterator[LintFinding]:
    """``Example:`` sections and ``qmp-example`` directives in which no line begins with ``->`` or ``<-``."""
    for definition in request.schema.definitions.values():
        for lines, position in _examples(definition):
            if not any(line.lstrip().startswith(("->", "<-")) for line in lines):
                message = 'no line of the example begins with "->" or "<-"'
                yield LintFinding(message, position, definition.name)


def _examples(definition: Definition) -> Iterator[tuple[Iterable[str], Position]]:
    documentation = definition.documentation
    if documentation is not None:
        for section in documentation.sections:
            if section.kind is SectionKind.EXAMPLE:
                yield section.text.lines, section.position
    for text in prose(definition):
        yield from _directives(text)


def _directives(text: Text) -> Iterator[tuple[Iterable[str], Position]]:
    body: list[str] | None = None
    indent = 0
    position = Position(text.path, 1)
    for index, line in enumerate(text.lines):
        depth = len(line) - len(line.lstrip())
        if body is not None and line.strip() and depth <= indent:
            yield body, position
            body = None
        if body is not None:
            body.append(line)
        elif line.lstrip().startswith(_DIRECTIVE):
            body, indent, position = [], depth, text.position(index, depth)
    if body is not None:
        yield body, position
