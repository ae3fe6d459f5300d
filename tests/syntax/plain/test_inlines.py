"""Inline markup of old prose."""

from __future__ import annotations

from collections.abc import Callable

import pytest

Outline = Callable[..., list[str]]


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("open @valve now", "open <name valve> now"),
        ("see @pump.speed.", "see <name pump.speed>."),
        ("see @read-pump, @x_y's value", "see <name read-pump>, <name x_y>'s value"),
        ("the path @a.@b", "the path <name a>.<name b>"),
        ("use `slow' or `+INT'", "use <code slow> or <code +INT>"),
        ("use `slow` mode", "use <code slow> mode"),
        ("must *not* leak, *at all*", "must <strong not> leak, <strong at all>"),
        ("not _before_ noon", "not <em before> noon"),
        ("at https://example.org/a_b_c.", "at <url https://example.org/a_b_c>."),
    ],
)
def test_marks_are_interpreted(outline: Outline, source: str, expected: str) -> None:
    assert outline(source) == [expected]


@pytest.mark.parametrize(
    "source",
    [
        "mail ops@example.org",
        "a lonely @ sign",
        "set to 'slow' or \"fast\"",
        "it's the pumps' turn",
        "a ` that nothing closes",
        "the functions foo_* and bar_*",
        "a char *p and *q",
        "2 * 3 * 4",
        "the names l1_grow and _OST and __init__",
        'globs like "pump-*" and "valve-*"',
        "child<> or link<>",
        "a type such as #str",
        "http:// is no address",
        "{braces} and [brackets] | bars",
    ],
)
def test_other_signs_stay_text(outline: Outline, source: str) -> None:
    assert outline(source) == [source]


def test_marks_may_span_the_lines_of_a_paragraph(outline: Outline) -> None:
    assert outline("say `open\nvalve' to\n@pump") == ["say <code open valve> to <name pump>"]
