"""Running text: detection of the line breaks that the author meant."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from sphinx_qapi.syntax.plain.inlines import read_inlines
from sphinx_qapi.syntax.plain.prose_lines import Line, room_left
from sphinx_qapi.syntax.plain.prose_nodes import Note, Paragraph

_CONDITION = re.compile(r"(?:If|When) ")
_NOTE = re.compile(r"(?:Note|NOTE)s?: +")
_SOME_ROOM = 5
"""Several lines with at least this number of columns left on each are separate rows, not filled text."""
_MUCH_ROOM = 10
"""A line that ends a sentence and has at least this number of columns left ends a paragraph."""


def read_paragraphs(lines: Sequence[Line], width: int) -> list[Paragraph | Note]:
    """*lines*, none of them blank, as paragraphs: usually one, more if the author broke lines on purpose."""
    if not lines:
        return []
    pairs = list(pairwise(lines))
    rooms = [room_left(before, after, width) for before, after in pairs]
    rows = len(rooms) > 1 and min(rooms) >= _SOME_ROOM
    breaks = [rows or _breaks(*pair, room) for pair, room in zip(pairs, rooms, strict=True)]
    starts = [0, *(at for at, broken in enumerate(breaks, 1) if broken)]
    return [_read(lines[start:end]) for start, end in zip(starts, [*starts[1:], len(lines)], strict=True)]


def _breaks(before: Line, after: Line, room: int) -> bool:
    """Whether *after* begins a new paragraph although no blank line precedes it."""
    if not before.ends_sentence:
        return room >= 2 * _MUCH_ROOM and after.content[0].isupper()
    if _CONDITION.match(after.content):
        return room + before.tag > 0
    return room >= _MUCH_ROOM and after.content[0] != "(" and not after.content[0].islower()


def _read(lines: Sequence[Line]) -> Paragraph | Note:
    number = lines[0].number
    text = " ".join(line.content for line in lines)
    note = _NOTE.match(text)
    if note and note.end() < len(text):
        return Note(blocks=(Paragraph(inlines=read_inlines(text[note.end() :]), line=number),), line=number)
    return Paragraph(inlines=read_inlines(text), line=number)
