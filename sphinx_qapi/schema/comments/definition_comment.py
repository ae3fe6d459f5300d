"""The reader of a definition's doc comment: introduction, descriptions, tagged sections, version."""

from __future__ import annotations

from collections.abc import Container, Sequence
from itertools import islice

from sphinx_qapi.schema.comments.comment_parts import CommentPart, CommentPartKind
from sphinx_qapi.schema.comments.comment_text import text_of
from sphinx_qapi.schema.comments.directives import check_directives
from sphinx_qapi.schema.comments.eras import Indentation, comment_dialect
from sphinx_qapi.schema.comments.layout import check_layout, check_prose
from sphinx_qapi.schema.comments.line_classifier import comment_parts
from sphinx_qapi.schema.comments.optional_marks import without_optional_marks
from sphinx_qapi.schema.comments.since import PLAIN, VersionStyle, since_of, tagged_since
from sphinx_qapi.schema.model.documentation import Description, Documentation, Section, SectionKind
from sphinx_qapi.schema.model.members import Since
from sphinx_qapi.source import releases
from sphinx_qapi.source.diagnostics import Severity
from sphinx_qapi.source.findings import Findings
from sphinx_qapi.source.packed_list import PackedList, like
from sphinx_qapi.source.position import Position
from sphinx_qapi.source.rule import Rule
from sphinx_qapi.source.span import NEVER
from sphinx_qapi.source.text import Text
from sphinx_qapi.source.version import Version
from sphinx_qapi.syntax.nodes import DocBlockNode

MALFORMED_SINCE = Rule(
    name="malformed-since",
    summary="Since: is not followed by a version",
    explanation="""\
``Since:`` is followed by a release number such as ``2.1`` or ``2.1.0``. Other text is shown as written. Other projects
have their own conventions for versions, so the finding is only a note in automatic mode.""",
    rejected=NEVER,
    other=Severity.WARNING,
)
OPTIONAL_MARK = Rule(
    name="optional-mark",
    summary="#optional in a member's description",
    explanation="""\
A member is optional if its name begins with ``*`` in the schema. Until 2.8, its description repeated this as
``#optional``; from 2.9 to 2.11, the mark was rejected.""",
    rejected=releases.OPTIONAL_MARKS_REJECTED,
    auto=None,
    other=None,
)


def read_documentation(
    block: DocBlockNode,
    *,
    path: str,
    dialect: Version,
    markup: str,
    findings: Findings,
    declared: Container[str] = (),
    versions: VersionStyle = PLAIN,
) -> Documentation:
    """The documentation in *block*, the doc comment of a definition.

    *dialect* decides which lines begin a part, *markup* which text is verbatim. *declared* holds the names of the
    definition's members, values and branches, in inline structs with dots: in old comments a line that begins with such
    a name is a description even without a colon. `Documentation.undeclared` is left empty. A block without a symbol is
    read as introduction from its first line on.
    """
    rules = comment_dialect(dialect)
    parts = comment_parts(block, path=path, rules=rules, findings=findings, declared=declared)
    check_layout(block, parts, path=path, rules=rules, findings=findings)
    check_prose(block, path=path, markup=markup, findings=findings)
    check_directives(block, path=path, markup=markup, findings=findings)
    below_head = rules.indentation is Indentation.BELOW_TEXT
    return _Assembly(path, block, markup, below_head, findings, versions).documentation(parts)


class _Assembly:
    """Makes a `Documentation` from the parts of a comment."""

    def __init__(  # noqa: PLR0917
        self,
        path: str,
        block: DocBlockNode,
        markup: str,
        below_head: bool,
        findings: Findings,
        versions: VersionStyle,
    ) -> None:
        self.path = path
        self.block = block
        self.markup = markup
        self.below_head = below_head
        self.findings = findings
        self.versions = versions

    def documentation(self, parts: Sequence[CommentPart]) -> Documentation:
        is_packed = type(parts) is PackedList
        members: list[Description] | PackedList[Description] = PackedList() if is_packed else []
        features: list[Description] | PackedList[Description] = PackedList() if is_packed else []
        sections: list[Section] | PackedList[Section] = PackedList() if is_packed else []
        since: Since | None = None
        for part in islice(parts, 1, None):
            text = self._text(part)
            if part.kind is CommentPartKind.MEMBER:
                text = self._unmarked(text)
                for name in part.names:
                    members.append(self._description(part, text, name))
            elif part.kind is CommentPartKind.FEATURE:
                features.append(self._description(part, text, part.name))
            elif part.kind is CommentPartKind.SINCE and since is None and (stated := self._since(part, text)):
                since = stated
            elif text or part.kind.section is not SectionKind.TEXT:
                sections.append(self._section(part, text))
        return Documentation(
            intro=self._text(parts[0]),
            members=like(parts, members),
            features=like(parts, features),
            sections=like(parts, sections),
            since=since,
            position=self._position(parts[0]),
        )

    def _position(self, part: CommentPart) -> Position:
        return Position(self.path, part.start.line, part.start.column)

    def _text(self, part: CommentPart) -> Text:
        return text_of(self.path, part.lines, markup=self.markup, head=part.head, below_head=self.below_head)

    def _description(self, part: CommentPart, text: Text, name: str) -> Description:
        since = since_of(text, self.versions)
        return Description(name=name, text=text, since=since, position=self._position(part))

    def _unmarked(self, text: Text) -> Text:
        unmarked = without_optional_marks(text)
        if unmarked is not text:
            position = text.position(0)
            message = "the * before the member's name says that it is optional, #optional is not needed"
            self.findings.report(OPTIONAL_MARK, message, position, definition=self.block.symbol)
        return unmarked

    def _since(self, part: CommentPart, text: Text) -> Since | None:
        since = tagged_since(text, self._position(part), self.versions)
        if since is None and text:
            message = f'a release number was expected, not "{text.lines[0]}"'
            self.findings.report(MALFORMED_SINCE, message, self._position(part), definition=self.block.symbol)
        return since

    def _section(self, part: CommentPart, text: Text) -> Section:
        if part.kind is CommentPartKind.SINCE:  # without a version, or the second one: shown as written
            lines = (f"{part.name}: {text.lines[0]}", *text.lines[1:]) if text else (f"{part.name}:",)
            text = Text(path=self.path, lines=lines, numbers=text.numbers or (part.start.line,), markup=self.markup)
            return Section(kind=SectionKind.TEXT, text=text, position=self._position(part))
        return Section(kind=part.kind.section, tag=part.name, text=text, position=self._position(part))
