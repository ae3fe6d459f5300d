"""Check of the pictures of untrusted comments: they must be files in the folders of their schema."""

from __future__ import annotations

import os
import re
from collections.abc import Iterable
from pathlib import Path
from urllib.parse import unquote

_NAME = re.compile(r"(?:[\w ./+-]+/)?[\w +-][\w .+-]*\.(?P<kind>png|jpe?g|gif|webp)", re.IGNORECASE)
"""The allowed names: only of formats without scripts, unlike SVG, and only with signs that LaTeX takes for letters."""

_JPEG = re.compile(rb"\xff\xd8\xff")
_BEGINNINGS = {
    "png": re.compile(rb"\x89PNG\r\n\x1a\n"),
    "jpg": _JPEG,
    "jpeg": _JPEG,
    "gif": re.compile(rb"GIF8[79]a"),
    "webp": re.compile(rb"RIFF....WEBP", re.DOTALL),
}
"""The first bytes of each format: LaTeX fails if the format of a picture is not the one that its name says."""


class ImageFiles:
    """The pictures in *folders*, for documents below the folder *source*."""

    def __init__(self, folders: Iterable[Path], source: Path) -> None:
        self._folders = [folder.resolve() for folder in folders]
        self._source = source.resolve()

    def address(self, picture: str, path: str, docname: str) -> str:
        """Return the address in *docname* of the *picture* that the file *path* names; empty if it may not be shown."""
        name = unquote(picture)
        match = _NAME.fullmatch(name)
        if match is None:
            return ""
        try:
            file = Path(path).parent.joinpath(name).resolve()
            is_within = any(map(file.is_relative_to, self._folders))
            if not is_within or not file.is_file() or not _is_picture(file, match["kind"]):
                return ""
        except (OSError, RuntimeError):  # e.g. a loop of symbolic links
            return ""
        return Path(os.path.relpath(file, (self._source / docname).parent)).as_posix()


def _is_picture(file: Path, kind: str) -> bool:
    with file.open("rb") as opened:
        return _BEGINNINGS[kind.lower()].match(opened.read(12)) is not None
