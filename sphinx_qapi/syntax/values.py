"""Reading of objects, lists and strings from tokens; mistakes whose intention is clear are reported and read."""

from __future__ import annotations

import re
from array import array
from collections.abc import Mapping

from sphinx_qapi.source import releases
from sphinx_qapi.source.diagnostics import Severity
from sphinx_qapi.source.findings import Findings, NoFindings
from sphinx_qapi.source.lazy_sequences import LazySequence, offsets
from sphinx_qapi.source.position import Position
from sphinx_qapi.source.rule import Rule
from sphinx_qapi.source.span import ALWAYS
from sphinx_qapi.syntax.beginnings import begins_inside, behind_blank
from sphinx_qapi.syntax.lexer import PLAIN_ITEM, PLAIN_PAIR
from sphinx_qapi.syntax.nodes import ConstantNode, ListNode, ObjectNode, PairNode, StringNode, ValueNode
from sphinx_qapi.syntax.tokens import CONSTANTS, STRAY_TEXT, TokenReader, shown

SYNTAX_ERROR = Rule(
    name="syntax-error",
    summary="something else was expected",
    explanation="""\
The rest of the expression cannot be read. The message says what was expected in this place. The definition is left out,
and reading continues with the next definition.""",
    rejected=ALWAYS,
    auto=Severity.ERROR,
)
DEEP_NESTING = Rule(
    name="deep-nesting",
    summary="brackets nested too deep",
    explanation="Objects and lists may be nested a hundred levels deep. The definition is left out.",
    rejected=ALWAYS,
    auto=Severity.ERROR,
)
MISSING_COLON = Rule(
    name="missing-colon",
    summary="no colon between a key and its value",
    explanation="Write ``'key': value``. The text is read as if the colon were there.",
    rejected=releases.PUNCTUATION_CHECKED,
    auto=Severity.ERROR,
    other=Severity.ERROR,
)
MISSING_COMMA = Rule(
    name="missing-comma",
    summary="no comma between two members or elements",
    explanation="""\
Until 1.5, the comma could be left out. The text is read as if the comma were there; write it after the member or
element before this place.""",
    rejected=releases.PUNCTUATION_CHECKED,
)
TRAILING_COMMA = Rule(
    name="trailing-comma",
    summary="a comma after the last member or element",
    explanation="Until 1.5, such a comma was accepted. It is ignored; remove it.",
    rejected=releases.PUNCTUATION_CHECKED,
)
EXTRA_COMMA = Rule(
    name="extra-comma",
    summary="a comma with nothing before it",
    explanation="The comma is at the beginning, or directly after another comma. It is ignored; remove it.",
    rejected=releases.PUNCTUATION_CHECKED,
)
DUPLICATE_KEY = Rule(
    name="duplicate-key",
    summary="a key that an object has twice",
    explanation="The last value is used, as it was until 1.7. Remove one of the two keys.",
    rejected=releases.UNIQUE_KEYS,
    auto=Severity.WARNING,
    other=Severity.WARNING,
)
UNTERMINATED_STRING = Rule(
    name="unterminated-string",
    summary="a string without its closing quote",
    explanation="A string ends on the line on which it begins. The definition is left out.",
    rejected=ALWAYS,
    auto=Severity.ERROR,
)
NULL_LITERAL = Rule(
    name="null-literal",
    summary="null as a value",
    explanation="Until 4.1, the word could be read, but no key ever accepted it as a value. Leave the key out.",
    rejected=releases.NO_NULL,
    auto=None,
    other=None,
)

MANY = 1000
"""In large files, a list or object with more values than this keeps none of them: each is read again on access."""
MOST_LEVELS = 100
"""Maximum nesting of objects and lists; it allows code that walks over nodes to be recursive."""

_BEGINNINGS = frozenset({"string", "constant", "{", "["})


class UnreadableDefinition(Exception):  # noqa: N818 - never leaves the parser
    """The rest of the definition cannot be read."""

    def __init__(self, rule: Rule, message: str, offset: int) -> None:
        super().__init__(message)
        self.rule = rule
        self.message = message
        self.offset = offset


class ValueReader(TokenReader):
    """Reads the values of one definition; each method begins at the first token of its value and ends at the last."""

    def __init__(self, text: str, path: str, findings: Findings) -> None:
        super().__init__(text, path, findings)
        self.waits = False
        """Whether the values of long lists and objects are read again on access, instead of keeping their nodes."""
        self.margin = 0
        """Column, from 0, at which the current definition begins."""
        self.closer = ""
        """The bracket that ends the list or object whose values are read one by one."""
        self.next_definition = -1
        """Offset inside the current definition at which another definition seems to begin; -1 if there is none."""

    def object(self) -> ObjectNode:
        position = self.here()
        self._enter("}")
        pairs: dict[str, PairNode] = {}
        places: dict[str, int] = {}
        seen: Mapping[str, object] = places if self.waits else pairs
        token = self.advance()
        while token != "}":
            if token == ",":
                self.report(EXTRA_COMMA, "expected a string or }", self.start)
                token = self.advance()
                continue
            if token != "string":
                raise self._expected("a string" if pairs else "a string or }")
            start = self.start
            plain = self._plain_pair()
            pair = plain or self._pair()
            name = pair.key.value
            if name in seen:
                self.report_at(DUPLICATE_KEY, f'duplicate key "{name}"', pair.value.position)
            if self.waits:
                places[name] = start
            if len(places) <= MANY:
                pairs[name] = pair
            token = self._separator("}", is_there=plain is not None)
        self.open.pop()
        if len(places) > MANY:
            pairs.clear()
            again = self._again("}")
            return ObjectNode(pairs=LazySequence(array("Q", places.values()), again.pair_at), position=position)
        return ObjectNode(pairs=tuple(pairs.values()), position=position)

    def _plain_pair(self) -> PairNode | None:
        """The pair at the current token, if it is a `PLAIN_PAIR`: then the current token is the one after it."""
        match = PLAIN_PAIR.match(self.text, self.start)
        if match is None:
            return None
        position = self.here()
        key = StringNode(self.kept(match[1]), position)
        column = position.column + match.start(2) - match.start(1)
        value = StringNode(self.kept(match[2]), Position(self.path, position.line, column))
        self._go_on(match, 2)
        return PairNode(key, value)

    def _plain_item(self) -> StringNode | None:
        """The string at the current token, if it is a `PLAIN_ITEM`: then the current token is the one after it."""
        match = PLAIN_ITEM.match(self.text, self.start)
        if match is None:
            return None
        node = StringNode(self.kept(match[1]), self.here())
        self._go_on(match, 1)
        return node

    def _go_on(self, match: re.Match[str], group: int) -> None:
        """Go to the token after the string in *group* of *match*."""
        self.previous_end = match.end(group) + 1
        self.start, self.end = match.span(group + 1)
        self.token = match[group + 1]
        self.comments = (-1, -1)

    def _pair(self) -> PairNode:
        key = StringNode(self.value, self.here())
        if self.advance() == ":":
            self.advance()
        else:
            self._missing_colon()
        return PairNode(key, self._value())

    def _list(self) -> ListNode:
        position = self.here()
        self._enter("]")
        items: list[ValueNode] = []
        places = offsets()
        token = self.advance()
        while token != "]":
            if token == ",":
                self.report(EXTRA_COMMA, "expected a value or ]", self.start)
                token = self.advance()
                continue
            if self.waits:
                places.append(self.start)
            plain = self._plain_item()
            value = plain or self._value("" if items else " or ]")
            if len(places) <= MANY:
                items.append(value)
            token = self._separator("]", is_there=plain is not None)
        self.open.pop()
        if len(places) > MANY:
            return ListNode(items=LazySequence(places, self._again("]").value_at), position=position)
        return ListNode(items=tuple(items), position=position)

    # Values that are read again

    def _again(self, closer: str) -> ValueReader:
        """A reader for parts of the current object or list, which *closer* ends; it reports nothing."""
        again = ValueReader(self.text, self.path, NoFindings(self.findings.dialect))
        again.waits = True
        again.margin = -1  # no brace is taken for the beginning of the next definition
        again.closer = closer
        return again

    def pair_at(self, offset: int) -> PairNode:
        """The pair whose key is at *offset*."""
        self._begin_at(offset)
        return self._pair()

    def value_at(self, offset: int) -> ValueNode:
        """The value at *offset*."""
        self._begin_at(offset)
        return self._value()

    def _begin_at(self, offset: int) -> None:
        self.open = [self.closer]
        self.has_error, self.reported = False, 0
        self.go_to(offset)
        self.advance()

    def _value(self, alternative: str = "") -> ValueNode:
        token = self.token
        if token == "string":
            return StringNode(self.value, self.here())
        if token == "{":
            if self.seems_definition() and self.next_definition < 0:
                self.next_definition = self.with_comments()
            return self.object()
        if token == "[":
            return self._list()
        if token == "constant":
            if self.value == "null":
                self.report(NULL_LITERAL, "null is no value", self.start)
                self.guessed = True
            return ConstantNode(value=CONSTANTS[self.value], position=self.here())
        raise self._expected(f"a string, object, list or boolean{alternative}")

    def _separator(self, closer: str, *, is_there: bool) -> str:
        """Go on from a value over the comma to the next value or to *closer*; return the token there.

        *is_there* says whether the comma or *closer* is the current token already.
        """
        token = self.token if is_there else self.advance()
        if closer == "}":
            token = self._skip_stray_strings()
        if token == closer:
            return token
        if token == ",":
            comma = self.start
            token = self.advance()
            if token == closer:
                self.report(TRAILING_COMMA, f'nothing follows this comma but "{closer}"', comma, self.start)
            return token
        if token in _BEGINNINGS and (token == "string" or closer == "]") and not self.seems_definition():
            self.report(MISSING_COMMA, "a comma is missing here", self.previous_end, self.start)
            return token
        raise self._expected(f'"," or "{closer}"')

    def _skip_stray_strings(self) -> str:
        """Skip strings that are neither a value, as there already is one, nor a key, as no colon follows."""
        while self.token == "string" and not self.text.startswith(":", behind_blank(self.text, self.end)):
            self.report(STRAY_TEXT, f"{shown(self.value)} has no meaning here", self.start)
            self.has_error = self.guessed = True
            self.advance()
        return self.token

    def _missing_colon(self) -> None:
        self.report(MISSING_COLON, 'expected ":"', self.start)
        self.has_error = self.guessed = True
        if self.token not in _BEGINNINGS or self.seems_definition():
            raise self._expected('":"')

    def _enter(self, closer: str) -> None:
        if len(self.open) >= MOST_LEVELS:
            raise UnreadableDefinition(DEEP_NESTING, f"more than {MOST_LEVELS} levels of brackets", self.start)
        self.open.append(closer)

    def _expected(self, what: str) -> UnreadableDefinition:
        if self.token == "unterminated":
            return UnreadableDefinition(UNTERMINATED_STRING, "the closing quote is missing", self.start)
        offset = self.start
        if (mark := self.doc_mark()) >= 0:
            offset = mark
        elif self.token == "end":
            offset = len(self.text) - self.text.endswith("\n")
        return UnreadableDefinition(SYNTAX_ERROR, f"expected {what}", offset)

    def seems_definition(self) -> bool:
        """Whether the current ``{`` seems to begin the next definition: by its place, and by the keyword after it."""
        return self.token == "{" and bool(self.open) and begins_inside(self.text, self.start, self.margin)

    def with_comments(self) -> int:
        """Where the comments directly before the current token begin, or else the token itself."""
        return self.comments[0] if self.comments[0] >= 0 else self.start
