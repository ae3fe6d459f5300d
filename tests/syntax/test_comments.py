"""Doc comments are recognized among comment lines, even if their marks are wrong."""

from __future__ import annotations

import pytest

from sphinx_qapi.source.findings import Findings
from sphinx_qapi.source.version import Version
from sphinx_qapi.syntax.comments import read_doc_blocks
from sphinx_qapi.syntax.nodes import CommentRun, DocBlockNode
from sphinx_qapi.syntax.parser import parse_file

CODE = "{ 'struct': 'Lamp', 'data': {} }"


def _read(text: str, dialect: str | None = None) -> tuple[list[DocBlockNode], list[str]]:
    """The doc comments of *text*, and the findings as ``line:column rule``."""
    findings = Findings(Version.parse(dialect) if dialect else None)
    items = parse_file(text, path="s.json", findings=findings).items
    blocks: list[DocBlockNode] = []
    for index, item in enumerate(items):
        if isinstance(item, CommentRun):
            last = index == len(items) - 1
            blocks += read_doc_blocks(item, path="s.json", before_expression=not last, findings=findings)
    return blocks, [f"{each.position.line}:{each.position.column} {each.rule}" for each in findings.diagnostics]


def test_a_clean_comment() -> None:
    blocks, found = _read(f"# Licence\n\n##\n# @Lamp:\n#\n# Gives light.\n#  indented\n##\n{CODE}\n")
    assert found == []
    (block,) = blocks
    assert block.symbol == "Lamp"
    assert block.position[1:] == (3, 1)
    assert [(line.line, line.column, line.text) for line in block.lines] == [
        (4, 3, "@Lamp:"),
        (5, 2, ""),
        (6, 3, "Gives light."),
        (7, 3, " indented"),
    ]


def test_ordinary_comments_are_none() -> None:
    assert _read(f"# one\n# two\n\n# three\n{CODE}\n# four\n") == ([], [])


def test_blank_physical_lines_do_not_end_a_comment() -> None:
    blocks, found = _read(f"##\n# @Lamp:\n\n# @watts: power\n\n##\n{CODE}\n")
    assert found == []
    assert [line.line for line in blocks[0].lines] == [2, 4]


def test_free_text_and_definition_in_one_run() -> None:
    blocks, found = _read(f"##\n# Lamps in general\n##\n\n##\n# @Lamp:\n##\n{CODE}\n")
    assert found == []
    assert [block.symbol for block in blocks] == [None, "Lamp"]


def test_an_indented_comment() -> None:
    blocks, found = _read(f" ##\n # @Lamp:\n #  deep\n ##\n{CODE}\n")
    assert found == []
    assert [(line.column, line.text) for line in blocks[0].lines] == [(4, "@Lamp:"), (4, " deep")]


@pytest.mark.parametrize(
    ("text", "symbols", "texts", "expected"),
    [
        pytest.param(
            f"{CODE}\n\n# @Lamp:\n#\n# Light.\n##\n{CODE}",
            ["Lamp"],
            ["@Lamp:", "", "Light."],
            "3:1 unopened-doc-comment",
            id="no opening mark",
        ),
        pytest.param(
            f"##\n# Lamps\n##\n# @Lamp:\n##\n{CODE}",
            [None, "Lamp"],
            ["Lamps", "@Lamp:"],
            "4:1 unopened-doc-comment",
            id="no opening mark after another comment",
        ),
        pytest.param(
            f"##\n# @Lamp:\n# Light.\n{CODE}",
            ["Lamp"],
            ["@Lamp:", "Light."],
            "3:9 unclosed-doc-comment",
            id="no closing mark",
        ),
        pytest.param(
            f"##\n# Lamps\n\n##\n# @Lamp:\n##\n{CODE}",
            [None, "Lamp"],
            ["Lamps", "@Lamp:"],
            "2:8 unclosed-doc-comment",
            id="no closing mark before the next comment",
        ),
        pytest.param("##\n# Lamps\n#\n", [None], ["Lamps", ""], "3:2 unclosed-doc-comment", id="end of file"),
        pytest.param(f"##\n# @Lamp:\n## \n{CODE}", ["Lamp"], ["@Lamp:"], "3:1 doc-mark-junk", id="trailing blank"),
        pytest.param(
            f"##\n# @Lamp:\n# ##\n{CODE}", ["Lamp"], ["@Lamp:"], "3:1 doc-mark-junk", id="second comment sign"
        ),
        pytest.param(f"##\n# @Lamp:\n###\n{CODE}", ["Lamp"], ["@Lamp:"], "3:1 doc-mark-junk", id="third sign"),
        pytest.param("##\n#\n## end", [None], [""], "3:1 doc-mark-junk", id="text behind the closing mark"),
        pytest.param("## start\n#\n##", [None], ["start", ""], "1:1 doc-mark-junk", id="text behind the opening mark"),
        pytest.param(
            f"## @Lamp\n#\n# Light.\n#\n{CODE}",
            ["Lamp"],
            ["@Lamp", "", "Light.", ""],
            "1:1 doc-mark-junk 1:2 doc-symbol-without-colon 4:2 unclosed-doc-comment",
            id="symbol behind the opening mark",
        ),
        pytest.param(
            f"##\n# @Lamp:\n#Since: 2.5\n##\n{CODE}",
            ["Lamp"],
            ["@Lamp:", "Since: 2.5"],
            "3:1 missing-comment-space",
            id="no space",
        ),
        pytest.param(f"##\n# @Lamp\n##\n{CODE}", ["Lamp"], ["@Lamp"], "2:1 doc-symbol-without-colon", id="no colon"),
        pytest.param(
            f"##\n# @Lamp: light\n##\n{CODE}",
            ["Lamp"],
            ["@Lamp: light"],
            "2:1 doc-symbol-without-colon",
            id="text on the symbol's line",
        ),
        pytest.param(f"##\n# Lamp:\n##\n{CODE}", ["Lamp"], ["Lamp:"], "1:1 doc-symbol-without-at", id="no at sign"),
        pytest.param(f"##\n#\n# @Lamp:\n##\n{CODE}", ["Lamp"], ["@Lamp:"], "3:1 late-doc-symbol", id="blank first"),
        pytest.param(f"##\n# @:\n##\n{CODE}", [""], ["@:"], "2:1 empty-doc-symbol", id="no name"),
    ],
)
def test_recovery(text: str, symbols: list[str | None], texts: list[str], expected: str) -> None:
    """There is one finding for each mistake, and nothing of the comment is lost."""
    blocks, found = _read(text)
    assert [block.symbol for block in blocks] == symbols
    assert [line.text for block in blocks for line in block.lines] == texts
    assert " ".join(sorted(found)) == expected


@pytest.mark.parametrize("tag", ["Note:", "Returns:", "Since:"])
def test_a_tag_is_no_symbol(tag: str) -> None:
    blocks, found = _read(f"##\n# {tag}\n##\n{CODE}")
    assert [block.symbol for block in blocks] == [None]
    assert found == []


def test_prose_that_begins_with_a_reference_is_free_text() -> None:
    blocks, _ = _read(f"##\n# @Lamp is the type for lamps.\n##\n\n##\n# @Lamp:\n##\n{CODE}")
    assert [block.symbol for block in blocks] == [None, "Lamp"]


@pytest.mark.parametrize("dialect", [None, "2.3", "2.9", "10.2"])
def test_a_second_comment_sign_closes_a_comment_only_at_its_end(dialect: str | None) -> None:
    """This does not depend on the named release, which only decides how severe the finding is."""
    blocks, found = _read(f"##\n# @Lamp:\n# ##\n##\n{CODE}", dialect)
    assert found == []
    assert [line.text for line in blocks[0].lines] == ["@Lamp:", "##"]
    blocks, found = _read(f"##\n# Lamps\n# ##\n\n##\n# @Lamp:\n# ##\n{CODE}", dialect)
    assert [[line.text for line in block.lines] for block in blocks] == [["Lamps"], ["@Lamp:"]]
    assert found == ["3:1 doc-mark-junk", "7:1 doc-mark-junk"]


def test_text_on_the_opening_line_does_not_hide_the_name() -> None:
    blocks, found = _read(f"## Light\n# @Lamp:\n# Shines.\n##\n{CODE}")
    assert [block.symbol for block in blocks] == ["Lamp"]
    assert [line.text for line in blocks[0].lines] == ["@Lamp:", "Light", "Shines."]
    assert found == ["1:1 doc-mark-junk"]


def test_marks_without_lines_are_nothing() -> None:
    assert _read(f"##\n##\n{CODE}") == ([], [])
    assert _read(f"##\n{CODE}") == ([], ["1:3 unclosed-doc-comment"])


def test_many_marks_take_linear_time() -> None:
    blocks, _ = _read("##\n# x\n" * 50_001)
    assert len(blocks) == 25_001
