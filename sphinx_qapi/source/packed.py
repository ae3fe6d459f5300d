"""Reading of text files that may be compressed."""

from __future__ import annotations

import zlib

from sphinx_qapi.source.reading import LARGEST_FILE, MEBIBYTE, UnreadableFile, read_bytes

GZIP = b"\x1f\x8b"
"""The first bytes of a file in gzip's format."""
_WITH_HEADER = 31
"""The ``wbits`` argument of zlib for data in gzip's format."""


def read_packed_text(path: str, *, largest: int = LARGEST_FILE) -> str:
    """The text of the file *path*, decompressed if it is in gzip's format.

    Raises `UnreadableFile` if the file cannot be read, holds more than *largest* bytes before or after decompression,
    is damaged or is not UTF-8.
    """
    data = read_bytes(path, largest)
    if data.startswith(GZIP):
        data = _unpacked(data, path, largest)
    try:
        return data.decode()
    except UnicodeDecodeError:
        raise UnreadableFile(path, "it is no UTF-8") from None


def _unpacked(data: bytes, path: str, largest: int) -> bytes:
    """The decompressed content of all gzip members in *data*; gzip allows several, one after the other."""
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
