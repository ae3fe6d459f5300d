"""Files that are kept between builds: checked when they are read, and made anew where anything is wrong.

Each begins with a line: our name, the number of the format, who has made the file, and a digest of that and of all
that follows. A file that is cut off, changed in a bit, made by other code, no file of ours, or unreadable is as if it
was not there. The digest finds accidents; it keeps nobody out who may write to the folder (see
``docs/howto/trust.md``).
"""

from __future__ import annotations

import json
import sys
from functools import cache
from pathlib import Path
from typing import Any

from sphinx_qapi.source.reading import digest_of
from sphinx_qapi.sphinx_ext.loading.code_version import code_version
from sphinx_qapi.sphinx_ext.loading.whole_files import whole_file

_FORMAT = "sphinx-qapi-kept-1"
_ANYBODY = "-"


@cache
def maker() -> str:
    """Stands for this code on this Python: pickles of any other do not count."""
    return digest_of(repr((*code_version(), sys.version)).encode())


def keep(path: Path, content: bytes, *, made_by: str = _ANYBODY) -> None:
    """Write *content* to *path*, at once; raises OSError where that cannot be."""
    with whole_file(path) as file:
        file.write(_first_line(content, made_by))
        file.write(content)


def read_kept(path: Path, *, made_by: str = _ANYBODY) -> bytes | None:
    """What `keep` wrote to *path*; None where that is not what stands there."""
    try:
        line, _, content = path.read_bytes().partition(b"\n")
    except OSError:
        return None
    return content if line + b"\n" == _first_line(content, made_by) else None


def _first_line(content: bytes, made_by: str) -> bytes:
    return f"{_FORMAT} {made_by} {digest_of(made_by.encode() + content)}\n".encode()


def digest_of_file(path: Path | None) -> str:
    """What stands for the content of *path*; nothing where there is no such file, or none that can be read."""
    try:
        return digest_of(path.read_bytes()) if path else ""
    except OSError:
        return ""


def stamp_of(path: Path) -> str:
    """What tells whether *path* is as it was written: its size, and its time in seconds, for archives keep no more.

    Nothing where there is no such file.
    """
    try:
        about = path.stat()
    except OSError:
        return ""
    return f"{about.st_size} {int(about.st_mtime)}"


def keep_list(path: Path, value: Any) -> None:
    """Write *value*, as JSON, to *path*, and to another file beside it; raises OSError where that cannot be.

    It is for lists of what builds have put into folders, for which nothing else could make up.
    """
    content = json.dumps(value, indent=0, sort_keys=True).encode()
    for each in (path, _other(path)):
        keep(each, content)


def read_list(path: Path) -> Any:
    """What `keep_list` wrote to *path*, from either file; None where neither has it."""
    contents = (read_kept(each) for each in (path, _other(path)))
    return next((json.loads(content) for content in contents if content is not None), None)


def _other(path: Path) -> Path:
    return path.with_name(f"{path.name}-2")
