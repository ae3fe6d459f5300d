"""Whatever a comment contains, it is read without loss and in linear time."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sphinx_qapi.schema.comments.definition_comment import read_documentation
from sphinx_qapi.schema.comments.free_text import read_free_text
from sphinx_qapi.schema.comments.since import since_of
from sphinx_qapi.schema.model.schema import Heading
from sphinx_qapi.source.findings import Findings
from sphinx_qapi.source.source_lines import SourceLine, SourceLines
from sphinx_qapi.source.version import Version
from sphinx_qapi.syntax.comments import read_doc_blocks
from sphinx_qapi.syntax.detection import detect_dialect
from sphinx_qapi.syntax.nodes import CommentRun, DocBlockNode
from tests.growth import TIMES, assert_linear

FRAGMENTS = (
    *(
        "",
        " ##",
        "#",
        "# ",
        "#@lamp:",
        " @lamp:",
        " @lamp",
        " @a: text",
        " @a text",
        " @b   text",
        "  @c: text",
        " @: x",
    ),
    *(
        " Since: 1.1",
        " Since 1.1",
        " Since: soon",
        " (since 2.1)",
        " Returns:",
        " Returns: light",
        " Errors:",
        " Note: x",
    ),
    *(" Notes:", " Example:", " -> {}", " Features:", " TODO: x", " text.", "  deeper", "     deepest", "x", "\t tab"),
    *(
        " = Title",
        " Title",
        " =====",
        " *****",
        " - item",
        " ..  note::",
        " .. qmp-example::",
        " so::",
        " `x' #optional",
    ),
)
RELEASES = st.sampled_from(["1.1", "2.9", "5.2", "8.1", "9.0", "9.1", "10.2"])


def _run(texts: list[str]) -> CommentRun:
    return CommentRun(lines=SourceLines.of(SourceLine(line=n, column=1, text=text) for n, text in enumerate(texts, 1)))


def _read_all(run: CommentRun, release: str, *, strict: bool) -> list[tuple[DocBlockNode, set[int]]]:
    """The blocks of *run*, each with the numbers of all lines whose text is in the result of reading the block."""
    version = Version.parse(release)
    findings = Findings(version if strict else None)
    read = []
    for block in read_doc_blocks(run, path="s.json", before_expression=True, findings=findings):
        free = read_free_text(block, path="s.json", dialect=version, markup="rst", findings=findings)
        assert all(isinstance(item, Heading) or item.text for item in free)
        documentation = read_documentation(
            block, path="s.json", dialect=version, markup="rst", findings=findings, declared=("a", "b")
        )
        described = (*documentation.members, *documentation.features)
        texts = [documentation.intro, *(each.text for each in described)]
        texts += [section.text for section in documentation.sections]
        numbers = {number for text in texts for number in text.numbers}
        numbers |= {each.position.line for each in described}
        numbers |= {each.position.line for each in documentation.sections}
        stated = documentation.since.text if documentation.since else ""
        numbers |= {line.line for line in block.lines if line.text.strip() in stated}
        read.append((block, numbers))
    return read


@given(st.lists(st.sampled_from(FRAGMENTS), max_size=25), RELEASES, st.booleans())
def test_no_line_is_lost(texts: list[str], release: str, strict: bool) -> None:
    """Every line with content is in a text, begins a part, or is the symbol, a version or a lone mark."""
    silent = ("Since: 1.1", "Since 1.1", "Features:", "#optional")
    for block, numbers in _read_all(_run(["#", *texts]), release, strict=strict):
        lines = block.lines[1:] if block.symbol else block.lines
        lost = [line for line in lines if line.text.strip() and line.line not in numbers]
        assert [line for line in lost if not line.text.strip().startswith(silent)] == []


@given(st.lists(st.text(st.characters(exclude_characters="\r\n"), max_size=30), max_size=15), RELEASES)
def test_any_text_is_read(texts: list[str], release: str) -> None:
    run = _run(["#", " @lamp:", *texts, "#"])
    for block, _ in _read_all(run, release, strict=True):
        assert detect_dialect([], [block]) <= Version((10, 2))


@pytest.mark.parametrize(
    ("before", "again", "after"),
    [
        (" Since", " ", "x"),
        (" ", " ", "x"),
        (" ", ":", "`"),
        (" ", ":a", "`"),
        (" ", "`", ""),
        (" @", "a", ""),
        (" @a", " ", "b"),
        (" @a: x", " ", "#optional y"),
        (" ", "since ", ""),
        (" ", "= ", ""),
        (" ", "=", ""),
        (" ", "e.g. ", ""),
        (" ", "(", "since 2.1"),
    ],
)
def test_a_long_line_takes_linear_time(before: str, again: str, after: str) -> None:
    def read(length: int) -> None:
        line = before + again * (length // len(again)) + after
        for block, _ in _read_all(_run(["#", " @lamp:", "", line, line, "#"]), "10.2", strict=True):
            detect_dialect([], [block])
        assert _read_all(_run(["#", " @lamp:", "", line, "#"]), "1.1", strict=False)

    assert_linear(read, 50_000, TIMES * 50_000)


def test_since_in_a_long_text_takes_linear_time() -> None:
    def read(lines: int) -> None:
        run = _run(["#", " @lamp:", "", " @a: text", *["     (since Linux 2.6)"] * lines, "#"])
        (block,) = read_doc_blocks(run, path="s.json", before_expression=True, findings=Findings())
        version = Version.parse("10.2")
        documentation = read_documentation(block, path="s.json", dialect=version, markup="rst", findings=Findings())
        assert since_of(documentation.members[0].text) is None

    assert_linear(read, 5_000, TIMES * 5_000)
