"""Files that are written completely or not at all."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import BinaryIO

from sphinx_qapi.sphinx_ext.loading.digests import digest

_SUFFIX = ".qapi-tmp"


@contextmanager
def whole_file(path: Path) -> Iterator[BinaryIO]:
    """A file to write, which replaces *path* at the end of the context; a failure leaves nothing behind.

    Until then it has the name of `temporary_file`, so that leftovers of a killed build can be found.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    temporary = temporary_file(path)
    temporary.unlink(missing_ok=True)  # it may be a link
    try:
        with temporary.open("xb") as file:
            yield file
        temporary.replace(path)
    except BaseException:
        temporary.unlink(missing_ok=True)
        raise


def temporary_file(path: Path) -> Path:
    """The name of *path* while it is written; of fixed length, because that of *path* may have the maximum length."""
    return path.with_name(f".{digest(path.name)}{_SUFFIX}")


def remove_unfinished(folder: Path) -> None:
    """Remove files directly in *folder* that a killed build has left unfinished."""
    for path in folder.glob(f".*{_SUFFIX}"):
        with suppress(OSError):
            path.unlink()
