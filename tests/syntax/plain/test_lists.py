"""Bulleted and numbered lists of old prose."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from sphinx_qapi.syntax.plain import read_plain
from sphinx_qapi.syntax.plain.prose_nodes import EnumeratedList, Paragraph

Outline = Callable[..., list[str]]


@pytest.mark.parametrize("bullet", ["-", "*", "o"])
def test_bullets(outline: Outline, bullet: str) -> None:
    assert outline(f"Known leaks:\n\n{bullet} the tap\n{bullet} the\n  pipe") == [
        "Known leaks:",
        "- the tap",
        "- the pipe",
    ]


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("1. one\n2. two", ["1. one", "2. two"]),
        ("1) one\n2) two", ["1) one", "2) two"]),
        ("(1) one\n(2) two", ["(1) one", "(2) two"]),
        ("a) one\nb) two", ["a) one", "b) two"]),
        ("3. three\n4. four", ["3. three", "4. four"]),
    ],
)
def test_numbers(outline: Outline, source: str, expected: list[str]) -> None:
    assert outline(source) == expected


def test_items_may_be_apart_and_a_column_off(outline: Outline) -> None:
    assert outline(" o one\n   more\n\no two\n  more") == ["- one more", "- two more"]


def test_items_may_go_on_at_the_margin(outline: Outline) -> None:
    assert outline("- one\nmore\n- two") == ["- one more", "- two"]


def test_text_after_a_list(outline: Outline) -> None:
    assert outline("- one\n  more\n- two\nAnd so on.") == ["- one more", "- two", "And so on."]
    assert outline("- one\n- two.\nAnd so on.") == ["- one", "- two.", "And so on."]
    assert outline("- one\n- two\n\nAnd so on") == ["- one", "- two", "And so on"]


def test_items_hold_paragraphs_and_lists(outline: Outline) -> None:
    assert outline("1. one\n\n   more\n\n   - a\n   - b\n2. two") == ["1. one", "  more", "  - a", "  - b", "2. two"]


def test_a_list_needs_no_blank_line_before_it(outline: Outline) -> None:
    assert outline("It is stopped if:\n- the tap leaks, or\n- nobody looks") == [
        "It is stopped if:",
        "- the tap leaks, or",
        "- nobody looks",
    ]
    assert outline("two ways\n  1. this way\n  2. that\n     way") == ["two ways", "1. this way", "2. that way"]


@pytest.mark.parametrize(
    "source", ["the pressure\n- or its log", "in the 80s and\n1. FC", "release\n2. Then more", "01. that", "0. zero"]
)
def test_wrapped_lines_begin_no_list(outline: Outline, source: str) -> None:
    assert outline(source) == [source.replace("\n", " ")]


def test_a_number_out_of_order_goes_on_with_the_item(outline: Outline) -> None:
    assert outline("1. one\n2. two has\n7. x\n3. three") == ["1. one", "2. two has 7. x", "3. three"]


def test_a_dash_between_name_and_text_is_no_list(outline: Outline) -> None:
    assert outline("- force it") == ["force it"]


def test_ten_thousand_levels_are_no_trouble(outline: Outline) -> None:
    assert outline("- " * 10_000 + "x")
    assert outline("\n".join(" " * level + "- x" for level in range(3_000)))


def test_lettered_lists_say_so() -> None:
    from sphinx_qapi.source.text import Text

    (found,) = read_plain(Text(path="old.json", lines=("b) two", "c) three"), numbers=(4, 5)))
    assert isinstance(found, EnumeratedList)
    assert (found.start, found.lettered, found.prefix, found.suffix, found.line) == (2, True, "", ")", 4)
    assert [type(item[0]) for item in found.items] == [Paragraph, Paragraph]
