"""Conversion of lines of a comment to `Text`: dedented, without outer blank lines, with line numbers."""

from __future__ import annotations

from sphinx_qapi.source.lazy_sequences import LazySequence
from sphinx_qapi.source.source_lines import SourceLine, SourceLines, compact_columns, compact_numbers, shifted
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
    texts, numbers, columns = body.texts, body.numbers, body.columns
    if "\t" in "".join(texts) if type(texts) is list else any("\t" in text for text in texts):
        texts = [_without_tabs(line) for line in body]
    margin = min([len(text) - len(text.lstrip(" ")) for text in texts if text], default=0)
    if head is not None and texts and below_head:
        margin = max(0, min(margin, head.column - columns[0]))
    if margin:
        texts = texts.mapped(lambda text: text[margin:]) if type(texts) is LazySequence else [t[margin:] for t in texts]
        columns = shifted(columns, margin)
    if head is not None:
        texts = texts.behind(head.text) if type(texts) is LazySequence else (head.text, *texts)
        numbers, columns = (head.line, *numbers), compact_columns((head.column, *columns))
    return Text(
        path=path,
        lines=texts if type(texts) is LazySequence else tuple(texts),
        numbers=compact_numbers(numbers),
        columns=columns,
        markup=markup,
    )


def _without_outer_blanks(lines: SourceLines, *, at_start: bool) -> SourceLines:
    texts = lines.texts
    start, end = 0, len(texts)
    while end and not texts[end - 1]:
        end -= 1
    while at_start and start < end and not texts[start]:
        start += 1
    return lines if end - start == len(texts) else lines[start:end]


def _without_tabs(line: SourceLine) -> str:
    """The text of *line* with its tabs expanded to columns of the file that are multiples of eight."""
    before = " " * (line.column - 1)
    return (before + line.text).expandtabs()[len(before) :]
