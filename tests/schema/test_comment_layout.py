"""Indentation, line length and spaces are checked as by the tools of each era."""

from __future__ import annotations

import pytest

from sphinx_qapi.schema.comments.definition_comment import read_documentation
from sphinx_qapi.source.findings import Findings
from sphinx_qapi.source.position import Position
from sphinx_qapi.source.source_lines import SourceLine, SourceLines
from sphinx_qapi.source.version import Version
from sphinx_qapi.syntax.nodes import DocBlockNode


def _found(body: str, release: str | None) -> str:
    """The findings for a comment with *body* from line 4 on."""
    lines = SourceLines.of(
        SourceLine(line=number, column=3 if line else 2, text=line)
        for number, line in enumerate(f"@Lamp:\n\n{body}".split("\n"), 2)
    )
    findings = Findings(Version.parse(release) if release else None)
    block = DocBlockNode(lines=lines, symbol="Lamp", position=Position("s.json", 1), end_line=99)
    dialect = Version.parse(release or "10.2")
    read_documentation(block, path="s.json", dialect=dialect, markup="rst", findings=findings)
    return " ".join(f"{each.position.line}:{each.position.column} {each.rule}" for each in findings.diagnostics)


@pytest.mark.parametrize(
    ("body", "release", "expected"),
    [
        pytest.param("@a: text\n  less", "4.2", "", id="free"),
        pytest.param("@a: text\n    same\n      more\n\n    same", "5.2", "", id="below the text"),
        pytest.param("@a: text\n    same\n   less", "5.2", "6:1 doc-deindent", id="left of the text"),
        pytest.param("@a:\ntext\n  more", "5.2", "", id="nothing beside the name"),
        pytest.param("Returns: text\n\nother", "5.2", "6:1 doc-deindent", id="paragraph behind a section"),
        pytest.param("@a: text\n\nother", "5.2", "", id="paragraph behind a description"),
        pytest.param("@a: text\n  second\n    third\n  fourth", "8.1", "", id="second line"),
        pytest.param("@a: text\n    second\n  third", "8.2", "6:1 doc-deindent", id="left of the second line"),
        pytest.param("@a: text\n    second\n  third", "9.0", "6:1 doc-deindent", id="left of its neighbour"),
        pytest.param("@a: text\n    second\nthird", "9.0", "6:1 doc-deindent", id="back at the margin"),
        pytest.param("@a: text\n    second\n@b: text", "9.0", "", id="the next description"),
        pytest.param("@a: text\n    second\n\nthird", "9.0", "", id="behind a blank line"),
        pytest.param("@a: text\n    second\n    third\n  fourth", "9.0", "", id="only the neighbour is looked at"),
        pytest.param("@a: text\n    second\n  third", None, "", id="automatic"),
    ],
)
def test_indentation(body: str, release: str | None, expected: str) -> None:
    assert _found(body, release) == expected


LONG = "long " * 14


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        pytest.param("x" * 68, "", id="as long as can be"),
        pytest.param("x" * 69, "4:71 long-doc-line", id="too long"),
        pytest.param(f"    https://example.org/{'x' * 69}", "", id="address"),
        pytest.param(f"See https://example.org/{'x' * 69}", "4:71 long-doc-line", id="address in a sentence"),
        pytest.param(f"Like so::\n\n    {LONG}\n\n    One. Two\n\nshort", "", id="literal block"),
        pytest.param(f".. qmp-example::\n    :annotated:\n\n    One. Two {LONG}", "", id="example"),
        pytest.param(f".. qmp-example::\n\n    x\n\n{LONG}", "8:71 long-doc-line", id="behind an example"),
        pytest.param(".. note::\n\n    One. Two", "6:11 single-space-sentence", id="note"),
        pytest.param("It shines. Always.", "4:13 single-space-sentence", id="one space"),
        pytest.param("It shines.  Always.  So. (Mostly.)", "4:27 single-space-sentence", id="before a parenthesis"),
        pytest.param("1. Shine", "", id="numbered item"),
        pytest.param("Lamps, e.g. Torches", "", id="abbreviation"),
        pytest.param("It shines. always", "", id="no new sentence"),
    ],
)
def test_prose(body: str, expected: str) -> None:
    assert _found(body, "10.2") == expected
    assert _found(body, "10.1") == ""
    assert _found(body, None) == ""
