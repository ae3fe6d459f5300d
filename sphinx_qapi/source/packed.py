"""Open a file of text that may be compressed."""

from __future__ import annotations

import zlib

from sphinx_qapi.source.reading import LARGEST_FILE, MEBIBYTE, UnreadableFile, read_bytes

GZIP = b"\x1f\x8b"
"""What a file begins with that gzip wrote."""
_WITH_HEADER = 31
"""For zlib: data in gzip's format."""


def read_packed_text(path: str, *, largest: int = LARGEST_FILE) -> str:
    """The text of the file *path*, unpacked if gzip wrote it.

    Raises `UnreadableFile`, as for text of more than *largest* bytes, packed or not.
    """
    data = read_bytes(path, largest)
    if data.startswith(GZIP):
        data = _unpacked(data, path, largest)
    try:
        return data.decode()
    except UnicodeDecodeError:
        raise UnreadableFile(path, "it is no UTF-8") from None


def _unpacked(data: bytes, path: str, largest: int) -> bytes:
    """Members one after the other, as gzip allows."""
    parts: list[bytes] = []
    room = largest
    while data.startswith(GZIP):
        stream = zlib.decompressobj(_WITH_HEADER)
        try:
            part = stream.decompress(data, room + 1)
        except zlib.error:
            raise UnreadableFile(path, "its compression is damaged") from None
        room -= len(part)
        if room < 0:
            raise UnreadableFile(path, f"it holds more than {largest / MEBIBYTE:.4g} MiB")
        if not stream.eof:
            raise UnreadableFile(path, "its compression is damaged")
        parts.append(part)
        data = stream.unused_data
    return b"".join(parts)
