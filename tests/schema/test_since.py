"""Versions are found in all the forms in which authors state them."""

from __future__ import annotations

import pytest

from sphinx_qapi.schema.comments.since import VersionStyle, since_of, tagged_since
from sphinx_qapi.source.position import Position
from sphinx_qapi.source.text import Text


def _text(content: str) -> Text:
    lines = tuple(content.split("\n"))
    return Text(path="s.json", lines=lines, numbers=tuple(range(7, 7 + len(lines))))


@pytest.mark.parametrize(
    ("content", "version", "words"),
    [
        ("its power (since 0.15.0).", "0.15", "0.15.0"),
        ("its power (Since: 4.2)", "4.2", "4.2"),
        ("since 2.10", "2.10", "2.10"),
        ("Since 2.10.", "2.10", "2.10"),
        ("its power.  Since: 7.0.0", "7.0", "7.0.0"),
        ("its power (default: false; since: 2.9)", "2.9", "2.9"),
        ("its power (default: none, sent on by wire; since 2.11)", "2.11", "2.11"),
        ("its power (since 5.2; default: 100).", "5.2", "5.2; default: 100"),
        ("its power (since\n5.1)", "5.1", "5.1"),
        ("its power (default: 9 -- since 2.4 -- of any lamp)", "2.4", "2.4 -- of any lamp"),
        ("its power (since 2.1.)", "2.1", "2.1."),
        ("its power (since linux 5.12, since 2.1)", "2.1", "2.1"),
        ("its power (off since 1.5), its hue (since 2.1)", "2.1", "2.1"),
        ("its power (since: 10.1 -- since 9.1 on hills --).", "10.1", "10.1 -- since 9.1 on hills --"),
        ("(since QEMU 2.7)", "2.7", "2.7"),
        ("its power (default: 1 (one), since:2.7)", "2.7", "2.7"),
        ("since v6.0", "6.0", "v6.0"),
        ("Since: v6.0.", "6.0", "v6.0"),
        ("its power\nSince: 2.7", "2.7", "2.7"),
        ("its power\nSince: 2.7\n(or so)", "2.7", "2.7 (or so)"),
        ("Its power.  since 2.7.  It fades.", "2.7", "2.7"),
        ("One of\n\n- low\n- high\n\nOr none (since 2.1).", "2.1", "2.1"),
        ("since 2.10\n\ndropped in 3.0", "2.10", "2.10"),
        ("Its power.  Hills, too (since 2.11).\n\nIt shines.\n\n(since 2.10)", "2.10", "2.10"),
        ("Its power (since 2.10).\n\nHills need it.  Since 2.11.", "2.10", "2.10"),
    ],
)
def test_inline(content: str, version: str, words: str) -> None:
    since = since_of(_text(content))
    assert since is not None
    assert (str(since.version), since.text) == (version, words)


@pytest.mark.parametrize(
    "content",
    [
        "",
        "its power",
        "but since QEMU 2.7 it can shine",
        "Since QEMU 2.4, each lamp shines",
        "(since Linux 2.6.0)",
        "(poweroff since 5.0)",
        "number of lamps.  Defaults to 4 since 3.3",
        "number of lamps.  Defaults to 4\nsince 3.3.",
        "its power; the brick oven is removed since 6.0",
        "always zero since 1.5.3",
        "optional since 5.0",
        "colours, since 5.0",
        "other values are allowed since QEMU 2.7",
        "its power (since 2.4 (`lamp`), 3.1\n(`torch`)).  More.",
        "its power (since 2.4 for lamps, 3.1 for torches)",
        "Its power.  Since 7.1 it may be a name.",
        "Since 7.1, it may be a name.",
        "Hues are\nSince 3.3 they glow",
        "since 2.10\nhues: dropped in 2.10",
        "Its power (it is off. Since 3.3 not)",
        "since 2.10-rc1",
        "One of\n- low\n- high (since 2.1)",
        "One of\n\n- low\n\n- high:\n\n  very.  Since 2.1.",
        "seconds since the epoch",
        "since 5",
        "insincere 2.1",
        "deprecated since 3.0 in favour of torches",
    ],
)
def test_none(content: str) -> None:
    assert since_of(_text(content)) is None


def test_the_line_is_that_of_the_version() -> None:
    since = since_of(_text("power\n(since\n2.1)"))
    assert since is not None
    assert since.position == Position("s.json", 9)


def test_tagged() -> None:
    since = tagged_since(_text("2.2; 'On' and\nall below since 2.4"), Position("s.json", 7))
    assert since is not None
    assert (str(since.version), since.text) == ("2.2", "2.2; 'On' and all below since 2.4")
    assert tagged_since(_text("QEMU 2.2"), Position("s.json", 7)) is not None
    assert tagged_since(_text("the first age"), Position("s.json", 7)) is None


def test_many_parentheses_take_linear_time() -> None:
    assert since_of(_text("(since 2.1, " + "(" * 100_000)) is not None
    assert since_of(_text("(" * 100_000 + "since 2.1" + ")" * 100_000)) is not None
    assert since_of(_text("since 2.1 and " * 20_000)) is None


@pytest.mark.parametrize(
    ("pattern", "content", "version"),
    [
        (r"\d{4}-\d\d", "its power (since 2024-07)", "2024-07"),
        (r"r\d+", "its power (default: 9; since r17)", "r17"),
        (r"(stone|iron) age \d+", "Since iron age 2", "iron age 2"),
    ],
)
def test_other_styles(pattern: str, content: str, version: str) -> None:
    style = VersionStyle(pattern)
    since = since_of(_text(content), style)
    assert since is not None
    assert str(since.version) == version
    tagged = tagged_since(_text(content.rpartition("ince ")[2].rstrip(")")), Position("s.json", 7), style)
    assert tagged is not None
    assert str(tagged.version) == version


def test_a_wrong_style() -> None:
    with pytest.raises(ValueError, match="regular expression"):
        VersionStyle("(")
    assert since_of(_text("since spring"), VersionStyle(r"\w+")) is None
