"""File names of generated pages: names that every file system, web server and builder can tell apart.

Modules and definitions of a schema may have any names, but whoever chose these must not decide where a build writes.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection, Iterable
from posixpath import normpath

_NOT_IN_A_NAME = re.compile(r"[^\w.-]+")
_NOT_IN_A_FOLDER = re.compile(r"[^\w-]+")
"""Stricter for folders: a folder ``a.rst`` or ``a.html`` would take the place of the file of the page ``a``."""
_DEVICES = re.compile(r"(?:con|prn|aux|nul|com[0-9¹²³]|lpt[0-9¹²³]|conin\$|conout\$|clock\$)(?:\.|\Z)", re.IGNORECASE)
"""Names that Windows takes for devices, whatever follows the dot."""
_LONGEST = 100
"""Maximum length in bytes of a file's name, without numbers and suffixes: most file systems allow 255."""
_LONGEST_PATH = 200
"""Maximum length in bytes of a page's name with its folders: Windows allows 260 for the whole path."""


def page_name(name: str) -> str:
    """A safe name, below ``output``, for the page of the module *name*, whatever characters that contains."""
    *folders, last = name.split("/")
    parts = [_part(folder, _NOT_IN_A_FOLDER).lstrip("_") for folder in folders]
    safe = "/".join([*filter(None, parts), file_name(last) or "module"])
    return safe if len(safe.encode()) <= _LONGEST_PATH else file_name(last) or "module"


def file_name(name: str) -> str:
    """*name* as a file name without folders; empty if none of its characters can be used."""
    return _part(name, _NOT_IN_A_NAME)


def _part(name: str, forbidden: re.Pattern[str]) -> str:
    name = unicodedata.normalize("NFC", name).encode(errors="replace").decode()
    part = _shortened(forbidden.sub("-", name)).lstrip(".").rstrip(".")
    if not part.strip("-"):
        return ""
    return f"module-{part}" if _DEVICES.match(part) else part


def _shortened(name: str) -> str:
    return name.encode()[:_LONGEST].decode(errors="ignore")


def unique_names(
    wanted: Iterable[tuple[str, str]], taken: Iterable[str], folders: Collection[str] = ()
) -> dict[str, str]:
    """The page names for *wanted*, pairs of thing and wanted name; numbered if a file system may not tell them apart.

    No page gets a name in *taken*, nor a place in one of *folders*, which belong to other schemas.
    """
    used = set(map(_place, (*taken, *folders)))
    others = tuple(f"{_place(folder)}/" for folder in folders)
    names: dict[str, str] = {}
    for thing, wish in wanted:
        name = wish.replace("/", "-") if others and _place(wish).startswith(others) else wish
        unique, number = name, 1
        while _place(unique) in used:
            number += 1
            unique = f"{name}-{number}"
        used.add(_place(unique))
        names[thing] = unique
    return names


def _place(name: str) -> str:
    """Key of the place of a page: the same for names that differ only in case, and for ``a`` and ``a/index``."""
    path = normpath(unicodedata.normalize("NFKC", name).casefold())
    folder, _, last = path.rpartition("/")
    return folder if last == "index" and folder else path
