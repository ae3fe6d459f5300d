"""The notation in which the tests of old prose state their expectations: an outline with one line for each block."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest

from sphinx_qapi.source.text import Text
from sphinx_qapi.syntax.plain import read_plain, read_returns
from sphinx_qapi.syntax.plain.prose_nodes import (
    AlignedList,
    BareUrl,
    Block,
    BulletList,
    Emphasis,
    EnumeratedList,
    Inline,
    Literal,
    LiteralBlock,
    NameReference,
    Note,
    Paragraph,
    PlainText,
    Strong,
)


def as_text(source: str) -> Text:
    lines = source.split("\n") if source else []
    return Text(path="old.json", lines=tuple(lines), numbers=tuple(range(10, 10 + len(lines))))


def inlines_outline(inlines: tuple[Inline, ...]) -> str:
    return "".join(map(_inline_outline, inlines))


def _inline_outline(inline: Inline) -> str:
    match inline:
        case PlainText(text=text):
            return text
        case Literal(text=text):
            return f"<code {text}>"
        case Strong(text=text):
            return f"<strong {text}>"
        case Emphasis(text=text):
            return f"<em {text}>"
        case NameReference(name=name):
            return f"<name {name}>"
        case BareUrl(url=url):
            return f"<url {url}>"


def _outline(blocks: tuple[Block, ...], indent: str = "") -> Iterator[str]:
    for block in blocks:
        if isinstance(block, LiteralBlock):
            yield from (f"{indent}{block.language}| {line}".rstrip() for line in block.lines)
        for marker, inner in _marked_parts(block):
            yield from _item(indent + marker, inner)


def _marked_parts(block: Block) -> Iterator[tuple[str, tuple[Block, ...] | str]]:
    match block:
        case Paragraph(inlines=inlines):
            yield "", inlines_outline(inlines)
        case BulletList(items=items):
            yield from (("- ", item) for item in items)
        case EnumeratedList(items=items, start=start, lettered=lettered, prefix=prefix, suffix=suffix):
            for number, item in enumerate(items, start):
                yield f"{prefix}{chr(96 + number) if lettered else number}{suffix} ", item
        case AlignedList(rows=rows):
            yield from ((f"[{inlines_outline(row.term)}] ", row.blocks) for row in rows)
        case Note(blocks=inner):
            yield "note: ", inner


def _item(marker: str, inner: tuple[Block, ...] | str) -> Iterator[str]:
    first, *more = [inner] if isinstance(inner, str) else _outline(inner) if inner else [""]
    yield (marker + first).rstrip()
    indent = " " * (len(marker) - len(marker.lstrip()) + 2)
    yield from (indent + line for line in more)


@pytest.fixture
def outline() -> Callable[..., list[str]]:
    """A function that reads a text and gives its outline: markers of items and rows, and inlines in angle brackets."""

    def read(source: str, *, example: bool = False) -> list[str]:
        return list(_outline(read_plain(as_text(source), example=example)))

    return read


@pytest.fixture
def returns_outline() -> Callable[[str], tuple[list[str], list[tuple[str | None, list[str]]]]]:
    """The same for a section about what a command returns: outlines of the return value and of each error."""

    def read(source: str) -> tuple[list[str], list[tuple[str | None, list[str]]]]:
        result = read_returns(as_text(source))
        return list(_outline(result.returns)), [(error.name, list(_outline(error.blocks))) for error in result.errors]

    return read
