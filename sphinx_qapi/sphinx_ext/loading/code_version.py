"""Version of the code that makes the files kept between builds: files made by other code are ignored."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from sphinx_qapi._version import __version__
from sphinx_qapi.source.digests import digest

_PACKAGE = Path(__file__).parents[2]


@cache
def code_version() -> tuple[str, int, int]:
    """The version of the extension, a number for its files, and the time when the newest file was written.

    The version alone does not distinguish checkouts of the sources. The number is made of the names and sizes of the
    files, which do not depend on the place of installation, so that what CI has kept can be used after the same version
    is installed again.
    """
    found = sorted((path.relative_to(_PACKAGE).as_posix(), path.stat()) for path in _PACKAGE.rglob("*.py"))
    sizes = repr((__version__, [(name, about.st_size) for name, about in found]))
    number = int(digest(sizes)[:12], 16)
    return __version__, number, max(about.st_mtime_ns for _, about in found)
