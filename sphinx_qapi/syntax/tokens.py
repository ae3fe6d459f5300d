"""Reading of the tokens of a file one by one, with the comments between them."""

from __future__ import annotations

import re

from sphinx_qapi.source import releases
from sphinx_qapi.source.diagnostics import Severity
from sphinx_qapi.source.findings import Findings
from sphinx_qapi.source.lines import LineCounter
from sphinx_qapi.source.position import Position
from sphinx_qapi.source.rule import Rule
from sphinx_qapi.source.span import ALWAYS
from sphinx_qapi.source.text import without_control_characters
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
    escapes_in,
    unescape,
)

DOC_COMMENT_IN_EXPRESSION = Rule(
    name="doc-comment-in-expression",
    summary="a doc comment inside a definition",
    explanation="""\
A comment that begins with ``##`` describes the definition that follows it, or is free-form text between two
definitions. Inside a definition, it is skipped. The cause may also be a missing closing brace before the comment.""",
    rejected=releases.COMMENTS,
)
STRAY_TEXT = Rule(
    name="stray-text",
    summary="a character or word that has no meaning in its place",
    explanation="""\
Outside comments, a schema contains only strings in single quotes, ``true``, ``false`` and ``{ } [ ] : ,``. A word
without quotes is read as if it had quotes; other characters are skipped.""",
    rejected=ALWAYS,
    auto=Severity.ERROR,
)
DOUBLE_QUOTES = Rule(
    name="double-quotes",
    summary="a string in double quotes",
    explanation="No release's tools accept double quotes. The string is read nevertheless; write single quotes.",
    rejected=ALWAYS,
)
UNKNOWN_ESCAPE = Rule(
    name="unknown-escape",
    summary="an escape without a meaning",
    explanation="From 4.2 on, only a backslash can be escaped. The character after the backslash is taken as it is.",
    rejected=releases.ESCAPES_CHECKED,
)
OBSOLETE_ESCAPE = Rule(
    name="obsolete-escape",
    summary="an escape that was removed in 4.2",
    explanation="""\
From 2.4 to 4.1, strings could contain the escapes of JSON, and they are read as such. From 4.2 on, the only escape is
``\\\\``.""",
    rejected=releases.BACKSLASH_ESCAPES,
    auto=None,
    other=None,
)
UNPRINTABLE_CHARACTER = Rule(
    name="unprintable-character",
    summary="a control character in a string",
    explanation="From 4.2 on, strings consist of printable ASCII characters.",
    rejected=releases.CONTROL_CHARACTERS_REJECTED,
)
NON_ASCII_STRING = Rule(
    name="non-ascii-string",
    summary="a character in a string that is not ASCII",
    explanation="Names and other strings consist of ASCII characters; comments may contain other characters.",
    rejected=releases.ASCII_STRINGS,
)

MOST_ERRORS = 1000
"""After this number of findings the rest of a file is not read: the file is no schema."""

_MOST_WORDS = 10_000
"""Maximum number of strings that are kept for reuse; in a file with more, most are names that occur once."""

_DOC_MARK = re.compile(r"^[ \t\f\v]*+##", re.MULTILINE)

CONSTANTS = {"true": True, "false": False, "null": None}


class TooManyErrors(Exception):  # noqa: N818 - never leaves the parser
    """The file has too many mistakes; its rest is not read."""


class TokenReader:
    """A reader that goes through one text once, with the current token and the mistakes found."""

    def __init__(self, text: str, path: str, findings: Findings) -> None:
        self.text = text
        self.path = path
        self.findings = findings
        self.lines = LineCounter(text, path)
        self.token = ""
        """The kind of the current token: a bracket, ``:`` or ``,`` itself, or a word such as ``string``."""
        self.value = ""
        """Value of the current token if it is a string, text if it is a constant or stray."""
        self.start = 0
        self.end = 0
        self.previous_end = 0
        self.comments = (-1, -1)
        """Where the comments before the current token begin and end; (-1, -1) if there are none."""
        self.open: list[str] = []
        """The closing brackets that are still expected; empty between definitions."""
        self.skipping = False
        """Whether the current text is skipped after a mistake, so that nothing is reported."""
        self.has_error = False
        """Whether a mistake was reported that is the likely cause of all further mistakes in the same definition."""
        self.guessed = False
        """Whether such a mistake was read by guessing, so that the current definition may mean something else."""
        self._words: dict[str, str] = {}
        """The strings of the file, kept once each: most are keys and types that occur again and again."""
        self.reported = 0
        """Number of mistakes reported in the file."""

    def go_to(self, offset: int) -> None:
        """Continue reading at *offset*."""
        self.end = offset

    def advance(self) -> str:
        """Go to the next token, past comments; return its kind."""
        self.previous_end = self.end
        self.comments = (-1, -1)
        while True:
            match = TOKEN.match(self.text, self.end)
            assert match is not None, "all text consists of tokens"
            kind = match.lastindex
            if kind == COMMENTS:
                start, self.end = match.span(COMMENTS)
                last_line_end = self.text.find("\n", self.text.rfind("#", start, self.end), self.end)
                if last_line_end >= 0:
                    self.end = last_line_end
                self.comments = start, self.end
                if self.open and (mark := self.doc_mark()) >= 0:
                    self.report(DOC_COMMENT_IN_EXPRESSION, "a doc comment belongs between definitions", mark)
                continue
            self.start = match.start(kind or 0)
            self.end = match.end()
            if kind == STRUCTURAL:
                self.token = match[2]
            elif kind == PLAIN_STRING:
                self.start -= 1
                self.value = self.kept(match[1])
                self.token = "string"
                if not (self.value.isascii() and self.value.isprintable()):
                    self._check_characters()
            elif not self._rare_token(match, kind):
                continue
            return self.token

    def kept(self, word: str) -> str:
        """*word* itself, or the same word as it was read before."""
        known = self._words.get(word)
        if known is not None:
            return known
        if len(self._words) < _MOST_WORDS:
            self._words[word] = word
        return word

    def doc_mark(self) -> int:
        """Offset of the first doc comment directly before the current token; -1 if there is none."""
        match = _DOC_MARK.search(self.text, *self.comments) if self.comments[0] >= 0 else None
        return match.end() - 2 if match else -1

    def _rare_token(self, match: re.Match[str], kind: int | None) -> bool:
        """Set the current token; return False if the text is no token, which is reported."""
        text = match[kind or 0]
        if kind in (ESCAPED_STRING, DOUBLE_QUOTED):
            self.start -= 1
            self.token = "string"
            if kind == DOUBLE_QUOTED:
                self.report(DOUBLE_QUOTES, "strings are written in single quotes", self.start)
            self.value = self._unescape(text) if "\\" in text else text
            self._check_characters()
        elif kind == END:
            self.token = "end"
        elif kind == UNTERMINATED:
            self.token = "unterminated"
        elif kind == WORD and text in CONSTANTS:
            self.token, self.value = "constant", text
        elif self.skipping or not self.open:
            self.token, self.value = "stray", text
        else:
            self.report(STRAY_TEXT, f"{shown(text)} has no meaning here", self.start)
            self.has_error = True
            self.guessed |= kind == WORD
            self.token, self.value = "string", text  # a word is taken for a string without its quotes
            return kind == WORD
        return True

    def _unescape(self, text: str) -> str:
        value, unknown, dropped = unescape(text, escapes_in(self.findings.dialect))
        for escape in unknown[:1]:
            self.report(UNKNOWN_ESCAPE, f"unknown escape {escape}", self.start)
        for escape in dropped[:1]:
            self.report(OBSOLETE_ESCAPE, f"{escape} is no longer an escape", self.start)
        return value

    def _check_characters(self) -> None:
        # U+FFFD replaces bytes that were reported when the file was read.
        strange = next((each for each in self.value if not " " <= each <= "~" and each != "\ufffd"), None)
        if strange is not None:
            rule = UNPRINTABLE_CHARACTER if strange.isascii() else NON_ASCII_STRING
            self.report(rule, f"a string contains U+{ord(strange):04X}", self.start)
            self.value = without_control_characters(self.value)

    def here(self) -> Position:
        return self.lines.position(self.start)

    def report(
        self, rule: Rule, message: str, offset: int, strict_offset: int | None = None, *, definition: str | None = None
    ) -> None:
        """Report a finding at *offset*, unless skipping.

        *strict_offset* is the token at which a release's own tools notice the mistake, if that is another one; it is
        used when a dialect is named.
        """
        if strict_offset is not None and self.findings.dialect is not None:
            offset = strict_offset
        if not self.skipping:
            self.report_at(rule, message, self.lines.position(offset), definition)

    def report_at(self, rule: Rule, message: str, position: Position, definition: str | None = None) -> None:
        if self.reported >= MOST_ERRORS:
            raise TooManyErrors
        if not self.has_error:
            self.reported += 1
            self.findings.report(rule, message, position, definition=definition)


def shown(text: str) -> str:
    """*text* for use in a message: shortened to 30 characters, and with control characters escaped."""
    short = text if len(text) <= 30 else text[:29] + "…"
    return f'"{short}"' if short.isprintable() else ascii(short)
