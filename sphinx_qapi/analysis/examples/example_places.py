"""The places of examples in a doc comment, or on any page that is written in the same markup."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import chain
from typing import NamedTuple

from sphinx_qapi.analysis.examples.transcript import ExampleLine, Transcript, has_arrow, is_arrow
from sphinx_qapi.schema.model.definitions import Definition
from sphinx_qapi.schema.model.documentation import SectionKind
from sphinx_qapi.schema.model.schema import FreeText, Schema
from sphinx_qapi.source.position import Position
from sphinx_qapi.source.text import Text


class Example(NamedTuple):
    """An example, and the definition whose comment contains it; None for free text."""

    transcript: Transcript
    definition: Definition | None


_DIRECTIVE = re.compile(r"\.\. qmp-example::(?P<rest>.*)")
_LITERAL = re.compile(r"\.\. (?:code-block|code|sourcecode|parsed-literal)::|(?!\.\. ).*::$")
_OPTION = re.compile(r":[\w-]+:")
_FENCE = re.compile(r"(?P<fence>`{3,}|~{3,}|:{3,})\s*(?P<word>\{?[\w-]*\}?)")


def examples_of(schema: Schema) -> Iterator[Example]:
    """Yield all examples of *schema*, in its order."""
    for module in schema.modules:
        for item in module.items:
            if isinstance(item, FreeText):
                yield from (Example(each, None) for each in transcripts_of(item.text))
            elif isinstance(item, Definition):
                yield from (Example(each, item) for each in examples_in(item))


def examples_in(definition: Definition) -> Iterator[Transcript]:
    """Yield the examples in the comment of *definition*."""
    documentation = definition.documentation
    if documentation is None:
        return
    yield from transcripts_of(documentation.intro)
    for description in chain(documentation.members, documentation.features):
        yield from transcripts_of(description.text)
    for section in documentation.sections:
        if section.kind is not SectionKind.EXAMPLE:
            yield from transcripts_of(section.text)
        elif section.text:
            yield Transcript(lines=_lines(section.text), position=section.position)


def transcripts_of(text: Text) -> Iterator[Transcript]:
    """Yield the transcripts in prose: directives, literal blocks with arrows, and lines with arrows in running text."""
    words = text.content
    if "->" not in words and "<-" not in words and "qmp-example" not in words:
        return
    yield from _Scan(_lines(text), text.path, markdown=text.markup == "markdown").transcripts()


def annotated_blocks(lines: Sequence[ExampleLine]) -> tuple[ExampleLine, ...]:
    """Return the lines of all literal blocks of an annotated example, which are one conversation.

    A blank line separates the blocks.
    """
    found: list[ExampleLine] = []
    index = 0
    while index < len(lines):
        line = lines[index]
        index += 1
        if _LITERAL.match(line.text.strip()):
            end = _body_end(lines, index, _depth(line.text))
            found += [*lines[index:end], ExampleLine("", line.number, 1)]
            index = end
    return tuple(found)


class _Scan:
    """One pass over the lines of a text."""

    def __init__(self, lines: tuple[ExampleLine, ...], path: str, *, markdown: bool) -> None:
        self.lines = lines
        self.path = path
        self.markdown = markdown
        self.free: list[ExampleLine] = []
        """The lines of running text since a line with an arrow."""

    def transcripts(self) -> Iterator[Transcript]:
        index = 0
        while index < len(self.lines):
            line = self.lines[index]
            content = line.text.strip()
            index += 1
            if match := _DIRECTIVE.match(content):
                end = _body_end(self.lines, index, _depth(line.text))
                first = [line._replace(text=match["rest"], column=line.column + line.text.index(match["rest"]))]
                yield from self._free_text()
                yield self._directive(line, [*(first if match["rest"].strip() else []), *self.lines[index:end]])
                index = end
            elif self.markdown and (fence := _FENCE.match(content)):
                end = self._fence_end(index, fence["fence"])
                yield from self._free_text()
                yield from self._fenced(line, fence["word"], self.lines[index:end])
                index = end + 1
            elif _LITERAL.match(content) and not self.free:
                end = _body_end(self.lines, index, _depth(line.text))
                yield from self._block(line, self.lines[index:end])
                index = end
            elif self.free or is_arrow(content):
                self.free.append(line)
        yield from self._free_text()

    def _directive(self, line: ExampleLine, body: Sequence[ExampleLine]) -> Transcript:
        begin = 0
        annotated = False
        while begin < len(body) and _OPTION.match(body[begin].text.strip()):
            annotated = annotated or body[begin].text.strip().startswith(":annotated:")
            begin += 1
        lines = annotated_blocks(body[begin:]) if annotated else tuple(body[begin:])
        return Transcript(lines=lines, position=self._place(line))

    def _fenced(self, line: ExampleLine, word: str, body: Sequence[ExampleLine]) -> Iterator[Transcript]:
        if word == "{qmp-example}":
            yield self._directive(line, body)
        else:
            yield from self._block(line, body)

    def _block(self, line: ExampleLine, body: Sequence[ExampleLine]) -> Iterator[Transcript]:
        if has_arrow(body):
            yield Transcript(lines=tuple(body), position=self._place(line), is_marked=False)

    def _free_text(self) -> Iterator[Transcript]:
        if self.free:
            yield Transcript(lines=tuple(self.free), position=self._place(self.free[0]), is_marked=False)
            self.free = []

    def _fence_end(self, index: int, fence: str) -> int:
        while index < len(self.lines) and not self.lines[index].text.strip().startswith(fence):
            index += 1
        return index

    def _place(self, line: ExampleLine) -> Position:
        return Position(self.path, line.number, line.column + _depth(line.text))


def _body_end(lines: Sequence[ExampleLine], index: int, depth: int) -> int:
    """Return the index after the lines that are indented deeper than *depth*, from *index* on.

    Blank lines at their end are not included.
    """
    end = index
    while index < len(lines):
        text = lines[index].text
        index += 1
        if text.strip():
            if _depth(text) <= depth:
                break
            end = index
    return end


def _depth(text: str) -> int:
    return len(text) - len(text.lstrip())


def _lines(text: Text) -> tuple[ExampleLine, ...]:
    columns = text.columns or (1,) * len(text.lines)
    return tuple(map(ExampleLine, text.lines, text.numbers, columns))
