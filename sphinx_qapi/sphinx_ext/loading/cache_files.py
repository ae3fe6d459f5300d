"""Files kept between builds: they are checked when they are read, and made again if anything is wrong.

The first line of each file has our name, the number of the format, who has made the file, and a digest of the maker and
of all content after the line. A file that is truncated, corrupt, made by other code, not ours, or unreadable is treated
as missing. The digest detects accidents; it does not protect against anyone who may write to the folder (see
``docs/howto/trust.md``).
"""

from __future__ import annotations

import json
import os
import sys
from functools import cache
from pathlib import Path
from typing import Any

from sphinx_qapi.source.digests import digest
from sphinx_qapi.source.whole_files import whole_file
from sphinx_qapi.sphinx_ext.loading.code_version import code_version

_FORMAT = "sphinx-qapi-kept-1"
_ANYBODY = "-"


@cache
def maker() -> str:
    """A string for this code on this Python: pickles made by any other are ignored."""
    return digest(repr((*code_version(), sys.version)))


def write_cache_file(path: Path, content: bytes, *, made_by: str = _ANYBODY) -> None:
    """Write *content* to *path* in one step; raises OSError if that fails."""
    with whole_file(path) as file:
        file.write(_first_line(content, made_by))
        file.write(content)


def read_cache_file(path: Path, *, made_by: str = _ANYBODY) -> bytes | None:
    """The content that `write_cache_file` wrote to *path*; None if the file is missing, damaged or another maker's."""
    try:
        line, _, content = path.read_bytes().partition(b"\n")
    except OSError:
        return None
    return content if line + b"\n" == _first_line(content, made_by) else None


def _first_line(content: bytes, made_by: str) -> bytes:
    return f"{_FORMAT} {made_by} {digest(made_by.encode() + content)}\n".encode()


def digest_of_file(path: Path | None) -> str:
    """Digest of the content of *path*; empty if there is no such file, or it cannot be read."""
    try:
        return digest(path.read_bytes()) if path else ""
    except OSError:
        return ""


def stamp_of(path: str | Path) -> str:
    """A string that tells whether *path* has changed: its size and its time in whole seconds (all that archives keep).

    Empty if there is no such file.
    """
    try:
        about = os.stat(path)  # noqa: PTH116 - a build asks for thousands of files, and paths are slow to make
    except OSError:
        return ""
    return f"{about.st_size} {int(about.st_mtime)}"


def write_list(path: Path, value: Any) -> None:
    """Write *value* as JSON to *path* and to a second file next to it; raises OSError if that fails.

    This is for lists of what builds have put into folders, which could not be restored from anything else.
    """
    content = json.dumps(value, indent=0, sort_keys=True).encode()
    for each in (path, _other(path)):
        write_cache_file(each, content)


def read_list(path: Path) -> Any:
    """The value that `write_list` wrote to *path*, from either file; None if neither can be used."""
    contents = (read_cache_file(each) for each in (path, _other(path)))
    return next((json.loads(content) for content in contents if content is not None), None)


def _other(path: Path) -> Path:
    return path.with_name(f"{path.name}-2")
