"""No word of any text is lost, invented or moved, and no text takes long."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sphinx_qapi.source.text import Text
from sphinx_qapi.syntax.plain import read_plain, read_returns
from sphinx_qapi.syntax.plain.prose_nodes import (
    AlignedList,
    BareUrl,
    Block,
    BulletList,
    EnumeratedList,
    Inline,
    LiteralBlock,
    NameReference,
    Note,
    Paragraph,
)
from tests.growth import TIMES, assert_linear

OLD_RELEASES = ("seed-2012", "1.1", "1.5", "1.7", "2.1", "2.3", "2.4", "2.7", "2.8", "2.9", "2.12", "3.0", "4.1", "4.2")
TAG = re.compile(r"(@[\w.*-]+|Returns|Since|Notes?|Examples?|TODO|Features):(?:\s+|$)")

# Words are compared, and all signs that are not markup. The `o` of a bullet and the word "Note" of a note are not in
# the nodes; the numbers of items are, so they are written out again for the comparison.
PIECE = re.compile(r"[^\W_]+|[;!?<>=+/#$%{}\[\]&~^\\]")


def text_of(lines: list[str]) -> Text:
    return Text(path="old.json", lines=tuple(lines), numbers=tuple(range(1, len(lines) + 1)))


def pieces_of(*strings: str) -> list[str]:
    return [
        piece for string in strings for piece in PIECE.findall(string) if piece.lower() not in ("o", "note", "notes")
    ]


def spoken(inlines: tuple[Inline, ...]) -> str:
    return " ".join(
        inline.name if isinstance(inline, NameReference) else inline.url if isinstance(inline, BareUrl) else inline.text
        for inline in inlines
    )


def strings_in(blocks: tuple[Block, ...]) -> Iterator[str]:
    for block in blocks:
        if isinstance(block, LiteralBlock):
            yield from block.lines
        for string, inner in strings_and_blocks(block):
            yield string
            yield from strings_in(inner)


def strings_and_blocks(block: Block) -> Iterator[tuple[str, tuple[Block, ...]]]:
    match block:
        case Paragraph(inlines=inlines):
            yield spoken(inlines), ()
        case Note(blocks=inner):
            yield "", inner
        case BulletList(items=items):
            yield from (("", item) for item in items)
        case EnumeratedList(items=items, start=start, lettered=lettered):
            for number, item in enumerate(items, start):
                yield chr(96 + number) if lettered else str(number), item
        case AlignedList(rows=rows):
            yield from ((spoken(row.term), row.blocks) for row in rows)


def check_text(text: Text, *, example: bool = False) -> None:
    assert pieces_of(*strings_in(read_plain(text, example=example))) == pieces_of(*text.lines)


def check_returns(text: Text) -> None:
    """Words are counted without order: errors follow the return value, and their names may be in their sentences."""
    result = read_returns(text)
    found = Counter(pieces_of(*strings_in(result.returns)))
    for error in result.errors:
        found.update(pieces_of(*strings_in(error.blocks)))
    expected = Counter(pieces_of(*text.lines))
    assert not found - expected
    assert expected - found <= Counter(error.name for error in result.errors if error.name)


def old_texts(folder: Path) -> Iterator[tuple[str, Text]]:
    """The comments below *folder*, roughly split at their tags, as (tag, text)."""
    for path in sorted(folder.rglob("*.json")):
        tag, lines = "", list[str]()
        for line in path.read_text(encoding="utf-8").splitlines():
            comment = line.strip()
            content = comment.lstrip("#").removeprefix(" ").rstrip()
            found = TAG.match(content)
            if not comment.startswith("#") or comment.startswith("##") or found:
                if lines:
                    yield tag, text_of(lines)
                tag = found[1] if found else ""
                lines = [content[found.end() :]] if found else []
            else:
                lines.append(content)
        if lines:
            yield tag, text_of(lines)


@pytest.mark.shared
@pytest.mark.parametrize("release", OLD_RELEASES)
def test_every_word_of_an_old_release_is_kept(shared: Path, release: str) -> None:
    number = 0
    for tag, text in old_texts(shared / "corpus" / release):
        number += 1
        if tag == "Returns":
            check_returns(text)
        check_text(text, example=tag.startswith("Example"))
    assert number > 100


# fmt: off
FRAGMENTS = st.sampled_from([
    "- ", "* ", "o ", "1. ", "2. ", "(1) ", "a) ", "@pump", "@pump: ", "@pump   ", "`soft' ", "'hard' ", "term: ",
    "-> { ", "<- ", "{", "| ", "$ ", "--x ", "If ", "Error ", ", PumpDry", ".", ":", "Note: ", "*x*", "_x_", "----",
    "   ", "\t", "word", "More words. ", "https://a.b/c ", "\u00e9", "\u3000", "\x0b", "`", "'", "@", "0",
])
# fmt: on
LINES = st.lists(st.lists(FRAGMENTS, max_size=6).map("".join), max_size=12)


@given(LINES, st.booleans())
def test_any_text_is_read_without_loss(lines: list[str], example: bool) -> None:
    check_text(text_of(lines), example=example)


@given(LINES)
def test_any_return_is_read_without_loss(lines: list[str]) -> None:
    check_returns(text_of(lines))


@given(st.text(max_size=300))
def test_any_characters_are_read(characters: str) -> None:
    read_plain(text_of(characters.split("\n")))
    read_plain(text_of(characters.split("\n")), example=True)
    read_returns(text_of(characters.split("\n")))


LARGE: dict[str, Callable[[int], list[str]]] = {
    "rows that do not fill": lambda n: ["a: x", "  y"] * n + ["end"],
    "quoted lines": lambda n: ["'a' x", "b"] * n,
    "rows apart": lambda n: ["@a: x", ""] * n,
    "bullets apart": lambda n: ["- a", "", "", "b", ""] * n,
    "one number again and again": lambda n: ["foo", "1. a"] * n,
    "transcripts": lambda n: ["-> {", "foo"] * n,
    "blank lines": lambda n: ["-> {", *[""] * n, "foo", *[""] * n],
    "errors": lambda n: ["If a", "if b, Bb"] * n,
    "marks": lambda n: ["@a-" * n, "`a" * n, " *a" * n, " _a" * n, "_" * n, "http://a" + "." * n],
    "no error": lambda n: ["If " + ", " + "Aa" * n + "!", "If " + ", Aa" * n],
    "wide": lambda n: ["a" + " " * n + "b", "-" * n + "x", "|" * n + "-" * n + "x"],
    "deep": lambda n: ["- " * n],
}


@pytest.mark.parametrize("name", LARGE)
def test_time_is_linear(name: str) -> None:
    def read(size: int) -> None:
        text = text_of(LARGE[name](size))
        read_plain(text)
        read_plain(text, example=True)
        read_returns(text)

    assert_linear(read, 4_000, TIMES * 4_000)
