"""Which line of a definition's doc comment begins what, by the rules of its era."""

from __future__ import annotations

import re
from collections.abc import Collection

from sphinx_qapi.schema.comments.eras import CommentDialect, Indentation
from sphinx_qapi.schema.comments.parts import TAGS, CommentPart, PartKind
from sphinx_qapi.source.findings import Findings
from sphinx_qapi.source.position import Position
from sphinx_qapi.source.source_lines import SourceLine, SourceLines
from sphinx_qapi.syntax.comments import SYMBOL
from sphinx_qapi.syntax.nodes import DocBlockNode

_TAG = re.compile(rf"(?P<name>{'|'.join(TAGS)}):(?!:)(?P<space>\s*)(?P<text>.*)")
_TAG_INITIALS = frozenset(tag[0] for tag in TAGS)
_SINCE_WITHOUT_COLON = re.compile(r"Since(?:\s*:)?\s+(?P<text>\d+(?:\.\d+)+\.?)")
_DESCRIPTION = re.compile(r"@(?P<name>[^\s:]*)(?P<gap>\s*):(?P<space>\s*)(?P<text>.*)")
_WIDE_DESCRIPTION = re.compile(r"@(?P<name>[^:]*):\s*(?P<text>.*)")
_BARE_DESCRIPTION = re.compile(r"@(?P<name>[\w.-]+)(?P<space>\s*)(?P<text>.*)")
_LIST_ITEM = re.compile(r"[-*o] |\d+[.)] ")
_ONCE = (PartKind.SINCE, PartKind.RETURNS, PartKind.ERRORS)


def comment_parts(
    block: DocBlockNode, *, path: str, rules: CommentDialect, findings: Findings, declared: Collection[str]
) -> list[CommentPart]:
    """The parts of *block* by the rules of its era, in source order; the first is the introduction.

    *declared*: the names that may be described without a colon where the rules allow that.
    """
    reader = _CommentReader(block, path=path, rules=rules, findings=findings, declared=declared)
    return reader.read()


class _CommentReader:
    def __init__(
        self, block: DocBlockNode, *, path: str, rules: CommentDialect, findings: Findings, declared: Collection[str]
    ) -> None:
        self._block = block
        self._body = self._behind_symbol()
        self._path = path
        self._rules = rules
        self._findings = findings
        self._strict = findings.dialect is not None
        self._declared = declared
        self._described: dict[PartKind, set[str]] = {PartKind.MEMBER: set(), PartKind.FEATURE: set()}
        self._with_colon: frozenset[str] | None = None
        self._tags: set[PartKind] = set()
        self._features_twice = False
        self._after_blank = True
        self._late = False
        self._told_late = False
        """Whether a description of a member would come too late."""
        start = block.lines[0] if block.lines else SourceLine(line=block.position.line, column=1, text="")
        self._part = CommentPart(kind=PartKind.INTRO, start=start)
        self._parts = [self._part]
        self._index = 0
        """Of the current line in `_body`."""
        self._first = 0
        """Of the first line of the open part."""

    def read(self) -> list[CommentPart]:
        """Read all lines, once."""
        for index, line in enumerate(self._body):
            self._index = index
            if line.text:
                self._line(line)
            self._after_blank = not line.text
        self._part.lines = self._body[self._first :]
        self._check_empty(self._part)
        return self._parts

    def _behind_symbol(self) -> SourceLines:
        """The lines behind the symbol, with what stands on its line."""
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
        """Give *line*, which is not blank, to the open part, or begin another with it."""
        initial = line.text[0]
        if initial in " \t":
            self._part.add(line)  # what is indented belongs to what is open
        elif not ((initial == "@" and self._description(line)) or (initial in _TAG_INITIALS and self._tag(line))):
            self._unindented(line)

    def _may_begin(self) -> bool:
        """Whether a tag or description can begin in this line."""
        return self._after_blank or not (self._rules.starts_after_blank and self._part.kind.is_prose)

    def _description(self, line: SourceLine) -> bool:
        if not self._may_begin():
            return False
        match = _DESCRIPTION.match(line.text)
        if match is None or not self._is_description(match):
            match = None
            if self._strict and self._rules.text_at_colon:
                match = _WIDE_DESCRIPTION.match(line.text)
            elif not self._strict and not self._rules.text_at_colon:
                match = self._bare_description(line)
        if match is None:
            return False
        name = match["name"]
        if not name:
            self._report("empty-description-name", "a name was expected behind @", line)
            return False
        in_features = self._part.kind in (PartKind.FEATURES, PartKind.FEATURE)
        kind = PartKind.FEATURE if in_features else PartKind.MEMBER
        if self._late and not in_features and not self._told_late:
            self._told_late = True  # those behind it are late for the same reason
            self._report("late-member-description", f"@{name} is described after a section", line)
        if name in self._described[kind]:
            self._report("duplicate-description", f"@{name} is described twice", line)
        self._described[kind].add(name)
        self._begin(kind, name, line, match)
        return True

    def _is_description(self, match: re.Match[str]) -> bool:
        if self._rules.text_at_colon:
            return True
        apart = bool(match["space"] or not match["text"])
        return apart and (not match["gap"] or not self._strict)

    def _bare_description(self, line: SourceLine) -> re.Match[str] | None:
        """*line* as a description without colon: of a declared member that has no other, in the shape of one."""
        match = _BARE_DESCRIPTION.match(line.text)
        if match is None or match["name"] not in self._declared or match["name"] in self._names_with_colon():
            return None
        in_table = self._part.kind is PartKind.MEMBER and self._part.head is not None and not self._after_blank
        begins = self._after_blank and not self._rules.colon_needed
        if not (begins or in_table or len(match["space"]) > 1):
            return None
        self._report("member-without-colon", f"@{match['name']}: was expected", line)
        return match

    def _names_with_colon(self) -> frozenset[str]:
        if self._with_colon is None:
            matches = map(_DESCRIPTION.match, self._block.lines.texts[1:])
            self._with_colon = frozenset(match["name"] for match in matches if match)
        return self._with_colon

    def _tag(self, line: SourceLine) -> bool:
        if not self._may_begin():
            return False
        match = _TAG.match(line.text)
        if match is None:
            match = _SINCE_WITHOUT_COLON.fullmatch(line.text)
            if match is None or PartKind.SINCE in self._tags:
                return False
            self._report("since-without-colon", "Since: was expected, with the colon behind the word", line)
            name = "Since"
        else:
            name = match["name"]
            if not self._is_tag(match):
                return False
        kind = TAGS[name]
        if kind is PartKind.FEATURES:
            return self._features(line)
        if self._rules.rejects_notes and kind in (PartKind.NOTE, PartKind.EXAMPLE):
            self._report("obsolete-tag", f"{name}: is written as a directive from 9.1 on", line)
        if kind in _ONCE and kind in self._tags:
            self._report("duplicate-section", f"{name}: stands twice", line)
        self._late = True
        self._begin(kind, name, line, match)
        self._tags.add(kind)
        return True

    def _is_tag(self, match: re.Match[str]) -> bool:
        if match["name"] == "Features":
            return self._rules.has_features and not match["text"]
        if match["name"] == "Errors" and not self._rules.has_errors:
            return False
        return self._rules.text_at_colon or not self._strict or bool(match["space"]) or not match["text"]

    def _features(self, line: SourceLine) -> bool:
        if PartKind.FEATURES in self._tags:
            self._report("duplicate-features", "Features: stands twice", line)
            self._features_twice = True
        self._late = True
        self._begin(PartKind.FEATURES, "Features", line, None)
        self._tags.add(PartKind.FEATURES)
        return True

    def _unindented(self, line: SourceLine) -> None:
        part = self._part
        if part.kind.is_prose or not self._ends(part, line):
            part.add(line)
            return
        if self._rules.starts_after_blank or part.kind.is_section:
            self._late = True
        self._begin(PartKind.TEXT, "", line, None)
        self._first = self._index
        self._part.add(line)

    def _ends(self, part: CommentPart, line: SourceLine) -> bool:
        """Whether *line*, unindented, no longer belongs to *part*."""
        if part.kind is PartKind.EXAMPLE and part.head is None:
            return part.first is not None and part.first.text[0] in " \t" and self._rules.starts_after_blank
        if self._rules.indentation is Indentation.INDENTED or part.kind is PartKind.FEATURES:
            return True
        if not self._after_blank:
            return False
        if part.kind.is_description or part.kind is PartKind.SINCE:
            return True
        if part.kind is PartKind.EXAMPLE or part.head is None:
            return False
        return not _LIST_ITEM.match(line.text)

    def _begin(self, kind: PartKind, name: str, line: SourceLine, match: re.Match[str] | None) -> None:
        self._part.lines = self._body[self._first : self._index]
        self._first = self._index + 1
        self._check_empty(self._part, line)
        head = None
        if match is not None and match["text"]:
            head = SourceLine(line=line.line, column=line.column + match.start("text"), text=match["text"])
        self._part = CommentPart(kind=kind, name=name, start=line, head=head)
        self._parts.append(self._part)

    def _check_empty(self, part: CommentPart, following: SourceLine | None = None) -> None:
        """Report *part*, just ended, if something should stand in it; *following* ended it."""
        if part.kind is PartKind.FEATURES:
            if not self._features_twice and (following is None or following.text[0] != "@"):
                at = following or (self._closing_line() if self._strict else part.start)
                self._report("empty-features", "descriptions of features were expected here", at)
        elif part.kind.is_section and part.head is None and part.first is None:
            self._report("empty-section", f"text was expected behind {part.name}:", part.start)

    def _closing_line(self) -> SourceLine:
        """The line that closes the comment, with the column that a text would have."""
        return SourceLine(line=self._block.end_line, column=self._block.position.column + 2, text="")

    def _report(self, rule: str, message: str, line: SourceLine) -> None:
        position = Position(self._path, line.line, max(1, line.column - 2))
        self._findings.report(rule, message, position, definition=self._block.symbol)
