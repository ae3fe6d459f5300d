"""Files of all kinds are opened or refused with a reason; the reader never waits for one."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from sphinx_qapi.source.findings import Findings
from sphinx_qapi.source.lines import LineCounter
from sphinx_qapi.source.reading import UnreadableFile, read_text


def _reason(path: Path | str) -> str:
    with pytest.raises(UnreadableFile) as caught:
        read_text(str(path), Findings())
    assert str(caught.value) == f"cannot read {path}: {caught.value.reason}"
    assert "\n" not in str(caught.value)
    return caught.value.reason


def test_missing(tmp_path: Path) -> None:
    assert _reason(tmp_path / "missing.json") == "no such file or directory"


def test_folder(tmp_path: Path) -> None:
    assert _reason(tmp_path) == "it is a directory"


def test_named_pipe(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.json")
    assert _reason(tmp_path / "pipe.json") == "it is a named pipe, not a file"


def test_device() -> None:
    assert _reason("/dev/zero") == "it is a device, not a file"


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything")
def test_forbidden(tmp_path: Path) -> None:
    path = tmp_path / "secret.json"
    path.touch(0o000)
    assert _reason(path) == "permission denied"


@pytest.mark.parametrize("name", ["a\0b", "\ud800", "x" * 5000])
def test_impossible_names(name: str) -> None:
    assert _reason(name)


@pytest.mark.parametrize(
    ("data", "text", "findings"),
    [
        (b"", "", []),
        (b"a\r\nb\rc\n", "a\nb\nc\n", []),
        (b"\xef\xbb\xbfa", "a", ["x.json:1:1: note byte-order-mark"]),
        (b"a\r\nb\xff\xfec\xff", "a\nb\ufffd\ufffdc\ufffd", ["x.json:2:2: warning invalid-utf8"]),
        (b"ab\n\0c\0", "ab\n\ufffdc\ufffd", ["x.json:2:1: warning nul-byte"]),
    ],
)
def test_text(data: bytes, text: str, findings: list[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    Path("x.json").write_bytes(data)
    found = Findings()
    assert read_text("x.json", found) == text
    assert [f"{each.position}: {each.severity} {each.rule}" for each in found.diagnostics] == findings


def test_positions() -> None:
    """Positions are found for offsets in any order, although lines are counted from the last offset on."""
    text = "ab\n\ncd"
    expected = [(1, 1), (1, 2), (1, 3), (2, 1), (3, 1), (3, 2), (3, 3)]
    lines = LineCounter(text, "x")
    for offset in [*range(7), *reversed(range(7)), 4, 1, 6, 0]:
        assert lines.position(offset) == ("x", *expected[offset])


def test_large(tmp_path: Path) -> None:
    path = tmp_path / "large.json"
    path.write_bytes(b"#" * 1000)
    assert read_text(str(path), Findings(), largest=1000) == "#" * 1000
    with pytest.raises(UnreadableFile, match="it is larger than "):
        read_text(str(path), Findings(), largest=999)


def test_what_is_larger_than_it_says(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Files that the system generates claim to be empty, and some of them never end."""
    path = tmp_path / "endless.json"
    path.touch()
    pieces = 0

    def read(_descriptor: int, size: int) -> bytes:
        nonlocal pieces
        pieces += 1
        return b"#" * size

    monkeypatch.setattr(os, "read", read)
    assert _reason(path) == "it is larger than 64 MiB"
    assert pieces <= 1025


def test_a_file_that_gives_nothing_to_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """For example, a log of the system that waits for new entries."""
    path = tmp_path / "silent.json"
    path.touch()

    def read(_descriptor: int, _size: int) -> bytes:
        raise BlockingIOError

    monkeypatch.setattr(os, "read", read)
    assert _reason(path) == "it gives nothing to read"
