"""The pictures of untrusted comments: files in the folders of their schema."""

from __future__ import annotations

import os
import re
from collections.abc import Iterable
from pathlib import Path
from urllib.parse import unquote

_NAME = re.compile(r"(?:[\w ./+-]+/)?[\w +-][\w .+-]*\.(?:png|jpe?g|gif|webp)", re.IGNORECASE)
"""Only kinds that hold no scripts, unlike SVG; and only signs that LaTeX takes for letters."""


class Pictures:
    """The pictures in *folders*, as documents below *source* name them."""

    def __init__(self, folders: Iterable[Path], source: Path) -> None:
        self._folders = [folder.resolve() for folder in folders]
        self._source = source.resolve()

    def address(self, picture: str, path: str, docname: str) -> str:
        """How *docname* names the *picture* that the file *path* names; empty if it may not be shown."""
        name = unquote(picture)
        if not _NAME.fullmatch(name):
            return ""
        try:
            file = Path(path).parent.joinpath(name).resolve()
            if not any(map(file.is_relative_to, self._folders)) or not file.is_file():
                return ""
        except (OSError, RuntimeError):  # a loop of links
            return ""
        return Path(os.path.relpath(file, (self._source / docname).parent)).as_posix()
