"""Excerpts of source lines, with carets below the part at fault."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from sphinx_qapi.export.excerpt import Excerpts
from sphinx_qapi.source.position import Position

Excerpt = Callable[[bytes, int, int], list[str]]


@pytest.fixture
def excerpt(tmp_path: Path) -> Excerpt:
    def of(content: bytes, line: int, column: int) -> list[str]:
        path = tmp_path / "f.json"
        path.write_bytes(content)
        return Excerpts().excerpt(Position(str(path), line, column))

    return of


@pytest.mark.parametrize(
    ("content", "line", "column", "expected"),
    [
        pytest.param(b"ab", 1, 2, ["1 | ab", "  |  ^"], id="plain"),
        pytest.param(b"ab", 1, 3, ["1 | ab", "  |   ^"], id="behind the last character"),
        pytest.param(b"ab", 1, 99, ["1 | ab", "  |   ^"], id="far behind"),
        pytest.param(b"\tab", 1, 2, ["1 |  ab", "  |  ^"], id="tab is one column"),
        pytest.param(b"\xef\xbb\xbfab", 1, 1, ["1 | ab", "  | ^"], id="byte order mark"),
        pytest.param(b"a\rb\r\nc", 3, 1, ["3 | c", "  | ^"], id="line ends"),
        pytest.param("你a".encode(), 1, 2, ["1 | 你a", "  |   ^"], id="wide character"),
        pytest.param(b"\x00a", 1, 2, ["1 | \\x00a", "  |     ^"], id="escaped character"),
        pytest.param(b"\xffa", 1, 2, ["1 | �a", "  |  ^"], id="invalid UTF-8"),
        pytest.param(b"ab", 2, 1, [], id="no such line"),
        pytest.param(b"ab", 0, 1, [], id="line 0"),
    ],
)
def test_excerpt(excerpt: Excerpt, content: bytes, line: int, column: int, expected: list[str]) -> None:
    assert excerpt(content, line, column) == expected


def test_long_line_is_cut_around_the_column(excerpt: Excerpt) -> None:
    shown, caret = excerpt(b"x" * 5_000 + b"!" + b"y" * 5_000, 1, 5_001)
    assert len(shown) < 200
    assert shown[caret.index("^")] == "!"
    assert shown.startswith("1 | ... x")
    assert shown.endswith("y ...")


def test_file_that_is_gone_has_no_excerpt(tmp_path: Path) -> None:
    assert Excerpts().excerpt(Position(str(tmp_path / "gone"), 1, 1)) == []
    assert Excerpts().excerpt(Position("a\0b", 1, 1)) == []
