"""Paragraphs of old prose, and line breaks that are intended."""

from __future__ import annotations

from collections.abc import Callable

from sphinx_qapi.source.text import Text
from sphinx_qapi.syntax.plain import read_plain
from sphinx_qapi.syntax.plain.prose_nodes import Paragraph

Outline = Callable[..., list[str]]


def test_nothing_gives_no_blocks() -> None:
    assert read_plain(Text(path="old.json")) == ()


def test_lines_run_together_and_blank_lines_separate(outline: Outline) -> None:
    assert outline("The pump runs\n   until told\nto stop.\n\n\nThen it stops.") == [
        "The pump runs until told to stop.",
        "Then it stops.",
    ]


def test_blocks_know_the_line_that_they_begin_on() -> None:
    text = Text(path="old.json", lines=("one", "", "two", "three"), numbers=(7, 8, 12, 13))
    first, second = read_plain(text)
    assert isinstance(first, Paragraph)
    assert (first.line, second.line) == (7, 12)


def test_conditions_that_begin_their_lines_are_kept_apart(outline: Outline) -> None:
    source = (
        "If @tank is empty, this is the spare.\n"
        "If @tank is full, this is the number of the drain that is to be opened\n"
        "first."
    )
    assert outline(source) == [
        "If <name tank> is empty, this is the spare.",
        "If <name tank> is full, this is the number of the drain that is to be opened first.",
    ]


def test_a_sentence_that_fills_its_line_does_not_end_the_paragraph(outline: Outline) -> None:
    source = "The valve opens as soon as the pressure is high enough.\nWhenever it does, somebody is told about it."
    assert len(outline(source)) == 1


def test_a_sentence_that_ends_far_from_the_margin_ends_the_paragraph(outline: Outline) -> None:
    source = "Lorem ipsum dolor sit amet consectetur adipiscing elit sed do\neiusmod tempor.\nUt enim ad minim veniam."
    assert outline(source) == [
        "Lorem ipsum dolor sit amet consectetur adipiscing elit sed do eiusmod tempor.",
        "Ut enim ad minim veniam.",
    ]


def test_the_line_of_the_tag_may_look_short(outline: Outline) -> None:
    """The first line is short because ``@member: #optional`` was before it."""
    source = "what the pump is doing at the moment.\nBefore it has run for the first time this says nothing."
    assert len(outline(source)) == 1


def test_short_lines_are_rows(outline: Outline) -> None:
    rows = "mop since 1.6\nbucket since 1.7\ntowel since 2.0"
    assert outline(f"What can be done about a leak, and from when on it could be done:\n\n{rows}")[1:] == [
        "mop since 1.6",
        "bucket since 1.7",
        "towel since 2.0",
    ]


def test_a_note_within_the_text_is_a_note(outline: Outline) -> None:
    assert outline("It runs.\n\nNote: it leaks.\n\nNOTE: badly.") == ["It runs.", "note: it leaks.", "note: badly."]


def test_the_word_note_alone_is_text(outline: Outline) -> None:
    assert outline("Note:") == ["Note:"]
    assert outline("Note that it leaks.") == ["Note that it leaks."]
