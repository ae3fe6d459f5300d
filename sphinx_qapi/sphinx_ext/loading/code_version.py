"""Which code has made what is kept between builds: what another has kept does not count."""

from __future__ import annotations

import hashlib
from functools import cache
from pathlib import Path

from sphinx_qapi._version import __version__

_PACKAGE = Path(__file__).parents[2]


@cache
def code_version() -> tuple[str, int, int]:
    """The version of the extension, a number for its files, and when the newest of them was written.

    Versions alone do not tell checkouts of its sources apart. The number is of the names and sizes of the files, which
    are the same wherever it is installed, so that what CI has kept is of use after it has installed the same again.
    """
    found = sorted((path.relative_to(_PACKAGE).as_posix(), path.stat()) for path in _PACKAGE.rglob("*.py"))
    sizes = repr((__version__, [(name, about.st_size) for name, about in found])).encode()
    number = int.from_bytes(hashlib.blake2b(sizes, digest_size=6).digest())
    return __version__, number, max(about.st_mtime_ns for _, about in found)
