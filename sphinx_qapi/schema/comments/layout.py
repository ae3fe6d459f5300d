"""Checks of the layout of doc comments that only some releases require: indentation, line length, spaces."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import islice, zip_longest

from sphinx_qapi.schema.comments.comment_parts import CommentPart, CommentPartKind
from sphinx_qapi.schema.comments.comment_text import indentation
from sphinx_qapi.schema.comments.eras import CommentDialect, Headings, Indentation
from sphinx_qapi.source import releases
from sphinx_qapi.source.findings import Findings
from sphinx_qapi.source.position import Position
from sphinx_qapi.source.rule import Rule
from sphinx_qapi.source.source_lines import SourceLine
from sphinx_qapi.syntax.nodes import DocBlockNode

DOC_DEINDENT = Rule(
    name="doc-deindent",
    summary="a line of a doc comment is indented less than its section",
    explanation="""\
From 5.2 on, indentation decides which lines belong to a description or section. Until 8.0, its lines begin in the
column of the text after the colon. In 8.1 and 8.2, no line is indented less than the second line. From 9.0 on, the
lines are indented, and the second line decides how far.""",
    rejected=releases.RST,
    auto=None,
    other=None,
)
HEADING_IN_DEFINITION = Rule(
    name="heading-in-definition",
    summary="a = heading in the doc comment of a definition",
    explanation="A heading is the first line of a doc comment of its own.",
    rejected=releases.HEADINGS_FIRST,
    auto=None,
    other=None,
)
LONG_DOC_LINE = Rule(
    name="long-doc-line",
    summary="a line of a doc comment is longer than 70 columns",
    explanation="""\
Lines of doc comments have at most 70 columns, except lines of examples and lines that consist of an address.""",
    rejected=releases.PROSE_CHECKED,
    auto=None,
    other=None,
)
SINGLE_SPACE_SENTENCE = Rule(
    name="single-space-sentence",
    summary="a single space between two sentences",
    explanation="In doc comments, sentences are separated by two spaces.",
    rejected=releases.PROSE_CHECKED,
    auto=None,
    other=None,
)

_LONGEST = 70
_HEADING = re.compile(r"=+ \S")
_ADDRESS = re.compile(r"\s*(?:https?|ftp)://\S+")
_SPACES = re.compile(r"(?:\b(?:e\.g|i\.e)\.|^\s*\d+\.) |(?P<end>[.!?]) (?=[A-Z0-9(])")


def check_layout(
    block: DocBlockNode, parts: Sequence[CommentPart], *, path: str, rules: CommentDialect, findings: Findings
) -> None:
    """Report lines of *block*, a definition's comment with *parts*, that the tools of the named dialect reject."""
    if findings.dialect is None:
        return
    if rules.headings is Headings.EQUALS_FIRST:
        for line in block.lines:
            if line.text[:1] == "=" and _HEADING.match(line.text):
                message = "a heading needs a doc comment of its own"
                findings.report(HEADING_IN_DEFINITION, message, _start(path, line), definition=block.symbol)
    if rules.indentation is Indentation.FREE:
        return
    for part, following in zip_longest(parts, islice(parts, 1, None)):
        if not part.kind.is_prose and (found := _deindented(part, following, rules.indentation)):
            line, column = found
            message = f"at least {column} spaces were expected before this text"
            findings.report(DOC_DEINDENT, message, _start(path, line), definition=block.symbol)


def check_prose(block: DocBlockNode, *, path: str, markup: str, findings: Findings) -> None:
    """Report long lines, and single spaces between sentences, if the tools of the named dialect reject them.

    Examples, other literal blocks and lines that only contain an address are not checked.
    """
    if findings.dialect is None or not releases.PROSE_CHECKED.covers(findings.dialect) or markup != "rst":
        return
    for line in _prose_lines(block.lines):
        if len(line.text) > _LONGEST - 2 and not _ADDRESS.fullmatch(line.text):
            position = Position(path, line.line, line.column - 2 + _LONGEST)
            message = f"the line is longer than {_LONGEST} columns"
            findings.report(LONG_DOC_LINE, message, position, definition=block.symbol)
        for match in _SPACES.finditer(line.text):
            if match["end"]:
                position = Position(path, line.line, line.column + match.end("end"))
                message = "two spaces were expected between sentences"
                findings.report(SINGLE_SPACE_SENTENCE, message, position, definition=block.symbol)
                break


def _prose_lines(lines: Sequence[SourceLine]) -> Iterator[SourceLine]:
    """The lines of *lines* that are not in a literal block."""
    literal: int | None = None
    for line in lines:
        if not line.text:
            continue
        if literal is not None and indentation(line) > literal:
            continue
        literal = indentation(line) if _begins_literal(line.text.lstrip(" ")) else None
        yield line


def _begins_literal(text: str) -> bool:
    """Whether lines indented below *text* are no prose."""
    if text.startswith(".. "):
        return text.startswith(".. qmp-example::")
    return text.endswith("::")


def _deindented(part: CommentPart, following: CommentPart | None, rule: Indentation) -> tuple[SourceLine, int] | None:
    """The first line of *part* that is indented too little, with its required indentation; *following* comes next."""
    match rule:
        case Indentation.BELOW_TEXT:
            return _left_of_text(part, following)
        case Indentation.SECOND_LINE:
            return _left_of_second_line(part)
        case _:
            return _left_of_neighbour(part, following)


def _left_of_text(part: CommentPart, following: CommentPart | None) -> tuple[SourceLine, int] | None:
    if part.head is None:
        return None
    lines = [line for line in part.lines if line.text]
    if part.kind.is_section and following is not None and following.kind is CommentPartKind.TEXT:
        lines += following.lines[:1]
    for line in lines:
        missing = part.head.column - line.column - indentation(line)
        if missing > 0:
            return line, part.head.column - line.column
    return None


def _left_of_second_line(part: CommentPart) -> tuple[SourceLine, int] | None:
    lines = [line for line in part.lines if line.text]
    wanted = indentation(lines[0]) if lines else 0
    return next(((line, wanted) for line in lines if indentation(line) < wanted), None)


def _left_of_neighbour(part: CommentPart, following: CommentPart | None) -> tuple[SourceLine, int] | None:
    """Check only the line after the first one with text, as QEMU's tools do."""
    lines = part.lines
    first = next((index for index, line in enumerate(lines) if line.text), None)
    if first is None:
        return None
    wanted = indentation(lines[first])
    if first + 1 < len(lines):
        neighbour = lines[first + 1]
        return (neighbour, wanted) if neighbour.text and indentation(neighbour) < wanted else None
    if part.ends_blank or following is None or following.kind.is_description:
        return None
    return (following.start, wanted) if wanted else None


def _start(path: str, line: SourceLine) -> Position:
    """The place where the comment of *line* begins."""
    return Position(path, line.line, max(1, line.column - 2))
