"""The classifier of the lines of a definition's doc comment, by the rules of its release."""

from __future__ import annotations

import re
from collections.abc import Container, Sequence
from functools import cached_property
from itertools import pairwise

from sphinx_qapi.schema.comments.comment_parts import TAGS, CommentPart, CommentPartKind
from sphinx_qapi.schema.comments.eras import CommentDialect, Indentation
from sphinx_qapi.schema.comments.section_rules import (
    DUPLICATE_DESCRIPTION,
    DUPLICATE_FEATURES,
    DUPLICATE_SECTION,
    EMPTY_DESCRIPTION_NAME,
    EMPTY_FEATURES,
    EMPTY_SECTION,
    JOINT_DESCRIPTION,
    LATE_MEMBER_DESCRIPTION,
    MEMBER_WITHOUT_COLON,
    OBSOLETE_TAG,
    PROSE_LIKE_DESCRIPTION,
    SINCE_WITHOUT_COLON,
    SWALLOWED_TAG,
    UNKNOWN_TAG,
)
from sphinx_qapi.schema.model.documentation import MANY_PARTS
from sphinx_qapi.source.findings import Findings
from sphinx_qapi.source.packed_list import PackedList
from sphinx_qapi.source.position import Position
from sphinx_qapi.source.rule import Rule
from sphinx_qapi.source.source_lines import SourceLine, SourceLines
from sphinx_qapi.source.suggestions import did_you_mean
from sphinx_qapi.syntax.comments import SYMBOL
from sphinx_qapi.syntax.nodes import DocBlockNode

_TAG = re.compile(rf"(?P<name>{'|'.join(TAGS)}):(?!:)(?P<space>\s*)(?P<text>.*)")
_TAG_INITIALS = frozenset(tag[0] for tag in TAGS)
_SINCE_WITHOUT_COLON = re.compile(r"Since(?:\s*:)?\s+(?P<text>\d+(?:\.\d+)+\.?)")
_DESCRIPTION = re.compile(r"@(?P<name>[^\s:]*)(?P<gap>\s*):(?P<space>\s*)(?P<text>.*)")
_WIDE_DESCRIPTION = re.compile(r"@(?P<names>[^:]*):(?P<space>\s*)(?P<text>.*)")
_BETWEEN_NAMES = re.compile(r"\s*(?:[,/&]|\b(?:and|or)\b)\s*")
_QUOTES = "@\"'`"
_UNKNOWN_TAG = re.compile(r"(?P<name>[A-Z][a-z]+):(?!:)(?:\s+|$)(?P<text>.*)")
_NO_TAGS = frozenset({"Arguments", "Limitation", "Warning"})
"""Words with a colon that begin paragraphs in real schemas, and are no tags."""
_BARE_DESCRIPTION = re.compile(r"@(?P<name>[\w.-]+)(?P<space>\s*)(?P<text>.*)")
_LIST_ITEM = re.compile(r"[-*o] |\d+[.)] ")
_ONCE = (CommentPartKind.SINCE, CommentPartKind.RETURNS, CommentPartKind.ERRORS)


def comment_parts(
    block: DocBlockNode, *, path: str, rules: CommentDialect, findings: Findings, declared: Container[str]
) -> Sequence[CommentPart]:
    """The parts of *block* by *rules*, in source order; the first is the introduction.

    *declared* holds the names that may be described without a colon, if the rules allow that.
    """
    reader = _CommentReader(block, path=path, rules=rules, findings=findings, declared=declared)
    return reader.read()


class _CommentReader:
    def __init__(
        self, block: DocBlockNode, *, path: str, rules: CommentDialect, findings: Findings, declared: Container[str]
    ) -> None:
        self._block = block
        self._body = self._behind_symbol()
        self._path = path
        self._rules = rules
        self._findings = findings
        self._strict = findings.dialect is not None
        self._declared = declared
        self._members: set[str] = set()
        """The members described so far."""
        self._features: set[str] = set()
        self._tags: set[CommentPartKind] = set()
        self._features_twice = False
        self._after_blank = True
        self._in_prose = False
        """Whether the current paragraph began as prose."""
        self._late = False
        """Whether a description of a member would come too late."""
        self._told_late = False
        start = block.lines[0] if block.lines else SourceLine(line=block.position.line, column=1, text="")
        self._part = CommentPart(CommentPartKind.INTRO, start)
        self._parts: list[CommentPart] | PackedList[CommentPart] = PackedList() if len(block.lines) > MANY_PARTS else []
        """The parts that have ended."""
        self._index = 0
        """Index of the current line in `_body`."""
        self._first = 0
        """Index of the first line of the open part."""

    def read(self) -> Sequence[CommentPart]:
        """Read all lines; to be called once."""
        body = self._body
        for index, text in enumerate(body.texts):
            if not text:
                self._in_prose = False
            elif text[0] in " \t":  # indented text belongs to the open part
                self._part.first = self._part.first or text
            else:
                self._index = index
                self._line(body[index])
            self._after_blank = not text
        self._index = len(body)
        self._end_part()
        return self._parts

    def _behind_symbol(self) -> SourceLines:
        """The lines after the symbol, beginning with the text on the line of the symbol, if any."""
        lines = self._block.lines
        if self._block.symbol is None:
            return lines
        first = lines[0]
        match = SYMBOL.match(first.text)
        if match and match["rest"]:
            start = match.start("rest")
            return lines[1:].behind(SourceLine(first.line, first.column + start, match["rest"]))
        return lines[1:]

    def _line(self, line: SourceLine) -> None:
        """Add *line*, which is not indented, to the open part, or begin a new part with it."""
        initial = line.text[0]
        if not (
            (initial == "@" and self._description(line))
            or (initial in _TAG_INITIALS and self._tag(line))
            or (initial.isupper() and self._unknown_tag(line))
        ):
            self._unindented(line)

    @property
    def _is_swallowed(self) -> bool:
        """Whether QEMU's tools take a tag or description in this line for text, as it is within a paragraph."""
        return self._rules.starts_after_blank and self._in_prose and not self._after_blank

    def _report_swallowed(self, what: str, line: SourceLine) -> None:
        if self._is_swallowed:
            message = f"{what} is text for the tools from 9.0 on, as no blank line is before it; here it begins a part"
            self._report(SWALLOWED_TAG, message, line)

    def _description(self, line: SourceLine) -> bool:
        in_features = self._part.kind in (CommentPartKind.FEATURES, CommentPartKind.FEATURE)
        match = _DESCRIPTION.match(line.text)
        names: tuple[str, ...] = ()
        if joint := self._joint_description(line, match):
            match, names = joint, self._names_in(joint)
        elif match is not None and self._is_description(match):
            names = (match["name"],)
            if not names[0]:
                self._report(EMPTY_DESCRIPTION_NAME, "a name was expected after @", line)
                return False
            if self._is_swallowed and not (in_features or self._is_missing(names[0])):
                return False
        elif match := self._bare_description(line):
            names = (match["name"],)
        if match is None or not names:
            return False
        member, feature = (CommentPartKind.MEMBER, self._members), (CommentPartKind.FEATURE, self._features)
        kind, described = feature if in_features else member
        self._report_swallowed(f"@{names[0]}:", line)
        if self._late and not in_features and not self._told_late:
            self._told_late = True  # further descriptions are late for the same reason
            self._report(LATE_MEMBER_DESCRIPTION, f"@{names[0]} is described after a section", line)
        for name in names:
            if name in described:
                self._report(DUPLICATE_DESCRIPTION, f"@{name} is described twice", line)
            described.add(name)
        self._begin(kind, names, line, match)
        return True

    def _is_description(self, match: re.Match[str]) -> bool:
        return self._rules.text_at_colon or bool(match["space"] or not match["text"])

    def _is_missing(self, name: str) -> bool:
        """Whether *name* is a member without any other description."""
        return name in self._declared and name not in self._members and name not in self._names_after_blanks

    def _joint_description(self, line: SourceLine, single: re.Match[str] | None) -> re.Match[str] | None:
        """A match if *line*, like ``@a, @b: text``, describes several members, some of which have no other text.

        *single* is a match if the line may describe a single member.
        """
        if single is not None and not _BETWEEN_NAMES.search(single["name"]):
            return None
        match = _WIDE_DESCRIPTION.match(line.text)
        if match is None or not (match["space"] or not match["text"]):
            return None
        if self._names_in(match):
            if not self._is_swallowed or all(self._is_missing(name) for name in self._names_in(match)):
                names = ", ".join(f"@{name}" for name in self._names_in(match))
                self._report(JOINT_DESCRIPTION, f"{names}: each member is described on its own, by @name:", line)
                return match
        elif self._after_blank and " " in match["names"].strip():
            message = "from 8.1 on all that is between @ and the colon is the name of a member"
            self._report(PROSE_LIKE_DESCRIPTION, message, line)
        return None

    def _names_in(self, match: re.Match[str]) -> tuple[str, ...]:
        """The members named in *match* that have no other description; empty unless all names are those of members."""
        names = [each.strip(_QUOTES) for each in _BETWEEN_NAMES.split(match["names"].strip()) if each]
        if len(names) < 2 or not all(name in self._declared for name in names):
            return ()
        return tuple(name for name in dict.fromkeys(names) if name not in self._names_with_colon)

    def _bare_description(self, line: SourceLine) -> re.Match[str] | None:
        """A match if *line* describes a declared member without a colon, and the member has no other description."""
        match = _BARE_DESCRIPTION.match(line.text)
        if match is None or match["name"] not in self._declared or match["name"] in self._names_with_colon:
            return None
        if self._is_swallowed and not self._is_missing(match["name"]):
            return None
        in_table = self._part.kind is CommentPartKind.MEMBER and self._part.head is not None and not self._after_blank
        begins = self._after_blank and not self._rules.colon_needed
        if not (begins or in_table or len(match["space"]) > 1):
            return None
        self._report(MEMBER_WITHOUT_COLON, f"@{match['name']}: was expected", line)
        return match

    @cached_property
    def _names_with_colon(self) -> frozenset[str]:
        matches = map(_DESCRIPTION.match, self._block.lines.texts[1:])
        return frozenset(match["name"] for match in matches if match)

    @cached_property
    def _names_after_blanks(self) -> frozenset[str]:
        """Names in descriptions that follow a blank line, which no release takes for text."""
        pairs = pairwise(self._block.lines.texts)
        matches = (_DESCRIPTION.match(text) for before, text in pairs if not before)
        return frozenset(match["name"] for match in matches if match)

    def _tag(self, line: SourceLine) -> bool:
        match = _TAG.match(line.text)
        if match is None:
            match = _SINCE_WITHOUT_COLON.fullmatch(line.text)
            if match is None or CommentPartKind.SINCE in self._tags or self._is_swallowed:
                return False
            self._report(SINCE_WITHOUT_COLON, "Since: was expected, with the colon directly after the word", line)
            name = "Since"
        else:
            name = match["name"]
            if not self._is_tag(match):
                return False
        kind = TAGS[name]
        if self._is_swallowed and not self._may_begin_anywhere(kind, match):
            return False
        self._report_swallowed(f"{name}:", line)
        if kind is CommentPartKind.FEATURES:
            return self._features_tag(line)
        if self._rules.rejects_notes and kind in (CommentPartKind.NOTE, CommentPartKind.EXAMPLE):
            self._report(OBSOLETE_TAG, f"{name}: is written as a directive from 9.1 on", line)
        if kind in _ONCE and kind in self._tags:
            self._report(DUPLICATE_SECTION, f"the doc comment has {name}: twice", line)
        self._late = True
        self._begin(kind, (name,), line, match)
        self._tags.add(kind)
        return True

    def _is_tag(self, match: re.Match[str]) -> bool:
        if match["name"] == "Features":
            return self._rules.has_features and not match["text"]
        return match["name"] != "Errors" or self._rules.has_errors

    def _may_begin_anywhere(self, kind: CommentPartKind, match: re.Match[str]) -> bool:
        """Whether a tag within a paragraph counts, as its content would be lost in text."""
        if kind is CommentPartKind.SINCE:
            return kind not in self._tags and match["text"][:1].isdigit()
        return kind not in self._tags and kind in (
            CommentPartKind.RETURNS,
            CommentPartKind.ERRORS,
            CommentPartKind.FEATURES,
        )

    def _unknown_tag(self, line: SourceLine) -> bool:
        """Begin a section if *line* has a tag that no known release has, with text after it or indented below it."""
        is_candidate = self._after_blank and self._rules.colon_needed and self._block.symbol is not None
        match = (
            _UNKNOWN_TAG.match(line.text) if is_candidate and self._part.kind is not CommentPartKind.EXAMPLE else None
        )
        if match is None or match["name"] in _NO_TAGS or not (match["text"] or self._goes_on_indented()):
            return False
        name = match["name"]
        self._report(UNKNOWN_TAG, f"{name}: is no tag{did_you_mean(name, TAGS)}; it is kept as a section", line)
        self._late = True
        self._begin(CommentPartKind.OTHER, (name,), line, match)
        return True

    def _goes_on_indented(self) -> bool:
        """Whether the line below the current line is indented."""
        below = self._index + 1
        return below < len(self._body) and self._body.texts[below][:1] == " "

    def _features_tag(self, line: SourceLine) -> bool:
        if CommentPartKind.FEATURES in self._tags:
            self._report(DUPLICATE_FEATURES, "the doc comment has Features: twice", line)
            self._features_twice = True
        self._late = True
        self._begin(CommentPartKind.FEATURES, ("Features",), line, None)
        self._tags.add(CommentPartKind.FEATURES)
        return True

    def _unindented(self, line: SourceLine) -> None:
        part = self._part
        ends = not part.kind.is_prose and self._ends(part, line)
        if self._after_blank:
            self._in_prose = ends or part.kind.is_prose
        if not ends:
            part.first = part.first or line.text
            return
        if self._rules.starts_after_blank or part.kind.is_section:
            self._late = True
        self._begin(CommentPartKind.TEXT, ("",), line, None)
        self._first = self._index
        self._part.first = line.text

    def _ends(self, part: CommentPart, line: SourceLine) -> bool:
        """Whether *line*, which is unindented, does not belong to *part* any more."""
        if part.kind is CommentPartKind.EXAMPLE and part.head is None:
            return part.first != "" and part.first[0] in " \t" and self._rules.starts_after_blank
        if part.kind is CommentPartKind.FEATURES or not self._after_blank:
            return part.kind is CommentPartKind.FEATURES
        must_be_indented = self._rules.indentation is Indentation.INDENTED
        if must_be_indented or part.kind.is_description or part.kind is CommentPartKind.SINCE:
            return True
        if part.kind is CommentPartKind.EXAMPLE or part.head is None:
            return False
        return not _LIST_ITEM.match(line.text)

    def _begin(
        self, kind: CommentPartKind, names: tuple[str, ...], line: SourceLine, match: re.Match[str] | None
    ) -> None:
        self._end_part(line)
        self._first = self._index + 1
        head = None
        if match is not None and match["text"]:
            head = SourceLine(line=line.line, column=line.column + match.start("text"), text=match["text"])
        self._part = CommentPart(kind, line, names, head)

    def _end_part(self, following: SourceLine | None = None) -> None:
        part = self._part
        texts, end = self._body.texts, self._index
        while end > self._first and not texts[end - 1]:
            end -= 1
            part.ends_blank = True
        if self._first < end:
            part.lines = self._body[self._first : end]
        self._check_empty(part, following)
        self._parts.append(part)

    def _check_empty(self, part: CommentPart, following: SourceLine | None = None) -> None:
        """Report *part*, which has just ended, if it must not be empty; *following* is the line after it."""
        if part.kind is CommentPartKind.FEATURES:
            if not self._features_twice and (following is None or following.text[0] != "@"):
                at = following or (self._closing_line() if self._strict else part.start)
                self._report(EMPTY_FEATURES, "descriptions of features were expected here", at)
        elif part.kind.is_section and part.head is None and not part.first:
            self._report(EMPTY_SECTION, f"text was expected after {part.name}:", part.start)

    def _closing_line(self) -> SourceLine:
        """The line that closes the comment, with the column at which a text would begin."""
        return SourceLine(line=self._block.end_line, column=self._block.position.column + 2, text="")

    def _report(self, rule: Rule, message: str, line: SourceLine) -> None:
        position = Position(self._path, line.line, max(1, line.column - 2))
        self._findings.report(rule, message, position, definition=self._block.symbol)
