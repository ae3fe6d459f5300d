"""The reader of blocks of old prose, line by line."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby

from sphinx_qapi.source.text import Text
from sphinx_qapi.syntax.plain.aligned import RowFinder, RowLines
from sphinx_qapi.syntax.plain.code import code_end, has_columns, is_drawing, is_transcript, literal_block
from sphinx_qapi.syntax.plain.lists import ListLines, count_bullets, gather_list, interrupts
from sphinx_qapi.syntax.plain.paragraphs import read_paragraphs
from sphinx_qapi.syntax.plain.prose_lines import Line, lines_of, width_of
from sphinx_qapi.syntax.plain.prose_nodes import (
    AlignedList,
    AlignedRow,
    Block,
    Blocks,
    BulletList,
    EnumeratedList,
)

_DEEPEST = 8
"""Maximum nesting of lists; deeper lists are read as text."""


def read_plain(text: Text, *, example: bool = False) -> Blocks:
    """Read prose from before 5.2; the result has every word of *text*, in the order of the text.

    *example* says that it is an ``Example:`` section: it is verbatim, except for sentences between transcripts. Only
    marks that were understood are left out: bullets and numbers of list items, quotes, colons and dashes that set off a
    term, ``@``, ``*``, ``_``, backticks, the bars of example lines, and the words ``Note:``.
    """
    lines = lines_of(text)
    if example and lines and not is_transcript(lines):
        return (literal_block(lines),)
    blocks = read_blocks(lines, width_of(lines))
    match blocks:
        case (BulletList(items=(only,)),):
            return only  # no list: the dash separates the name of the member from its text
    return blocks


def read_blocks(lines: Sequence[Line], width: int, depth: int = 0) -> Blocks:
    """Read *lines*, which their author filled up to *width* columns, inside *depth* lists."""
    blocks: list[Block] = []
    bullets = count_bullets(lines)
    index = 0
    while index < len(lines):
        if not lines[index].content:
            index += 1
        elif (end := code_end(lines, index)) > index:
            blocks.append(literal_block(lines[index:end]))
            index = end
        elif depth < _DEEPEST and (found := gather_list(lines, index)):
            blocks.append(_read_list(found, lines[index].number, width, depth))
            index = found.end
        else:
            end = _chunk_end(lines, index, bullets)
            _append_chunk(blocks, lines[index:end], width, depth)
            index = end
    return _joined(blocks)


def _chunk_end(lines: Sequence[Line], index: int, bullets: dict[tuple[str, int], int]) -> int:
    """The index after the lines that belong to ``lines[index]``: up to a blank line, a list or code."""
    end = index + 1
    while (
        end < len(lines) and lines[end].content and code_end(lines, end) == end and not interrupts(lines, end, bullets)
    ):
        end += 1
    return end


def _read_list(found: ListLines, number: int, width: int, depth: int) -> Block:
    items = tuple(read_blocks(item, width, depth + 1) for item in found.items)
    if not found.marker.number:
        return BulletList(items=items, line=number)
    prefix, _, suffix = found.marker.style.replace("a", "1").partition("1")
    return EnumeratedList(
        items=items,
        start=found.marker.number,
        lettered="a" in found.marker.style,
        prefix=prefix,
        suffix=suffix,
        line=number,
    )


def _append_chunk(blocks: list[Block], lines: Sequence[Line], width: int, depth: int) -> None:
    """Read consecutive lines without lists or code: running text, rows of a table, or a drawing."""
    if len(lines) > 1 and is_drawing(lines):
        blocks.append(literal_block(lines))
        return
    finder = RowFinder(lines, width, alone=not depth)
    index = begin = 0
    while index < len(lines):
        goes_on = begin == index and bool(blocks) and isinstance(blocks[-1], AlignedList)
        rows = finder.rows_at(index, goes_on=goes_on)
        if rows:
            _append_text(blocks, lines[begin:index], width)
            _append_rows(blocks, rows, width)
            index = begin = index + sum(len(row.lines) for row in rows)
        else:
            index += 1
    _append_text(blocks, lines[begin:], width)


def _append_text(blocks: list[Block], lines: Sequence[Line], width: int) -> None:
    if has_columns(lines):
        blocks.append(literal_block(lines))
    elif lines:
        blocks += read_paragraphs(lines, width)


def _append_rows(blocks: list[Block], rows: Sequence[RowLines], width: int) -> None:
    read = tuple(
        AlignedRow(
            term=row.term,
            blocks=tuple(read_paragraphs([line for line in row.lines if line.content], width)),
            line=row.lines[0].number,
        )
        for row in rows
    )
    blocks.append(AlignedList(rows=read, line=read[0].line))


def _joined(blocks: list[Block]) -> Blocks:
    """*blocks* with consecutive tables joined into one: only blank lines separated their rows."""
    joined: list[Block] = []
    for are_tables, group in groupby(blocks, lambda block: isinstance(block, AlignedList)):
        if are_tables:
            tables = [table for table in group if isinstance(table, AlignedList)]
            rows = tuple(row for table in tables for row in table.rows)
            joined.append(AlignedList(rows=rows, line=tables[0].line))
        else:
            joined += group
    return tuple(joined)
