"""Doc comments cut out of runs of comment lines, even if their opening or closing marks are missing."""

from __future__ import annotations

import re
from array import array
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from sphinx_qapi.source import releases
from sphinx_qapi.source.diagnostics import Severity
from sphinx_qapi.source.findings import Findings
from sphinx_qapi.source.lazy_sequences import LazySequence
from sphinx_qapi.source.packed_list import packed_beyond
from sphinx_qapi.source.position import Position
from sphinx_qapi.source.rule import Rule
from sphinx_qapi.source.source_lines import SourceLine, SourceLines, compact_columns
from sphinx_qapi.source.text import without_control_characters
from sphinx_qapi.syntax.nodes import CommentRun, DocBlockNode

DOC_MARK_JUNK = Rule(
    name="doc-mark-junk",
    summary="text or blanks on a line that opens or closes a doc comment",
    explanation="""\
The lines that open and close a doc comment contain only ``##``, without trailing blanks. Text after an opening ``##``
is read as the first line of the comment.""",
    rejected=releases.COMMENTS,
)
UNOPENED_DOC_COMMENT = Rule(
    name="unopened-doc-comment",
    summary="a doc comment without its opening ##",
    explanation="""\
A ``##`` directly before a definition closes a doc comment that was never opened. The comment lines above it are read as
the doc comment. Put a line ``##`` before them.""",
    rejected=releases.COMMENTS,
)
UNCLOSED_DOC_COMMENT = Rule(
    name="unclosed-doc-comment",
    summary="a doc comment without its closing ##",
    explanation="""\
A doc comment was opened by ``##``, and code, another doc comment or the end of the file follows before it is closed.
Its comment lines are read as the doc comment. Close it with a line ``##``.""",
    rejected=releases.COMMENTS,
)
MISSING_COMMENT_SPACE = Rule(
    name="missing-comment-space",
    summary="no space after the # of a line of a doc comment",
    explanation="A line of a doc comment is ``#`` alone, or ``#``, a space and the text.",
    rejected=releases.COMMENTS,
)
DOC_SYMBOL_WITHOUT_COLON = Rule(
    name="doc-symbol-without-colon",
    summary="the first line of a definition's doc comment does not end with a colon",
    explanation="""\
The doc comment of a definition begins with a line ``@NAME:``, with no text after the colon. Until 2.8, the colon was
often left out.""",
    rejected=releases.COMMENTS,
)
DOC_SYMBOL_WITHOUT_AT = Rule(
    name="doc-symbol-without-at",
    summary="the first line of a definition's doc comment names it without @",
    explanation="The doc comment of a definition begins with a line ``@NAME:``.",
    rejected=releases.COMMENTS,
)
EMPTY_DOC_SYMBOL = Rule(
    name="empty-doc-symbol",
    summary="the first line of a doc comment is @: without a name",
    explanation="The doc comment of a definition begins with a line ``@NAME:``.",
    rejected=releases.COMMENTS,
    auto=Severity.WARNING,
)
LATE_DOC_SYMBOL = Rule(
    name="late-doc-symbol",
    summary="blank lines before the @NAME: of a doc comment",
    explanation="The line ``@NAME:`` must be the first line of a definition's doc comment.",
    rejected=releases.COMMENTS,
)

SYMBOL = re.compile(r"@(?P<name>[^\s:]*)\s*(?P<colon>:?)\s*(?P<rest>.*)")
"""Pattern of the first line of a definition's doc comment, in all spellings."""

_BARE_SYMBOL = re.compile(r"(?P<name>[A-Za-z_][\w.-]*):")
_TAGS = frozenset({"Returns", "Errors", "Since", "Note", "Notes", "Example", "Examples", "TODO", "Features", "FIXME"})


_BEGINNINGS = frozenset({"", " "})
_MANY = 1000
"""Above this number, the doc comments between two definitions are packed."""


class _Span(NamedTuple):
    """The lines of a block, as indices.

    *start* is its opening mark or first line, *end* its closing mark or the index after its last line.
    """

    start: int
    end: int
    opened: bool = True


def read_doc_blocks(
    run: CommentRun, *, path: str, before_expression: bool, findings: Findings, following: Position | None = None
) -> Sequence[DocBlockNode]:
    """The doc comments among the comment lines of *run*, in source order; ordinary comments are left out.

    *before_expression* says whether a definition directly follows the run; *following* is the place of what follows.
    Deviations from the form ``##``, lines, ``##`` are reported, and the comment is read nevertheless; very many
    comments are packed. Follows "Documentation comments" of the QAPI manual.
    """
    reader = _BlockReader(run.lines, path, before_expression, findings, following)
    return packed_beyond(_MANY, (block for span in reader.spans() if (block := reader.block(span)) is not None))


class _BlockReader:
    def __init__(
        self,
        lines: SourceLines,
        path: str,
        before_expression: bool,
        findings: Findings,
        following: Position | None,
    ) -> None:
        self.following = following
        self.lines = lines
        self.path = path
        self.before_expression = before_expression
        self.findings = findings
        self.is_language = findings.dialect is not None and releases.COMMENTS.covers(findings.dialect)
        """Whether comments are part of the language in the dialect named; False in automatic mode."""

    def spans(self) -> Iterator[_Span]:
        """The places of the blocks: marks are paired from the front, a single mark is judged by the lines around it."""
        after = 0
        start: int | None = None
        for mark in self._marks():
            if start is None:
                start = mark if self.lines[mark].text[0] == "#" else None
            elif self._opens(mark):
                self._unclosed(start, mark)
                yield _Span(start, mark)
                start, after = mark, mark + 1
            else:
                self._check_closing_mark(self.lines[mark])
                yield _Span(start, mark)
                start, after = None, mark + 1
        if start is not None:
            yield self._unpaired(start, after)

    def block(self, span: _Span) -> DocBlockNode | None:
        """The block at *span*; None if it has no lines."""
        junk: SourceLine | None = None
        first = span.start
        position = self._position(self.lines[first])
        if span.opened:
            junk = self._junk(self.lines[first])
            first += 1
        lines = self._unmarked(self.lines[first : span.end])
        if junk is not None:
            lines = _with_junk(lines, junk)
        if not lines:
            return None
        is_last = self.before_expression and span.end >= len(self.lines) - 1
        symbol = self._symbol(lines, position, is_last)
        if symbol is not None:
            blank = next(index for index, text in enumerate(lines.texts) if text)
            lines = lines[blank:] if blank else lines
        closing = self.lines[min(span.end, len(self.lines) - 1)]
        return DocBlockNode(lines=lines, symbol=symbol, position=position, end_line=closing.line)

    def _unmarked(self, lines: SourceLines) -> SourceLines:
        """*lines* without the space that belongs to the mark ``# `` of each."""
        if type(lines.texts) is list and _is_regular(lines.texts):
            columns = [column + 1 + (text != "") for column, text in zip(lines.columns, lines.texts, strict=True)]
            return SourceLines([text[1:].rstrip() for text in lines.texts], lines.numbers, compact_columns(columns))
        return self._unmarked_singly(lines)

    def _unmarked_singly(self, lines: SourceLines) -> SourceLines:
        texts: list[str] = []
        columns = array("i")
        is_kept = type(lines.texts) is not LazySequence
        for line in lines:
            text = without_control_characters(line.text)
            has_space = text[:1] == " "
            text = text[has_space:].rstrip()
            if text and not has_space:
                self._report(MISSING_COMMENT_SPACE, "a space was expected after #", self._position(line))
            if is_kept:
                texts.append(text)
            columns.append(line.column + 1 + has_space)
        unmarked = lines.texts.mapped(_unmarked) if type(lines.texts) is LazySequence else texts
        return SourceLines(unmarked, lines.numbers, compact_columns(columns))

    def _junk(self, opener: SourceLine) -> SourceLine | None:
        """The text on the opening line of a block, reported as none is allowed there; None if there is none."""
        if opener.text == "#":
            return None
        self._report(DOC_MARK_JUNK, "nothing but ## was expected here", self._position(opener))
        text = without_control_characters(opener.text).lstrip("#").strip()
        column = opener.column + 1 + opener.text.index(opener.text.lstrip("#").strip())
        return SourceLine(line=opener.line, column=column, text=text) if text else None

    def _marks(self) -> Iterator[int]:
        """The indices of the lines that may open or close a block."""
        for index, text in enumerate(self.lines.texts):
            if "#" in text and (text[0] == "#" or (text.strip() == "##" and self._is_last(index))):
                yield index

    def _is_last(self, index: int) -> bool:
        """Whether no comment line is directly below the line at *index*; then ``# ##`` is a mark, not text."""
        return index + 1 == len(self.lines) or self.lines.numbers[index + 1] > self.lines.numbers[index] + 1

    def _opens(self, mark: int) -> bool:
        """Whether *mark*, expected to close a block, opens the next: by ``## @name``, or a symbol just below it."""
        line = self.lines[mark]
        if line.text.lstrip("# ").startswith("@"):
            return True
        following = self.lines[mark + 1] if mark + 1 < len(self.lines) else None
        return (
            following is not None
            and following.line == line.line + 1
            and following.text.startswith(" @")
            and self.lines[mark - 1].line != line.line - 1
        )

    def _unpaired(self, mark: int, after: int) -> _Span:
        """The block of the last mark if it has no partner; lines before *after* belong to other blocks."""
        first = mark
        if mark == len(self.lines) - 1:
            while first > after and self.lines[first - 1].line == self.lines[first].line - 1:
                first -= 1
        if first < mark:
            message = "this doc comment has no opening ##"
            self._report(UNOPENED_DOC_COMMENT, message, self._position(self.lines[first]))
            self._check_closing_mark(self.lines[mark])
            return _Span(first, mark, opened=False)
        self._unclosed(mark, len(self.lines))
        return _Span(mark, len(self.lines))

    def _unclosed(self, start: int, end: int) -> None:
        last = self.lines[end - 1]
        position = Position(self.path, last.line, last.column + 1 + len(last.text))
        if self.is_language and self.following is not None and end == len(self.lines):
            position = self.following  # where the tools of these releases report it
        message = f"## was expected: the doc comment of line {self.lines[start].line} is not closed"
        self._report(UNCLOSED_DOC_COMMENT, message, position)

    def _check_closing_mark(self, line: SourceLine) -> None:
        if line.text != "#":
            self._report(DOC_MARK_JUNK, "nothing but ## was expected here", self._position(line))

    def _symbol(self, lines: SourceLines, start: Position, is_last: bool) -> str | None:
        """The name in the first line; "" if only the name is missing, None if the block is free text.

        *is_last* says whether an expression follows directly.
        """
        first = next((line for line in lines if line.text), None)
        if first is None:
            return None
        position = Position(self.path, first.line, max(1, first.column - 2))
        if first.text[0] != "@":
            return self._bare_symbol(first.text, start) if is_last else None
        match = SYMBOL.match(first.text)
        assert match is not None  # every text that begins with @ matches
        name, colon, rest = match["name"], match["colon"], match["rest"]
        if rest and not is_last:
            if colon:
                return None  # the description of a member: the reader of free text reports it
            self._report(DOC_SYMBOL_WITHOUT_COLON, "a line that begins a doc comment with @ ends with :", position)
            return None
        if not lines.texts[0]:
            self._report(LATE_DOC_SYMBOL, f"@{name}: was expected in the comment's first line", position, name)
        if not name:
            self._report(EMPTY_DOC_SYMBOL, "a name was expected after @", position)
            return "" if is_last else None
        if rest or not colon:
            self._report(DOC_SYMBOL_WITHOUT_COLON, f"@{name}: and the end of the line were expected", position, name)
        return name

    def _bare_symbol(self, text: str, start: Position) -> str | None:
        match = _BARE_SYMBOL.fullmatch(text)
        if match is None or match["name"] in _TAGS:
            return None
        self._report(DOC_SYMBOL_WITHOUT_AT, f"@{match['name']}: was expected", start, match["name"])
        return match["name"]

    def _position(self, line: SourceLine) -> Position:
        return Position(self.path, line.line, max(1, line.column))

    def _report(self, rule: Rule, message: str, position: Position, definition: str | None = None) -> None:
        self.findings.report(rule, message, position, definition=definition)


def _is_regular(texts: list[str]) -> bool:
    """Whether *texts*, which follow a ``#``, contain no control characters, and begin with a space unless empty."""
    return all(map(str.isprintable, texts)) and {text[:1] for text in texts} <= _BEGINNINGS


def _unmarked(text: str) -> str:
    """*text*, which follows a ``#``, without the space of the mark ``# `` and without white space at its end."""
    text = without_control_characters(text)
    return text[text[:1] == " " :].rstrip()


def _with_junk(lines: SourceLines, junk: SourceLine) -> SourceLines:
    """*lines* after *junk*, the text of the opening line; a line that names the definition stays the first."""
    first = next((index for index, text in enumerate(lines.texts) if text), -1)
    if first < 0 or lines.texts[first][0] != "@" or junk.text[0] == "@":
        return lines.behind(junk)
    return SourceLines.of((*lines[: first + 1], junk, *lines[first + 1 :]))
