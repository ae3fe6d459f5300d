"""The reader of free-form doc comments: headings, and the prose between them."""

from __future__ import annotations

import re
import string

from sphinx_qapi.schema.comments.comment_text import text_of
from sphinx_qapi.schema.comments.directives import check_directives
from sphinx_qapi.schema.comments.eras import CommentDialect, Headings, comment_dialect
from sphinx_qapi.schema.comments.layout import check_prose
from sphinx_qapi.schema.comments.line_classifier import comment_parts
from sphinx_qapi.schema.model.schema import FreeText, Heading
from sphinx_qapi.source import releases
from sphinx_qapi.source.findings import Findings
from sphinx_qapi.source.position import Position
from sphinx_qapi.source.rule import Rule
from sphinx_qapi.source.source_lines import SourceLine, SourceLines
from sphinx_qapi.source.version import Version
from sphinx_qapi.syntax.nodes import DocBlockNode

DESCRIPTION_IN_FREE_TEXT = Rule(
    name="description-in-free-text",
    summary="a line @name: in a doc comment that does not describe a definition",
    explanation="Members are described in the doc comment of their definition.",
    rejected=releases.COMMENTS,
)
MISPLACED_HEADING = Rule(
    name="misplaced-heading",
    summary="a = heading that is not the first line of its doc comment",
    explanation="""\
From 5.2 to 10.0, a heading is the first line of a free-form doc comment. Further down, the tools take the line for
ordinary text, and from 9.0 on they reject it. Here it is read as a heading.""",
    rejected=releases.MISPLACED_HEADINGS_REJECTED,
)

_EQUALS = re.compile(r"(?P<marks>=+) (?P<title>.*\S)")
_HASHES = re.compile(r"(?P<marks>=+|#+) (?P<title>.*\S)")
_FENCES = ("```", "~~~")
_DESCRIPTION = re.compile(r"@[^\s:]+:(?:\s|$)")
_RULES = frozenset(string.punctuation)
_LEVELS = {"*": 1, "overlined =": 1, "=": 2, "-": 3, "~": 4}


def read_free_text(
    block: DocBlockNode, *, path: str, dialect: Version, markup: str, findings: Findings
) -> tuple[Heading | FreeText, ...]:
    """The headings and texts of a free-form *block*, in source order.

    Until 10.0 a heading is a line ``= Title`` or ``== Title``; from 10.1 on a title is underlined as in reST. Titles in
    *markup* ``plain`` are never underlined, those in ``markdown`` may also be ``# Title``. The comment of a definition
    that does not follow is checked as a definition's comment, and shown as a whole.
    """
    rules = comment_dialect(dialect)
    if block.symbol is None:
        _check_lines(block, path, rules, findings)
    else:
        comment_parts(block, path=path, rules=rules, findings=findings, declared=())
    check_prose(block, path=path, markup=markup, findings=findings)
    check_directives(block, path=path, markup=markup, findings=findings)
    reader = _FreeTextReader(path, block.lines, markup)
    if markup == "markdown":
        reader.read_marked(_HASHES)
    elif rules.headings is Headings.REST and markup != "plain":
        reader.read_underlined()
    else:
        reader.read_marked(_EQUALS)
    return tuple(reader.items)


def _check_lines(block: DocBlockNode, path: str, rules: CommentDialect, findings: Findings) -> None:
    for index, line in enumerate(block.lines):
        position = Position(path, line.line, max(1, line.column - 2))
        if line.text[:1] == "@" and (match := _DESCRIPTION.match(line.text)):
            message = f"{match[0].strip()} describes a member, but this comment describes no definition"
            findings.report(DESCRIPTION_IN_FREE_TEXT, message, position)
        elif index and rules.headings is Headings.EQUALS_FIRST and _EQUALS.fullmatch(line.text):
            findings.report(MISPLACED_HEADING, "a heading is the first line of its comment", position)


class _FreeTextReader:
    def __init__(self, path: str, lines: SourceLines, markup: str) -> None:
        self.path = path
        self.lines = lines
        self.markup = markup
        self.block = lines[0].line if lines else 0
        self.items: list[Heading | FreeText] = []

    def read_marked(self, pattern: re.Pattern[str]) -> None:
        """Split the lines at headings, which match *pattern*, outside of code."""
        start = 0
        in_code = False
        for index, line in enumerate(self.lines):
            if self.markup == "markdown" and line.text.startswith(_FENCES):
                in_code = not in_code
            elif line.text[:1] in ("=", "#") and not in_code and (match := pattern.fullmatch(line.text)):
                self._text(start, index)
                self._heading(line, match["title"], len(match["marks"]))
                start = index + 1
        self._text(start, len(self.lines))

    def read_underlined(self) -> None:
        """Split the lines at titles that are underlined, or over- and underlined."""
        levels = dict(_LEVELS)
        deepest = 0
        start = index = 0
        while index < len(self.lines):
            over = self._overlined(index)
            title = index + over
            if not (over or self._underlined(index)):
                index += 1
                continue
            character = self.lines[title + 1].text[0]
            style = f"overlined {character}" if over and character != "*" else character
            level = levels.setdefault(style, deepest + 1)
            deepest = max(deepest, level)
            self._text(start, index)
            self._heading(self.lines[title], self.lines[title].text.strip(), level)
            start = index = title + 2
        self._text(start, len(self.lines))

    def _overlined(self, index: int) -> bool:
        """Whether a title with an overline begins at *index*."""
        if index + 2 >= len(self.lines):
            return False
        over, title, under = (line.text for line in self.lines[index : index + 3])
        return _is_rule(over) and over == under and 0 < len(title.strip()) <= len(over) and not _is_rule(title)

    def _underlined(self, index: int) -> bool:
        """Whether a title without an overline begins at *index*."""
        if index + 1 >= len(self.lines) or (index and self.lines[index - 1].text):
            return False
        title, under = self.lines[index].text, self.lines[index + 1].text
        return title[:1].strip() != "" and _is_rule(under) and len(under) >= len(title) and not _is_rule(title)

    def _heading(self, line: SourceLine, title: str, level: int) -> None:
        position = Position(self.path, line.line, line.column)
        self.items.append(Heading(level=level, title=title, markup=self.markup, position=position, block=self.block))

    def _text(self, start: int, end: int) -> None:
        text = text_of(self.path, self.lines[start:end], markup=self.markup)
        if text:
            self.items.append(FreeText(text=text, position=text.position(0), block=self.block))


def _is_rule(text: str) -> bool:
    """Whether *text* is one punctuation character, repeated."""
    return len(text) > 1 and text[0] in _RULES and text == text[0] * len(text)
