"""Free-form comments are split into headings and prose."""

from __future__ import annotations

import pytest

from sphinx_qapi.schema.comments.free_text import read_free_text
from sphinx_qapi.schema.model.schema import Heading
from sphinx_qapi.source.findings import Findings
from sphinx_qapi.source.position import Position
from sphinx_qapi.source.source_lines import SourceLine, SourceLines
from sphinx_qapi.source.version import Version
from sphinx_qapi.syntax.nodes import DocBlockNode


def _read(text: str, release: str, *, markup: str = "rst", strict: bool = False) -> tuple[list[object], list[str]]:
    """Headings as level, title and line, prose as text and line; and the findings."""
    lines = SourceLines.of(
        SourceLine(line=number, column=3 if line else 2, text=line) for number, line in enumerate(text.split("\n"), 2)
    )
    dialect = Version.parse(release)
    findings = Findings(dialect if strict else None)
    block = DocBlockNode(lines=lines, symbol=None, position=Position("s.json", 1), end_line=99)
    items = read_free_text(block, path="s.json", dialect=dialect, markup=markup, findings=findings)
    shown: list[object] = [
        (item.level, item.title, item.position.line)
        if isinstance(item, Heading)
        else (item.text.content, item.position.line)
        for item in items
    ]
    return shown, [f"{each.position.line}:{each.position.column} {each.rule}" for each in findings.diagnostics]


def test_equals_headings() -> None:
    assert _read("= Lamps\n\nThey shine.\n\n= no heading=\n\n== Bulbs", "2.9")[0] == [
        (1, "Lamps", 2),
        ("They shine.", 4),
        (1, "no heading=", 6),
        (2, "Bulbs", 8),
    ]


def test_a_late_heading_is_a_note() -> None:
    assert _read("Lamps\n\n= Bulbs", "5.2", strict=True)[1] == ["4:1 misplaced-heading"]
    assert _read("Lamps\n\n= Bulbs", "2.9", strict=True)[1] == []


def test_equals_headings_are_prose_from_10_1() -> None:
    assert _read("= Lamps", "10.1")[0] == [("= Lamps", 2)]


def test_underlined_titles() -> None:
    text = "*****\nLamps\n*****\n\nThey shine.\n\nBulbs\n=====\nGlass\n\nSockets\n-------\n\nScrews\n~~~~~~\nBrass"
    assert _read(text, "10.1")[0] == [
        (1, "Lamps", 3),
        ("They shine.", 6),
        (2, "Bulbs", 8),
        ("Glass", 10),
        (3, "Sockets", 12),
        (4, "Screws", 15),
        ("Brass", 17),
    ]


def test_other_styles_go_below_those_before() -> None:
    text = "=====\nLamps\n=====\n\nBulbs\n=====\n\nWires\n^^^^^\n\nEnds\n++++\n\nMore\n^^^^"
    levels = [item[0] for item in _read(text, "10.1")[0] if isinstance(item, tuple)]
    assert levels == [1, 2, 3, 4, 3]


@pytest.mark.parametrize(
    "text",
    [
        "Lamps\n===",
        "They shine.\nBulbs\n=====",
        "one\n\n------\n\ntwo",
        "===== =====\na     b\n===== =====",
        " Bulbs\n======",
    ],
    ids=["too short", "within a paragraph", "transition", "table", "indented"],
)
def test_no_titles(text: str) -> None:
    assert [len(item) for item in _read(text, "10.1")[0] if isinstance(item, tuple)] == [2]


def test_plain_text_has_no_underlined_titles() -> None:
    assert _read("Lamps\n=====", "10.1", markup="plain")[0] == [("Lamps\n=====", 2)]


def test_a_description_is_reported() -> None:
    assert _read("Lamps\n\n@watts: power", "10.2", strict=True)[1] == ["4:1 description-in-free-text"]
    assert _read("Lamps\n\n@watts is power", "10.2", strict=True)[1] == []
