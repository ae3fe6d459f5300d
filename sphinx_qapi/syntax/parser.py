"""The parser from text to a `FileNode`: one tolerant parser for all releases of the language.

Follows "Schema syntax" of the QAPI manual. A mistake whose intention is clear (a missing or an extra comma) is
reported, and the expression is read nevertheless. After any other mistake reading continues at the next definition, and
a `BrokenNode` replaces the lost one.
"""

from __future__ import annotations

from dataclasses import replace

from sphinx_qapi.source.diagnostics import Severity
from sphinx_qapi.source.findings import Findings
from sphinx_qapi.source.packed_list import PackedList
from sphinx_qapi.source.position import Position
from sphinx_qapi.source.rule import Rule
from sphinx_qapi.source.source_lines import SourceLine, SourceLines
from sphinx_qapi.source.span import ALWAYS
from sphinx_qapi.syntax.beginnings import begins_between, behind_blank, broken_beginning
from sphinx_qapi.syntax.comment_lines import comment_run
from sphinx_qapi.syntax.dialect_signs import DialectSign
from sphinx_qapi.syntax.expression_signs import add_signs
from sphinx_qapi.syntax.expressions import UNKNOWN_EXPRESSION
from sphinx_qapi.syntax.lazy_expressions import LARGE, can_wait
from sphinx_qapi.syntax.nodes import BrokenNode, CommentRun, FileItem, FileNode, ObjectNode
from sphinx_qapi.syntax.tokens import DOC_COMMENT_IN_EXPRESSION, STRAY_TEXT, TooManyErrors, shown
from sphinx_qapi.syntax.values import SYNTAX_ERROR, UNTERMINATED_STRING, UnreadableDefinition, ValueReader

TOO_MANY_ERRORS = Rule(
    name="too-many-errors",
    summary="a file with so many mistakes that it cannot be a schema",
    explanation="After a thousand mistakes of syntax in a file, the rest of the file is not read.",
    rejected=ALWAYS,
    auto=Severity.ERROR,
)
TOP_LEVEL_VALUE = Rule(
    name="top-level-value",
    summary="something other than an object between definitions",
    explanation="""\
A schema is a sequence of objects such as ``{ 'enum': 'Name', 'data': [] }``. Anything else is skipped up to the next
``{``. The cause may also be a surplus closing brace in the definition before it.""",
    rejected=ALWAYS,
    auto=Severity.ERROR,
)

_DIRECTIVES = ("include", "pragma")


def parse_file(text: str, *, path: str, findings: Findings, is_much: bool = False) -> FileNode:
    """The expressions and comments of *text*, whose lines end with ``\\n``; *path* is for positions and findings.

    If *text* is long, or *is_much* says that the files of the schema together are, they are packed or read again on
    demand, as nodes take far more memory than text.
    """
    return _Parser(text, path, findings, is_much).file()


class _Parser(ValueReader):
    def __init__(self, text: str, path: str, findings: Findings, is_much: bool) -> None:
        super().__init__(text, path, findings)
        self.waits = is_much or len(text) > LARGE
        self.items: list[FileItem] | PackedList[FileItem] = PackedList() if self.waits else []
        self.signs: set[DialectSign] = set()
        self.in_top_level_list = False

    # The file

    def file(self) -> FileNode:
        self._restart(0)
        try:
            while self.token != "end":
                self.has_error = False
                if self._uncommented_line():
                    continue
                if self.token == "{":
                    self._definition()
                else:
                    self._misplaced()
        except TooManyErrors:
            self.findings.report(TOO_MANY_ERRORS, "the rest of the file is not read", self.here())
        end = len(self.text) - self.text.endswith("\n")
        return FileNode(
            path=self.path,
            items=self.items,
            end=self.lines.position(end),
            text=self.text if self.waits else "",
            signs=frozenset(self.signs),
        )

    def _definition(self) -> None:
        start, position = self.start, self.here()
        mark = len(self.findings.diagnostics)
        self.margin = position.column - 1
        self.next_definition = -1
        self.guessed = False
        self.open = []
        try:
            node = self.object()
        except UnreadableDefinition as error:
            self._lose(start, position, mark, error)
        else:
            if node.pairs:
                self.items.append(self._item(node, start))
            else:
                self.report(UNKNOWN_EXPRESSION, "an empty object says nothing", start)
            self._advance_outside()

    def _item(self, node: ObjectNode, start: int) -> FileItem:
        """The item for *node*, which begins at *start*: the node, or its offset if it can be read again later."""
        if self.guessed:
            return replace(node, guessed=True)
        if self.waits and can_wait(self.text, start, node):
            add_signs(node, self.signs)
            return start
        return node

    def _lose(self, start: int, position: Position, mark: int, error: UnreadableDefinition) -> None:
        """Report *error*, and continue after the definition that began at *start*."""
        name = self._broken(start, position)
        if not self.has_error:
            if self.next_definition >= 0 and self.start > self.next_definition:
                error = UnreadableDefinition(
                    SYNTAX_ERROR, 'expected "}" before the next definition', self.next_definition
                )
            if not self._is_told(mark, self.lines.position(error.offset)):
                self.report(error.rule, error.message, error.offset, definition=name)
        self._skip_definition()

    def _broken(self, start: int, position: Position) -> str | None:
        """Add a `BrokenNode` for the text at *start*; return the name of the definition that it seems to begin."""
        seems = broken_beginning(self.text, start)
        keyword, name = (seems.keyword, seems.name) if seems else (None, None)
        self.items.append(BrokenNode(keyword=keyword, name=name, position=position))
        return None if keyword in _DIRECTIVES else name

    def _is_told(self, mark: int, place: Position) -> bool:
        """Whether an error found since *mark* is so near to *place* that both are one mistake.

        *mark* is a number of diagnostics. Findings of doc comments inside the definition are dropped, as they follow
        from a missing bracket; all others since *mark* are kept only if one of them is an error.
        """
        slips = [each for each in self.findings.diagnostics[mark:] if each.rule != DOC_COMMENT_IN_EXPRESSION.name]
        are_errors = any(slip.severity is Severity.ERROR for slip in slips)
        self.findings.diagnostics[mark:] = slips if are_errors else []
        return are_errors and place.line - slips[-1].position.line <= 1

    def _skip_definition(self) -> None:
        if self.next_definition >= 0:
            self._restart(self.next_definition)
            return
        self.skipping = True
        while self.token != "end":
            if self.token in "{[":
                if self.seems_definition() if self.open else begins_between(self.text, self.start, self.margin):
                    self.next_definition = self.with_comments()
                    break
                self.open.append("}" if self.token == "{" else "]")
            elif self.token in "}]" and self.token in self.open:
                while self.open.pop() != self.token:
                    pass
                if not self.open and self._ends_here():
                    break
            self.advance()
        self.skipping = False
        if self.next_definition >= 0:
            self._restart(self.next_definition)
        else:
            self._advance_outside()

    def _misplaced(self) -> None:
        """Report text between definitions that belongs to none, once for consecutive text."""
        offset, first, text = self.start, self.token, self.value
        tail = self.in_top_level_list
        seems = broken_beginning(self.text, offset)
        if seems and seems.lacks_brace:
            self._broken(offset, self.here())
        self.skipping = True
        while self.token != "end" and not begins_between(self.text, self.start, self.margin):
            tail = tail and self.token in ",]"
            self.in_top_level_list |= self.token == "["
            if not self._advance_outside():
                break
        self.skipping = False
        if not tail:
            self._report_misplaced(first, text, offset)

    def _uncommented_line(self) -> bool:
        """Add the current line to the doc comment around it, if it only lacks the ``#``; return whether it does."""
        if self.token == "{" and self.text.startswith("'", behind_blank(self.text, self.start + 1)):
            return False
        run = self.items[-1] if self.items else None
        here = self.here()
        if not (isinstance(run, CommentRun) and run.lines[-1].line == here.line - 1 and _is_open(run.lines)):
            return False
        line_start = self.start - here.column + 1
        if self.text[line_start : self.start].strip():
            return False
        self.report(STRAY_TEXT, "# was expected before a line of a doc comment", self.start, line_start - 1)
        line_end = self.text.find("\n", self.start)
        if line_end < 0:
            line_end = len(self.text)
        text = self.text[line_start:line_end]
        indented = text[0] == " "
        line = SourceLine(line=here.line, column=0 if indented else -1, text=text if indented else f" {text}")
        lines = [*run.lines, line]
        self.items.pop()
        self._restart(line_end)
        if self.items and isinstance(self.items[-1], CommentRun) and self.items[-1].lines[0].line > here.line:
            lines += self.items.pop().lines  # type: ignore[union-attr]
        self.items.append(CommentRun(lines=SourceLines.of(lines)))
        return True

    def _report_misplaced(self, token: str, text: str, offset: int) -> None:
        if token == "unterminated":
            self.report(UNTERMINATED_STRING, "the closing quote is missing", offset)
        elif token == "stray":
            self.report(STRAY_TEXT, f"{shown(text)} has no meaning here", offset)
        else:
            self.report(TOP_LEVEL_VALUE, "an object was expected: { 'KEYWORD': …", offset)

    # Where reading continues

    def _restart(self, offset: int) -> None:
        """Continue at *offset*, between definitions."""
        self.open = []
        self.go_to(offset)
        self._advance_outside()

    def _advance_outside(self) -> bool:
        """Go to the next token and keep the comments before it; return whether there were none."""
        self.advance()
        start, end = self.comments
        run = comment_run(self.text, start, end, self.lines) if start >= 0 else None
        if run is not None:
            self.items.append(run)
        return run is None

    def _ends_here(self) -> bool:
        """Whether the file ends after the current bracket, or another expression begins there."""
        following = behind_blank(self.text, self.end)
        return following == len(self.text) or begins_between(self.text, following, self.margin)


def _is_open(lines: SourceLines) -> bool:
    """Whether the last ``##`` of *lines* opens a comment that no other ``##`` closes."""
    return sum(text[:1] == "#" and text.rstrip() == "#" for text in lines.texts) % 2 == 1
