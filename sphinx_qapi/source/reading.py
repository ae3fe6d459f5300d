"""Reading of schema files: refuses everything but regular files, and gives their text with plain line ends."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterator
from pathlib import Path

from sphinx_qapi.source import releases
from sphinx_qapi.source.diagnostics import Severity
from sphinx_qapi.source.findings import Findings
from sphinx_qapi.source.os_errors import reason_unread
from sphinx_qapi.source.position import Position
from sphinx_qapi.source.rule import Rule
from sphinx_qapi.source.span import ALWAYS

INVALID_UTF8 = Rule(
    name="invalid-utf8",
    summary="bytes that are not UTF-8",
    explanation="""\
A schema is read as UTF-8. A replacement character is shown for each byte that is not UTF-8. Save the file as UTF-8.""",
    rejected=releases.UTF8,
    auto=Severity.WARNING,
)
BYTE_ORDER_MARK = Rule(
    name="byte-order-mark",
    summary="a byte order mark at the beginning of a file",
    explanation="The mark is skipped; other tools take it for a stray character. Save the file without the mark.",
    rejected=ALWAYS,
)
NUL_BYTE = Rule(
    name="nul-byte",
    summary="a NUL byte in a file",
    explanation="A NUL byte is not text. A replacement character is shown for each of them. Remove them.",
    rejected=ALWAYS,
    auto=Severity.WARNING,
)

MEBIBYTE = 1 << 20
LARGEST_FILE = 64 * MEBIBYTE
"""Maximum number of bytes of a schema file; all schema files of QEMU together have a fiftieth of it."""
_PIECE = 1 << 16
_KINDS = (
    (stat.S_ISDIR, "it is a directory"),
    (stat.S_ISFIFO, "it is a named pipe, not a file"),
    (stat.S_ISSOCK, "it is a socket, not a file"),
    (stat.S_ISCHR, "it is a device, not a file"),
    (stat.S_ISBLK, "it is a device, not a file"),
)


class UnreadableFile(Exception):  # noqa: N818 - named for the fault, as rules are
    """The file *path* cannot be read, or its content is no text; *reason* says why."""

    def __init__(self, path: str, reason: str) -> None:
        super().__init__(path, reason)
        self.path = path
        self.reason = reason

    def __str__(self) -> str:
        return f"cannot read {self.path}: {self.reason}"


def read_text(path: str, findings: Findings, *, largest: int = LARGEST_FILE) -> str:
    """The text of the file *path* (see `decoded_text`). Raises `UnreadableFile` as `read_bytes` does."""
    return decoded_text(read_bytes(path, largest), path, findings)


def read_bytes(path: str, largest: int = LARGEST_FILE) -> bytes:
    """The content of the file *path*; never waits for a pipe.

    Raises `UnreadableFile` if it cannot be read, is not a regular file or has more than *largest* bytes.
    """
    try:
        _refuse(Path(path).stat(), path, largest)  # before opening: opening alone has side effects on some devices
        # O_NONBLOCK: opening a named pipe would otherwise wait for somebody to write to it.
        descriptor = os.open(path, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0))
        try:
            about = os.fstat(descriptor)
            _refuse(about, path, largest)
            return b"".join(_pieces(descriptor, path, about.st_size, largest))
        finally:
            os.close(descriptor)
    except BlockingIOError as error:
        raise UnreadableFile(path, "it gives nothing to read") from error
    except OSError as error:
        raise UnreadableFile(path, reason_unread(error)) from error
    except ValueError as error:  # a NUL or a lone surrogate in the path
        raise UnreadableFile(path, "no file can have such a name") from error


def _refuse(about: os.stat_result, path: str, largest: int) -> None:
    for is_kind, reason in _KINDS:
        if is_kind(about.st_mode):
            raise UnreadableFile(path, reason)
    if about.st_size > largest:
        raise _too_large(path, largest)


def _pieces(descriptor: int, path: str, size: int, largest: int) -> Iterator[bytes]:
    """The content of the file in pieces.

    *size* is only a hint: some system files claim to have 0 bytes, and some never end.
    """
    read = 0
    while piece := os.read(descriptor, max(size + 1 - read, _PIECE)):
        read += len(piece)
        if read > largest:
            raise _too_large(path, largest)
        yield piece


def _too_large(path: str, largest: int) -> UnreadableFile:
    return UnreadableFile(path, f"it is larger than {largest / MEBIBYTE:.4g} MiB")


def decoded_text(data: bytes, path: str, findings: Findings) -> str:
    """The text of the file *path* with the content *data*; lines end with ``\\n`` only.

    Bytes that are not UTF-8 and NUL bytes are replaced by U+FFFD and reported; a byte order mark is removed and
    reported.
    """
    try:
        text = data.decode()
    except UnicodeDecodeError as error:
        before = data[: error.start].decode()
        message = f"byte 0x{data[error.start]:02x} is not UTF-8"
        findings.report(INVALID_UTF8, message, _end_position(_plain_lines(before), path))
        text = data.decode(errors="replace")
    if text.startswith("\ufeff"):
        findings.report(BYTE_ORDER_MARK, "the file begins with a byte order mark", Position(path, 1))
        text = text[1:]
    text = _plain_lines(text)
    nul = text.find("\0")
    if nul >= 0:
        findings.report(NUL_BYTE, "the file contains a NUL byte", _end_position(text[:nul], path))
        text = text.replace("\0", "\ufffd")
    return text


def _plain_lines(text: str) -> str:
    return text.replace("\r\n", "\n").replace("\r", "\n") if "\r" in text else text


def _end_position(text: str, path: str) -> Position:
    """The position at the end of *text*, where *text* is the beginning of the file *path*."""
    return Position(path, text.count("\n") + 1, len(text) - text.rfind("\n"))
