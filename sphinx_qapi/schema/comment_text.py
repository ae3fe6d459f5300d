"""Lines of a comment made into `Text`: dedented, without outer blank lines, each with its number."""

from __future__ import annotations

from collections.abc import Sequence

from sphinx_qapi.source.text import Text
from sphinx_qapi.syntax.nodes import DocLine


def indentation(line: DocLine) -> int:
    """How far the text of *line* is indented."""
    return len(line.text) - len(line.text.lstrip(" "))


def text_of(path: str, lines: Sequence[DocLine], *, head: DocLine | None = None, below_head: bool = False) -> Text:
    """*lines* without their common indentation, behind *head*, the text that stands on the line of a tag.

    *below_head*: their indentation is counted from the column of *head*, as from 5.2 to 8.0.
    """
    start, end = 0, len(lines)
    while start < end and not lines[start].text:
        start += 1
    while end > start and not lines[end - 1].text:
        end -= 1
    if head is not None and head.text:
        start = 0 if start < end else end
    else:
        head = None
    body = [_without_tabs(line) for line in lines[start:end]]
    margin = min((indentation(line) for line in body if line.text), default=0)
    if head is not None and below_head and body:
        margin = max(0, min(margin, head.column - body[0].column))
    texts = [line.text[margin:] for line in body]
    numbers = [line.line for line in body]
    if head is not None:
        texts.insert(0, head.text)
        numbers.insert(0, head.line)
    return Text(path=path, lines=tuple(texts), numbers=tuple(numbers))


def _without_tabs(line: DocLine) -> DocLine:
    """*line* with spaces for its tabs, which stand for multiples of eight columns of the file."""
    if "\t" not in line.text:
        return line
    before = " " * (line.column - 1)
    return DocLine(line=line.line, column=line.column, text=(before + line.text).expandtabs()[len(before) :])
