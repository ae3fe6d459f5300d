"""Aligned lists of values and names in old prose."""

from __future__ import annotations

from collections.abc import Callable

import pytest

Outline = Callable[..., list[str]]


def test_quoted_values_one_to_a_line(outline: Outline) -> None:
    assert outline("`soft' to close slowly\n`hard' to slam") == [
        "[<code soft>] to close slowly",
        "[<code hard>] to slam",
    ]
    assert outline("'soft' close slowly\n'hard' slam\n'none' otherwise") == [
        "[<code soft>] close slowly",
        "[<code hard>] slam",
        "[<code none>] otherwise",
    ]


def test_rows_below_a_sentence(outline: Outline) -> None:
    source = "how to close, by default `soft'\n`soft' to close slowly\n       and quietly\n`hard' to slam"
    assert outline(source) == [
        "how to close, by default <code soft>",
        "[<code soft>] to close slowly and quietly",
        "[<code hard>] to slam",
    ]


@pytest.mark.parametrize(
    "source",
    [
        "one of 'soft', 'hard',\n'slam', 'none'",
        "the default.\n'soft' and 'hard' can be used",
        "as 'soft' was slow,\n'hard' is now what\nthe others use, and\n'slam' follows",
    ],
)
def test_sentences_with_values_are_no_table(outline: Outline, source: str) -> None:
    assert outline(source) == [source.replace("\n", " ")]


def test_names_without_colons(outline: Outline) -> None:
    source = (
        "Options of a tank.\n\n"
        "@size          in litres\n"
        "@lid           whether it\n"
        "               has one\n"
        "@very-long-one its text"
    )
    assert outline(source) == [
        "Options of a tank.",
        "[<name size>] in litres",
        "[<name lid>] whether it has one",
        "[<name very-long-one>] its text",
    ]


def test_one_name_without_colon(outline: Outline) -> None:
    assert outline("@size          in litres") == ["[<name size>] in litres"]


def test_columns_with_dashes(outline: Outline) -> None:
    assert outline("tcp   - over the net\nunix  - by socket") == ["[tcp] over the net", "[unix] by socket"]


def test_names_with_colons_in_the_text_are_rows_and_stay_there(outline: Outline) -> None:
    source = "Opens some valves.  They are closed\nagain afterwards.\n\n List of:\n @ValveAction: what to do"
    assert outline(source) == [
        "Opens some valves. They are closed again afterwards.",
        "List of:",
        "[<name ValveAction>] what to do",
    ]
    assert outline("@normal : as ever") == ["[<name normal>] as ever"]
    assert outline("@half-open state: between both") == ["[<name half-open> state] between both"]


def test_terms_with_colons(outline: Outline) -> None:
    assert outline("the kinds of tap that may be asked for\n2.2: 'mono' added\n2.3: 'duo' dropped") == [
        "the kinds of tap that may be asked for",
        "[2.2] 'mono' added",
        "[2.3] 'duo' dropped",
    ]


def test_terms_with_hanging_text_and_blank_lines_between_are_one_table(outline: Outline) -> None:
    source = "hide: out of sight\n      and mind\n\nshow: in sight\n      again"
    assert outline(source) == ["[hide] out of sight and mind", "[show] in sight again"]


@pytest.mark.parametrize(
    "source",
    [
        "IMPORTANT: it leaks\n           badly",
        "Warning: it leaks\n         badly",
        "in short: it\nleaks: badly so\nand always",
    ],
)
def test_sentences_with_colons_are_no_table(outline: Outline, source: str) -> None:
    assert outline(source) == [" ".join(source.split())]


def test_items_of_lists_are_no_tables(outline: Outline) -> None:
    assert outline("- @open: since 1.6\n- @shut: since 1.7") == ["- <name open>: since 1.6", "- <name shut>: since 1.7"]
    assert outline("- 0:        if empty\n            at first\n- full:     else") == [
        "- 0: if empty at first",
        "- full: else",
    ]
