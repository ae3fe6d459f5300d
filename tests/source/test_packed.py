"""Text files that may be compressed."""

from __future__ import annotations

import gzip
from pathlib import Path

import pytest

from sphinx_qapi.source.packed import read_packed_text
from sphinx_qapi.source.reading import UnreadableFile


def packed(data: bytes) -> bytes:
    return gzip.compress(data, mtime=0)  # the same in each process that collects tests


@pytest.mark.parametrize("content", [b"h\xc3\xa4", packed(b"h\xc3\xa4"), packed(b"h") + packed(b"\xc3\xa4")])
def test_text_is_unpacked(content: bytes, tmp_path: Path) -> None:
    path = tmp_path / "file"
    path.write_bytes(content)
    assert read_packed_text(str(path)) == "hä"


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"\xff", "it is no UTF-8"),
        (packed(b"\xff"), "it is no UTF-8"),
        (packed(b"text")[:-1], "its compression is damaged"),
        (packed(b"text" * 100)[:15], "its compression is damaged"),
        (b"\x1f\x8bnothing", "its compression is damaged"),
        (b"x" * (2 << 20), "it is larger than 1 MiB"),
        (packed(b"x" * (2 << 20)), "it holds more than 1 MiB"),
        (packed(b"x" * (1 << 19)) * 3, "it holds more than 1 MiB"),
    ],
)
def test_what_cannot_be_read_is_said(content: bytes, reason: str, tmp_path: Path) -> None:
    path = tmp_path / "file"
    path.write_bytes(content)
    with pytest.raises(UnreadableFile) as error:
        read_packed_text(str(path), largest=1 << 20)
    assert error.value.reason == reason
