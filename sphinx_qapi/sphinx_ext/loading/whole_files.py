"""Files that are written as a whole or not at all."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import BinaryIO

from sphinx_qapi.sphinx_ext.loading.digests import digest

_SUFFIX = ".qapi-tmp"


@contextmanager
def whole_file(path: Path) -> Iterator[BinaryIO]:
    """A file to write, which takes the place of *path* in the end; nothing of it outlives a failure.

    Until then its name is that of `temporary_file`, so that what a build left that was killed can be found.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    temporary = temporary_file(path)
    temporary.unlink(missing_ok=True)  # which may be a link
    try:
        with temporary.open("xb") as file:
            yield file
        temporary.replace(path)
    except BaseException:
        temporary.unlink(missing_ok=True)
        raise


def temporary_file(path: Path) -> Path:
    """What *path* is called while it is written; its name may be as long as names can be."""
    return path.with_name(f".{digest(path.name)}{_SUFFIX}")


def remove_unfinished(folder: Path) -> None:
    """Remove what a build that was killed has left of files right in *folder*."""
    for path in folder.glob(f".*{_SUFFIX}"):
        with suppress(OSError):
            path.unlink()
