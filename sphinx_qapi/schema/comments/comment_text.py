"""Conversion of lines of a comment to `Text`: dedented, without outer blank lines, with line numbers."""

from __future__ import annotations

from collections.abc import Sequence

from sphinx_qapi.source.lazy_sequences import LazySequence
from sphinx_qapi.source.source_lines import SourceLine, SourceLines, compact_numbers, shifted
from sphinx_qapi.source.text import Text


def indentation(line: SourceLine) -> int:
    """Number of spaces before the text of *line*."""
    return len(line.text) - len(line.text.lstrip(" "))


def text_of(
    path: str, lines: SourceLines, *, markup: str, head: SourceLine | None = None, below_head: bool = False
) -> Text:
    """*lines* without their common indentation, after *head*, the text on the line of a tag.

    With *below_head* their indentation is relative to the column of *head*, as from 5.2 to 8.0.
    """
    if head is not None and not head.text:
        head = None
    body = _without_outer_blanks(lines, at_start=head is None)
    texts: Sequence[str] = body.texts
    if any("\t" in text for text in texts):
        texts = [_without_tabs(line) for line in body]
    margin = min((len(text) - len(text.lstrip(" ")) for text in texts if text), default=0)
    if head is not None and body and below_head:
        margin = max(0, min(margin, head.column - body[0].column))
    columns = body.columns
    if margin:
        texts = texts.mapped(lambda text: text[margin:]) if type(texts) is LazySequence else [t[margin:] for t in texts]
        columns = shifted(columns, margin)
    dedented = SourceLines(texts, compact_numbers(body.numbers), columns)
    if head is not None:
        dedented = dedented.behind(head)
    return Text(
        path=path,
        lines=dedented.texts if type(dedented.texts) is LazySequence else tuple(dedented.texts),
        numbers=dedented.numbers,
        columns=dedented.columns,
        markup=markup,
    )


def _without_outer_blanks(lines: SourceLines, *, at_start: bool) -> SourceLines:
    start, end = 0, len(lines)
    texts = lines.texts
    while end and not texts[end - 1]:
        end -= 1
    while at_start and start < end and not texts[start]:
        start += 1
    return lines if end - start == len(lines) else lines[start:end]


def _without_tabs(line: SourceLine) -> str:
    """The text of *line* with its tabs expanded to columns of the file that are multiples of eight."""
    before = " " * (line.column - 1)
    return (before + line.text).expandtabs()[len(before) :]
