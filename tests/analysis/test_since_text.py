"""A version that a badge shows is removed from the text, but only if nothing else is lost."""

from __future__ import annotations

from pathlib import Path

import pytest

from sphinx_qapi.analysis.lint.described_parts import described_parts
from sphinx_qapi.analysis.since_text import without_since
from sphinx_qapi.schema.comments.since import since_of
from sphinx_qapi.schema.load import load_schema
from sphinx_qapi.source.text import Text
from sphinx_qapi.source.version import Version


def _shorten(content: str, markup: str = "rst") -> Text:
    lines = tuple(content.split("\n"))
    text = Text(path="s.json", lines=lines, numbers=tuple(range(7, 7 + len(lines))), markup=markup)
    since = since_of(text)
    return without_since(text, since, since.version if since else None)


@pytest.mark.parametrize("markup", ["rst", "plain"])
@pytest.mark.parametrize(
    ("content", "rest"),
    [
        ("Since 3.0", ""),
        ("since 3.0.", ""),
        ("since QEMU 3.0", ""),
        ("its power (since 4.2)", "its power"),
        ("its power (Since: 4.2).", "its power."),
        ("Its power.  (since 4.2)", "Its power."),
        ("Its power.  (since 4.2).", "Its power."),
        ("Its power\n(since 4.2)", "Its power"),
        ("Its power\n(since 4.2).", "Its power."),
        ("Its power (since\n4.2).  It fades.", "Its power.  It fades."),
        ("Its power (since 4.2)\n\nIt fades.", "Its power\n\nIt fades."),
        ("Its power (since 4.2)\n(default: off)", "Its power\n(default: off)"),
        ("its power (default: false; since 1.4)", "its power (default: false)"),
        ("its power (default false, since: 1.4).", "its power (default false)."),
        ("its power (since 5.2;\ndefault: 100).", "its power (default: 100)."),
        ("its power (1 to 9, since 1.4)", "its power (1 to 9)"),
        ("Its power.  Since 1.3.", "Its power."),
        ("Its power.  Since 1.3.  It fades.", "Its power.  It fades."),
        ("Its power.\n\nSince: 1.3", "Its power."),
        ("One of\n\n- low\n- high\n\n(since 1.3)", "One of\n\n- low\n- high"),
        ("its power (default: 9) (since 1.4)", "its power (default: 9)"),
        ("its power\nSince: 1.4", "its power"),
        ("Since 1.4.\n\nIt fades.", "It fades."),
    ],
)
def test_taken_out(content: str, rest: str, markup: str) -> None:
    text = _shorten(content, markup)
    assert text.content == rest
    assert text.markup == markup


@pytest.mark.parametrize(
    "content",
    [
        "its power",
        "(since 4.2, not for discs until 5.0)",
        "its power (since 2.2; before, it had none)",
        "its power (since 2.4 (`lamp`), 3.1 (`torch`))",
        "its power (since: 10.1 -- since 9.1 on hills --).",
        "Other values are allowed since 2.7",
        "Its power (since 2.7).  Colours work since 2.9.",
        "raw, cooked (since 2.1), fried",
        "One of\n- raw\n- cooked (since 2.1)",
        "Since 7.1 it may be a name or a number.",
    ],
)
def test_left_alone(content: str) -> None:
    assert _shorten(content).content == content


def test_words_stay_where_the_badge_shows_another_version() -> None:
    text = Text(path="s.json", lines=("its power (since 4.2)",), numbers=(7,))
    assert without_since(text, since_of(text), Version.parse("5.0")) is text
    assert without_since(text, since_of(text), None) is text


def test_lines_keep_their_numbers() -> None:
    text = _shorten("Its power\n(since 4.2).\n\nIt fades\nslowly.")
    assert (text.lines, text.numbers) == (("Its power.", "", "It fades", "slowly."), (7, 9, 10, 11))
    text = _shorten("(since\n4.2)\n\nIt fades.")
    assert (text.lines, text.numbers) == (("It fades.",), (10,))


def test_hostile_text_takes_linear_time() -> None:
    assert len(_shorten("(since 2.1" + " " * 20_000 + "x").lines) == 1
    assert len(_shorten("(x, " * 20_000 + "since 2.1").lines) == 1


@pytest.mark.shared
def test_real_texts(shared: Path) -> None:
    """Of the versions in 10.2.2's QMP manual, all but six, whose texts say more, are removed, and nothing else is."""
    schema = load_schema(shared / "corpus/10.2.2/qapi/qapi-schema.json").schema
    kept = shortened = 0
    for definition in schema.definitions.values():
        for _, part in described_parts(definition):
            if part.since is not None and part.text is not None:
                text = without_since(part.text, part.since, part.since.version)
                kept += text is part.text
                shortened += text is not part.text
                lost = len("".join(part.text.content.split())) - len("".join(text.content.split()))
                assert lost <= len("(since:10.0.0).")
                assert text is part.text or not since_of(text)
    assert kept == 6
    assert shortened > 600
