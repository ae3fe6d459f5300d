"""Lines of a comment made into `Text`: dedented, without outer blank lines, each with its number."""

from __future__ import annotations

from collections.abc import Sequence

from sphinx_qapi.source.text import Text
from sphinx_qapi.syntax.nodes import DocLine


def indentation(line: DocLine) -> int:
    """How far the text of *line* is indented."""
    return len(line.text) - len(line.text.lstrip(" "))


def text_of(
    path: str, lines: Sequence[DocLine], *, markup: str, head: DocLine | None = None, below_head: bool = False
) -> Text:
    """*lines* without their common indentation, behind *head*, the text that stands on the line of a tag.

    *below_head*: their indentation is counted from the column of *head*, as from 5.2 to 8.0.
    """
    if head is not None and not head.text:
        head = None
    body = _without_outer_blanks(lines, at_start=head is None)
    texts = [line.text for line in body]
    if any("\t" in text for text in texts):
        texts = [_without_tabs(line) for line in body]
    margin = min((len(text) - len(text.lstrip(" ")) for text in texts if text), default=0)
    if head is not None and body and below_head:
        margin = max(0, min(margin, head.column - body[0].column))
    if margin:
        texts = [text[margin:] for text in texts]
    numbers = [line.line for line in body]
    columns = [line.column + margin for line in body]
    if head is not None:
        texts.insert(0, head.text)
        numbers.insert(0, head.line)
        columns.insert(0, head.column)
    return Text(path=path, lines=tuple(texts), numbers=tuple(numbers), columns=tuple(columns), markup=markup)


def _without_outer_blanks(lines: Sequence[DocLine], *, at_start: bool) -> Sequence[DocLine]:
    start, end = 0, len(lines)
    while end and not lines[end - 1].text:
        end -= 1
    while at_start and start < end and not lines[start].text:
        start += 1
    return lines[start:end]


def _without_tabs(line: DocLine) -> str:
    """The text of *line* with spaces for its tabs, which stand for multiples of eight columns of the file."""
    before = " " * (line.column - 1)
    return (before + line.text).expandtabs()[len(before) :]
