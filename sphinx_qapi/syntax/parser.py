"""Text to a `FileNode`: one tolerant parser for every era of the language.

Follows "Schema syntax" of the QAPI manual. A slip that leaves no doubt about what is meant (a comma too few or too
many) is reported and read around. After any other mistake reading goes on at the next definition, and a `BrokenNode`
stands for what was lost.
"""

from __future__ import annotations

from dataclasses import replace

from sphinx_qapi.source.diagnostics import Severity
from sphinx_qapi.source.findings import Findings
from sphinx_qapi.source.position import Position
from sphinx_qapi.syntax.beginnings import begins_between, begins_inside, behind_blank, broken_beginning
from sphinx_qapi.syntax.comment_lines import comment_run
from sphinx_qapi.syntax.nodes import (
    BrokenNode,
    CommentRun,
    ConstantNode,
    FileNode,
    ListNode,
    ObjectNode,
    PairNode,
    StringNode,
    ValueNode,
)
from sphinx_qapi.syntax.tokens import CONSTANTS, TokenReader, TooManyErrors, shown

MOST_LEVELS = 100
"""Objects and lists may be nested so deep; what walks over nodes may be recursive because of it."""

_BEGINNINGS = frozenset({"string", "constant", "{", "["})
_DIRECTIVES = ("include", "pragma")


class _Unreadable(Exception):  # noqa: N818 - never leaves this module
    """The definition cannot be read on."""

    def __init__(self, rule: str, message: str, offset: int) -> None:
        super().__init__(message)
        self.rule = rule
        self.message = message
        self.offset = offset


def parse_file(text: str, *, path: str, findings: Findings) -> FileNode:
    """The expressions and comments of *text*, whose lines end with ``\\n``; *path* is for positions and findings."""
    return _Parser(text, path, findings).file()


class _Parser(TokenReader):
    def __init__(self, text: str, path: str, findings: Findings) -> None:
        super().__init__(text, path, findings)
        self.items: list[ObjectNode | CommentRun | BrokenNode] = []
        self.margin = 0
        """The column (from 0) at which the current definition begins."""
        self.next_definition = -1
        """Where, inside the current definition, another seems to begin; -1: nowhere."""
        self.in_top_level_list = False

    # The file

    def file(self) -> FileNode:
        self._restart(0)
        try:
            while self.token != "end":
                self.has_error = False
                if self.token == "{":
                    self._definition()
                else:
                    self._misplaced()
        except TooManyErrors:
            self.findings.report("too-many-errors", "the rest of the file is not read", self.here())
        end = len(self.text) - self.text.endswith("\n")
        return FileNode(path=self.path, items=tuple(self.items), end=self.lines.position(end))

    def _definition(self) -> None:
        start, position = self.start, self.here()
        mark = len(self.findings.diagnostics)
        self.margin = position.column - 1
        self.next_definition = -1
        self.guessed = False
        self.open = []
        try:
            node = self._object()
        except _Unreadable as error:
            self._lose(start, position, mark, error)
        else:
            if node.pairs:
                self.items.append(replace(node, guessed=True) if self.guessed else node)
            else:
                self.report("unknown-expression", "an empty object says nothing", start)
            self._advance_outside()

    def _lose(self, start: int, position: Position, mark: int, error: _Unreadable) -> None:
        """Report *error* and go on behind the definition that began at *start*."""
        name = self._broken(start, position)
        if not self.has_error:
            if self.next_definition >= 0 and self.start > self.next_definition:
                error = _Unreadable("syntax-error", 'expected "}" before the next definition', self.next_definition)
            if not self._is_told(mark, self.lines.position(error.offset)):
                self.report(error.rule, error.message, error.offset, definition=name)
        self._skip_definition()

    def _broken(self, start: int, position: Position) -> str | None:
        """Note that something at *start* is lost; gives the name of the definition that it most likely was to be."""
        seems = broken_beginning(self.text, start)
        keyword, name = (seems.keyword, seems.name) if seems else (None, None)
        self.items.append(BrokenNode(keyword=keyword, name=name, position=position))
        return None if keyword in _DIRECTIVES else name

    def _is_told(self, mark: int, place: Position) -> bool:
        """Whether one of the slips since *mark* is an error, and so near to *place* that both are one mistake.

        Slips that are none are forgotten, and doc comments that stand inside as a bracket is missing.
        """
        slips = [each for each in self.findings.diagnostics[mark:] if each.rule != "doc-comment-in-expression"]
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
                if self._seems_definition() if self.open else begins_between(self.text, self.start, self.margin):
                    self.next_definition = self._with_comments()
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
        """Report what stands between definitions, once for all that stands together."""
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

    def _report_misplaced(self, token: str, text: str, offset: int) -> None:
        if token == "unterminated":
            self.report("unterminated-string", "the closing quote is missing", offset)
        elif token == "stray":
            self.report("stray-text", f"{shown(text)} has no meaning here", offset)
        else:
            self.report("top-level-value", "an object was expected: { 'KEYWORD': …", offset)

    # Values; each method begins at its first token and ends at its last

    def _object(self) -> ObjectNode:
        position = self.here()
        self._enter("}")
        pairs: dict[str, PairNode] = {}
        token = self.advance()
        while token != "}":
            if token == ",":
                self.report("extra-comma", "expected a string or }", self.start)
                token = self.advance()
                continue
            if token != "string":
                raise self._expected("a string" if pairs else "a string or }")
            key = StringNode(value=self.value, position=self.here())
            token = self.advance()
            if token == ":":
                self.advance()
            else:
                self._missing_colon()
            value = self._value()
            if key.value in pairs:
                self.report_at("duplicate-key", f'duplicate key "{key.value}"', value.position)
            pairs[key.value] = PairNode(key=key, value=value)
            token = self._separator("}")
        self.open.pop()
        return ObjectNode(pairs=tuple(pairs.values()), position=position, end=self.here())

    def _list(self) -> ListNode:
        position = self.here()
        self._enter("]")
        items: list[ValueNode] = []
        token = self.advance()
        while token != "]":
            if token == ",":
                self.report("extra-comma", "expected a value or ]", self.start)
                token = self.advance()
                continue
            items.append(self._value("" if items else " or ]"))
            token = self._separator("]")
        self.open.pop()
        return ListNode(items=tuple(items), position=position)

    def _value(self, alternative: str = "") -> ValueNode:
        token = self.token
        if token == "string":
            return StringNode(value=self.value, position=self.here())
        if token == "{":
            if self._seems_definition() and self.next_definition < 0:
                self.next_definition = self._with_comments()
            return self._object()
        if token == "[":
            return self._list()
        if token == "constant":
            if self.value == "null":
                self.report("null-literal", "null is no value", self.start)
                self.guessed = True
            return ConstantNode(value=CONSTANTS[self.value], position=self.here())
        raise self._expected(f"a string, object, list or boolean{alternative}")

    def _separator(self, closer: str) -> str:
        """Go on from a value to the next one or to *closer*, over the comma; gives the token there."""
        token = self.advance()
        if closer == "}":
            token = self._skip_stray_strings()
        if token == closer:
            return token
        if token == ",":
            comma = self.start
            token = self.advance()
            if token == closer:
                self.report("trailing-comma", f'nothing follows this comma but "{closer}"', comma, self.start)
            return token
        if token in _BEGINNINGS and (token == "string" or closer == "]") and not self._seems_definition():
            self.report("missing-comma", "a comma is missing here", self.previous_end, self.start)
            return token
        raise self._expected(f'"," or "{closer}"')

    def _skip_stray_strings(self) -> str:
        """Go on over strings that are neither a value, as one is there, nor a key, as no colon follows."""
        while self.token == "string" and not self.text.startswith(":", behind_blank(self.text, self.end)):
            self.report("stray-text", f"{shown(self.value)} has no meaning here", self.start)
            self.has_error = self.guessed = True
            self.advance()
        return self.token

    def _missing_colon(self) -> None:
        self.report("missing-colon", 'expected ":"', self.start)
        self.has_error = self.guessed = True
        if self.token not in _BEGINNINGS or self._seems_definition():
            raise self._expected('":"')

    def _enter(self, closer: str) -> None:
        if len(self.open) >= MOST_LEVELS:
            raise _Unreadable("deep-nesting", f"more than {MOST_LEVELS} levels of brackets", self.start)
        self.open.append(closer)

    def _expected(self, what: str) -> _Unreadable:
        if self.token == "unterminated":
            return _Unreadable("unterminated-string", "the closing quote is missing", self.start)
        offset = self.start
        if (mark := self.doc_mark()) >= 0:
            offset = mark
        elif self.token == "end":
            offset = len(self.text) - self.text.endswith("\n")
        return _Unreadable("syntax-error", f"expected {what}", offset)

    # Where to go on

    def _restart(self, offset: int) -> None:
        """Go on at *offset*, between definitions."""
        self.open = []
        self.go_to(offset)
        self._advance_outside()

    def _advance_outside(self) -> bool:
        """Go to the next token, and keep the comments before it; gives whether there were none."""
        self.advance()
        start, end = self.comments
        run = comment_run(self.text, start, end, self.lines) if start >= 0 else None
        if run is not None:
            self.items.append(run)
        return run is None

    def _seems_definition(self) -> bool:
        """Whether the current ``{`` is where a next definition would stand, and has one of the keywords behind it."""
        return self.token == "{" and bool(self.open) and begins_inside(self.text, self.start, self.margin)

    def _ends_here(self) -> bool:
        """Whether the file ends behind the current bracket, or another expression begins."""
        following = behind_blank(self.text, self.end)
        return following == len(self.text) or begins_between(self.text, following, self.margin)

    def _with_comments(self) -> int:
        """Where the current token begins, or the comments directly before it."""
        return self.comments[0] if self.comments[0] >= 0 else self.start
