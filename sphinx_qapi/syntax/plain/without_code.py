"""Old prose without the code in it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from sphinx_qapi.source.text import Text
from sphinx_qapi.syntax.plain.blocks import read_plain
from sphinx_qapi.syntax.plain.prose_nodes import AlignedList, Block, BulletList, EnumeratedList, LiteralBlock, Note


def without_code(text: Text) -> list[str]:
    """Return the lines of old prose, with code replaced by empty lines."""
    lines = list(text.lines)
    for block in _literal_blocks(read_plain(text)):
        start = text.numbers.index(block.line)
        lines[start : start + len(block.lines)] = [""] * len(block.lines)
    return lines


def _literal_blocks(blocks: Iterable[Block]) -> Iterator[LiteralBlock]:
    for block in blocks:
        match block:
            case LiteralBlock():
                yield block
            case Note(blocks=inner):
                yield from _literal_blocks(inner)
            case BulletList(items=items) | EnumeratedList(items=items):
                for item in items:
                    yield from _literal_blocks(item)
            case AlignedList(rows=rows):
                for row in rows:
                    yield from _literal_blocks(row.blocks)
