"""Files that are written completely or not at all."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import BinaryIO

from sphinx_qapi.source.digests import digest

_SUFFIX = ".qapi-tmp"


@contextmanager
def whole_file(path: Path, *, parents: bool = True, mark: str = "") -> Iterator[BinaryIO]:
    """A file to write, which replaces *path* at the end of the context; a failure leaves nothing behind.

    Until then it has the name of `temporary_file`, so that leftovers of a killed build can be found. Processes that may
    write *path* at the same time pass different *marks*. With *parents*, missing folders are made.
    """
    if parents:
        path.parent.mkdir(parents=True, exist_ok=True)
    temporary = temporary_file(path, mark)
    temporary.unlink(missing_ok=True)  # it may be a link
    try:
        with temporary.open("xb") as file:
            yield file
        temporary.replace(path)
    except BaseException:
        with suppress(OSError):
            temporary.unlink(missing_ok=True)
        raise


def temporary_file(path: Path, mark: str = "") -> Path:
    """The name of *path* while it is written; of fixed length, because that of *path* may have the maximum length."""
    return path.with_name(f".{digest(path.name)}{mark}{_SUFFIX}")


def remove_unfinished(folder: Path) -> None:
    """Remove files directly in *folder* that a killed build has left unfinished."""
    for path in folder.glob(f".*{_SUFFIX}"):
        with suppress(OSError):
            path.unlink()
