"""Text to a `FileNode`: one tolerant parser for every era of the language.

Follows "Schema syntax" of the QAPI manual. A slip that leaves no doubt about what is meant (a comma too few or too
many) is reported and read around. After any other mistake reading goes on at the next definition, and a `BrokenNode`
stands for what was lost.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from sphinx_qapi.source.findings import Findings
from sphinx_qapi.source.lines import LineCounter
from sphinx_qapi.source.position import Position
from sphinx_qapi.syntax.comment_lines import comment_run
from sphinx_qapi.syntax.dialects import escapes_in
from sphinx_qapi.syntax.lexer import (
    COMMENTS,
    DOUBLE_QUOTED,
    END,
    ESCAPED_STRING,
    PLAIN_STRING,
    STRUCTURAL,
    TOKEN,
    UNTERMINATED,
    WORD,
    unescape,
)
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

MOST_LEVELS = 100
"""Objects and lists may be nested so deep; what walks over nodes may be recursive because of it."""
MOST_ERRORS = 1000
"""After so many findings the rest of a file is not read: it is no schema."""

_CONSTANTS = {"true": True, "false": False, "null": None}
_BEGINNINGS = frozenset({"string", "constant", "{", "["})
_DEFINITION = re.compile(
    r"""\{\s*+['"](include|pragma|enum|type|struct|union|alternate|command|event)['"]\s*+:(?:\s*+['"]([^'"\n]*+)['"])?"""
)
_MARGIN = 80
"""Definitions begin at columns up to this; further right a brace is never taken for the next definition's."""


class _Unreadable(Exception):  # noqa: N818 - never leaves this module
    """The definition cannot be read on."""

    def __init__(self, rule: str, message: str, offset: int) -> None:
        super().__init__(message)
        self.rule = rule
        self.message = message
        self.offset = offset


class _TooManyErrors(Exception):  # noqa: N818 - never leaves this module
    """The rest of the file is not worth reading."""


def parse_file(text: str, *, path: str, findings: Findings) -> FileNode:
    """The expressions and comments of *text*, whose lines end with ``\\n``; *path* is for positions and findings."""
    return _Parser(text, path, findings).file()


class _Parser:
    """One pass over one text. `token` is the current token: ``{``, ``string``, ``constant``, ``comments``, ``end``…"""

    def __init__(self, text: str, path: str, findings: Findings) -> None:
        self.text = text
        self.path = path
        self.findings = findings
        self.lines = LineCounter(text, path)
        self.reported = 0
        self.strict = findings.dialect is not None
        self.items: list[ObjectNode | CommentRun | BrokenNode] = []
        self.tokens: Iterator[re.Match[str]]
        self.token = ""
        self.value = ""
        self.start = 0
        self.end = 0
        self.previous_end = 0
        self.comments = (-1, -1)
        """Where the comments before the current token begin and end; -1: there are none."""
        self.open: list[str] = []
        """Closing brackets that are due."""
        self.margin = 0
        """The column (from 0) at which the current definition begins."""
        self.next_definition = -1
        """Where, inside the current definition, another seems to begin; -1: nowhere."""
        self.skipping = False
        self.has_error = False
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
        except _TooManyErrors:
            self.findings.report("too-many-errors", "the rest of the file is not read", self._here())
        end = len(self.text) - self.text.endswith("\n")
        return FileNode(path=self.path, items=tuple(self.items), end=self.lines.position(end))

    def _definition(self) -> None:
        start, position = self.start, self._here()
        mark = len(self.findings.diagnostics)
        self.margin = position.column - 1
        self.next_definition = -1
        self.open = []
        try:
            node = self._object()
        except _Unreadable as error:
            self._lose(start, position, mark, error)
        else:
            if node.pairs:
                self.items.append(node)
            else:
                self._report("unknown-expression", "an empty object says nothing", start)
            self._advance_outside()

    def _lose(self, start: int, position: Position, mark: int, error: _Unreadable) -> None:
        """Report *error* and go on behind the definition that began at *start*."""
        match = _DEFINITION.match(self.text, start)
        name = match[2] if match and match[1] not in ("include", "pragma") else None
        self.items.append(BrokenNode(name=name or None, position=position))
        if not self.has_error:
            # What was read around before was probably the same mistake.
            del self.findings.diagnostics[mark:]
            if self.next_definition >= 0 and self.start > self.next_definition:
                error = _Unreadable("syntax-error", 'expected "}" before the next definition', self.next_definition)
            self._report(error.rule, error.message, error.offset, definition=name)
        self._skip_definition()

    def _skip_definition(self) -> None:
        if self.next_definition >= 0:
            self._restart(self.next_definition)
            return
        self.skipping = True
        while self.token != "end":
            if self.token in "{[":
                if self._seems_definition():
                    self.next_definition = self._with_comments()
                    break
                self.open.append("}" if self.token == "{" else "]")
            elif self.token in "}]" and self.token in self.open:
                while self.open.pop() != self.token:
                    pass
                if not self.open:
                    break
            self._advance()
        self.skipping = False
        if self.next_definition >= 0:
            self._restart(self.next_definition)
        else:
            self._advance_outside()

    def _misplaced(self) -> None:
        """Report what stands between definitions, once for all that stands together."""
        offset, first, text = self.start, self.token, self.value
        tail = self.in_top_level_list
        self.skipping = True
        while self.token not in ("{", "end"):
            tail = tail and self.token in ",]"
            self.in_top_level_list |= self.token == "["
            if not self._advance_outside():
                break
        self.skipping = False
        if not tail:
            self._report_misplaced(first, text, offset)

    def _report_misplaced(self, token: str, text: str, offset: int) -> None:
        if token == "unterminated":
            self._report("unterminated-string", "the closing quote is missing", offset)
        elif token == "stray":
            self._report("stray-text", f"{_shown(text)} has no meaning here", offset)
        else:
            self._report("top-level-value", "an object was expected: { 'KEYWORD': …", offset)

    # Values; each method begins at its first token and ends at its last

    def _object(self) -> ObjectNode:
        position = self._here()
        self._enter("}")
        pairs: dict[str, PairNode] = {}
        token = self._advance()
        while token != "}":
            if token == ",":
                self._report("extra-comma", "expected a string or }", self.start)
                token = self._advance()
                continue
            if token != "string":
                raise self._expected("a string" if pairs else "a string or }")
            key = StringNode(value=self.value, position=self._here())
            token = self._advance()
            if token == ":":
                self._advance()
            else:
                self._missing_colon()
            value = self._value()
            if key.value in pairs:
                self._report_at("duplicate-key", f'duplicate key "{key.value}"', value.position)
            pairs[key.value] = PairNode(key=key, value=value)
            token = self._separator("}")
        self.open.pop()
        return ObjectNode(pairs=tuple(pairs.values()), position=position, end=self._here())

    def _list(self) -> ListNode:
        position = self._here()
        self._enter("]")
        items: list[ValueNode] = []
        token = self._advance()
        while token != "]":
            if token == ",":
                self._report("extra-comma", "expected a value or ]", self.start)
                token = self._advance()
                continue
            items.append(self._value("" if items else " or ]"))
            token = self._separator("]")
        self.open.pop()
        return ListNode(items=tuple(items), position=position)

    def _value(self, alternative: str = "") -> ValueNode:
        token = self.token
        if token == "string":
            return StringNode(value=self.value, position=self._here())
        if token == "{":
            if self._seems_definition() and self.next_definition < 0:
                self.next_definition = self._with_comments()
            return self._object()
        if token == "[":
            return self._list()
        if token == "constant":
            if self.value == "null":
                self._report("null-literal", "null is no value", self.start)
            return ConstantNode(value=_CONSTANTS[self.value], position=self._here())
        raise self._expected(f"a string, object, list or boolean{alternative}")

    def _separator(self, closer: str) -> str:
        """Go on from a value to the next one or to *closer*, over the comma; gives the token there."""
        token = self._advance()
        if token == closer:
            return token
        if token == ",":
            comma = self.start
            token = self._advance()
            if token == closer:
                self._report("trailing-comma", f'nothing follows this comma but "{closer}"', comma, self.start)
            return token
        if token in _BEGINNINGS and (token == "string" or closer == "]") and not self._seems_definition():
            self._report("missing-comma", "a comma is missing here", self.previous_end, self.start)
            return token
        raise self._expected(f'"," or "{closer}"')

    def _missing_colon(self) -> None:
        self._report("missing-colon", 'expected ":"', self.start)
        self.has_error = True
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
        if self.token == "end":
            offset = len(self.text) - self.text.endswith("\n")
        return _Unreadable("syntax-error", f"expected {what}", offset)

    # Tokens

    def _restart(self, offset: int) -> None:
        """Go on at *offset*, between definitions."""
        self.tokens = TOKEN.finditer(self.text, offset)
        self.end = offset
        self._advance_outside()

    def _advance_outside(self) -> bool:
        """Go to the next token, and keep the comments before it; gives whether there were none."""
        self._advance()
        start, end = self.comments
        run = comment_run(self.text, start, end, self.lines) if start >= 0 else None
        if run is not None:
            self.items.append(run)
        return run is None

    def _advance(self) -> str:
        """Go to the next token, over comments."""
        self.previous_end = self.end
        self.comments = (-1, -1)
        for match in self.tokens:
            kind = match.lastindex
            if kind == COMMENTS:
                self.comments = match.span(COMMENTS)
                self.end = match.end()
                continue
            self.start = match.start(kind or 0)
            self.end = match.end()
            if kind == STRUCTURAL:
                self.token = match[2]
            elif kind == PLAIN_STRING:
                self.start -= 1
                self.value = match[1]
                self.token = "string"
                if not (self.value.isascii() and self.value.isprintable()):
                    self._check_characters()
            elif not self._rare_token(match, kind):
                continue
            break
        return self.token

    def _rare_token(self, match: re.Match[str], kind: int | None) -> bool:
        """Set the token; False: there is none but rubbish, which is reported."""
        text = match[kind or 0]
        if kind in (ESCAPED_STRING, DOUBLE_QUOTED):
            self.start -= 1
            self.token = "string"
            if kind == DOUBLE_QUOTED:
                self._report("double-quotes", "strings stand in single quotes", self.start)
            self.value = self._unescape(text) if "\\" in text else text
            self._check_characters()
        elif kind == END:
            self.token = "end"
        elif kind == UNTERMINATED:
            self.token = "unterminated"
        elif kind == WORD and text in _CONSTANTS:
            self.token, self.value = "constant", text
        elif self.skipping or not self.open:
            self.token, self.value = "stray", text
        else:
            self._report("stray-text", f"{_shown(text)} has no meaning here", self.start)
            self.has_error = True
            self.token, self.value = "string", text  # a word is a string that lacks its quotes
            return kind == WORD
        return True

    def _unescape(self, text: str) -> str:
        value, unknown, dropped = unescape(text, escapes_in(self.findings.dialect))
        for escape in unknown[:1]:
            self._report("unknown-escape", f"unknown escape {escape}", self.start)
        for escape in dropped[:1]:
            self._report("obsolete-escape", f"{escape} is no escape any more", self.start)
        return value

    def _check_characters(self) -> None:
        # U+FFFD stands for bytes that the reader of the file has reported.
        strange = next((each for each in self.value if not " " <= each <= "~" and each != "\ufffd"), None)
        if strange is not None:
            rule = "unprintable-character" if strange.isascii() else "non-ascii-string"
            self._report(rule, f"a string contains U+{ord(strange):04X}", self.start)

    def _seems_definition(self) -> bool:
        """Whether the current ``{`` is where a next definition would stand, and has one of the keywords behind it."""
        if self.token != "{" or not self.open or self.margin > _MARGIN:
            return False
        line = self.text.rfind("\n", max(0, self.start - self.margin - 1), self.start) + 1
        return line > 0 and not self.text[line : self.start].strip() and bool(_DEFINITION.match(self.text, self.start))

    def _with_comments(self) -> int:
        """Where the current token begins, or the comments directly before it."""
        return self.comments[0] if self.comments[0] >= 0 else self.start

    # Findings

    def _here(self) -> Position:
        return self.lines.position(self.start)

    def _report(
        self, rule: str, message: str, offset: int, strict_offset: int | None = None, *, definition: str | None = None
    ) -> None:
        """*strict_offset*: the token at which a release's own tools notice it, where that is another."""
        if strict_offset is not None and self.strict:
            offset = strict_offset
        if not self.skipping:
            self._report_at(rule, message, self.lines.position(offset), definition)

    def _report_at(self, rule: str, message: str, position: Position, definition: str | None = None) -> None:
        if self.reported >= MOST_ERRORS:
            raise _TooManyErrors
        if not self.has_error:
            self.reported += 1
            self.findings.report(rule, message, position, definition=definition)


def _shown(text: str) -> str:
    """*text* for a message: short, and without control characters."""
    short = text if len(text) <= 30 else text[:29] + "…"
    return f'"{short}"' if short.isprintable() else ascii(short)
