"""The check for reST directives with a single colon, which are comments of reST that no reader sees."""

from __future__ import annotations

import re

from sphinx_qapi.source import releases
from sphinx_qapi.source.diagnostics import Severity
from sphinx_qapi.source.findings import Findings
from sphinx_qapi.source.position import Position
from sphinx_qapi.source.rule import Rule
from sphinx_qapi.source.span import NEVER
from sphinx_qapi.syntax.nodes import DocBlockNode

SINGLE_COLON_DIRECTIVE = Rule(
    name="single-colon-directive",
    summary="a directive with one colon, whose content is hidden",
    explanation="""\
A directive has two colons: ``.. note::``. With one colon, it is a comment of reST: readers see neither the line nor the
indented lines below it.""",
    rejected=NEVER,
    auto=Severity.WARNING,
    other=Severity.WARNING,
    applies=releases.COMMENTS,
)

_DIRECTIVES = (
    *("attention", "caution", "danger", "error", "hint", "important", "note", "tip", "warning", "admonition"),
    *("code", "code-block", "sourcecode", "highlight", "literalinclude", "parsed-literal", "qmp-example"),
    *("csv-table", "list-table", "table", "figure", "image", "math", "include", "raw", "only"),
    *("container", "contents", "epigraph", "glossary", "rubric", "seealso", "sidebar", "topic"),
    *("deprecated", "versionadded", "versionchanged", "versionremoved"),
)
"""The directives of docutils, Sphinx and QEMU that occur in prose."""
_SINGLE_COLON = re.compile(rf"\s*\.\. (?P<name>{'|'.join(_DIRECTIVES)}):(?:\s|$)")


def check_directives(block: DocBlockNode, *, path: str, markup: str, findings: Findings) -> None:
    """Report lines of *block*, which has the *markup* given, that begin with a directive's name and one colon."""
    if markup != "rst":
        return
    for index, text in enumerate(block.lines.texts):
        if ".. " in text and (match := _SINGLE_COLON.match(text)):
            line = block.lines[index]
            name = match["name"]
            message = f'".. {name}:" is a comment of reST, and what it holds is not shown: ".. {name}::" was expected'
            position = Position(path, line.line, line.column + match.start("name") - 3)
            findings.report(SINGLE_COLON_DIRECTIVE, message, position, definition=block.symbol)
