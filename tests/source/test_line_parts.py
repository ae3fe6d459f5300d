"""Places of parts of lines, of which only the words are known."""

from __future__ import annotations

from pathlib import Path

import pytest

from sphinx_qapi.source.line_parts import LineParts
from sphinx_qapi.source.position import Position

TEXT = "##\n# @size: the size, or the old size\n##\n"


@pytest.mark.parametrize(
    ("words", "length", "columns"),
    [
        (["@size"], None, (3, 8)),
        (["weight", "size:"], None, (4, 9)),
        (["the size"], 3, (10, 13)),
        (["old size"], None, (27, 35)),
        (["size"], None, (31, 35)),
        (["weight"], None, (3, None)),
        ([], None, (3, None)),
    ],
)
def test_find(tmp_path: Path, words: list[str], length: int | None, columns: tuple[int, int | None]) -> None:
    """Words that end the line are taken there, although they occur earlier, too."""
    path = str(tmp_path / "a.json")
    Path(path).write_text(TEXT, "utf-8")
    begin, end = columns
    expected = Position(path, 2, begin), None if end is None else Position(path, 2, end)
    assert LineParts().find(path, 2, words, length) == expected


def test_a_file_that_is_gone_has_the_begin_of_the_line(tmp_path: Path) -> None:
    path = str(tmp_path / "gone.json")
    assert LineParts().find(path, 7, ["size"]) == (Position(path, 7, 1), None)
