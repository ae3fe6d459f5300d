"""What the files of generated pages are called: names that every file system, web server and builder tells apart.

A schema's modules and definitions may have any names, and whoever wrote them is not to choose where a build writes.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection, Iterable
from pathlib import PurePosixPath

_NOT_IN_A_NAME = re.compile(r"[^\w.-]+")
_NOT_IN_A_FOLDER = re.compile(r"[^\w-]+")
"""A folder ``a.rst`` or ``a.html`` would stand where the file of the page ``a`` is to be."""
_DEVICES = re.compile(r"(?:con|prn|aux|nul|com[0-9¹²³]|lpt[0-9¹²³]|conin\$|conout\$|clock\$)(?:\.|\Z)", re.IGNORECASE)
"""What Windows takes for a device, whatever follows the dot."""
_LONGEST = 100
"""Bytes of a file's name, without numbers and suffixes: most file systems end at 255."""
_LONGEST_PATH = 200
"""Bytes of a page's name with its folders: Windows has 260 for the whole path."""


def page_name(name: str) -> str:
    """What the page of the module *name* is to be called: below ``output``, whatever the module is called."""
    *folders, last = name.split("/")
    parts = [_part(folder, _NOT_IN_A_FOLDER).lstrip("_") for folder in folders]
    safe = "/".join([*filter(None, parts), file_name(last) or "module"])
    return safe if len(safe.encode()) <= _LONGEST_PATH else file_name(last) or "module"


def file_name(name: str) -> str:
    """*name* as that of a file, without folders; empty where nothing of it can be in such a name."""
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
    """For each thing of *wanted* its page's name, with a number where a file system may not tell it from another.

    No page is in one of *folders*, which are those of other schemas.
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
    """Where a page is written, the same for names that differ only in case; ``a`` and ``a/index`` may share a file."""
    path = PurePosixPath(unicodedata.normalize("NFKC", name).casefold())
    return str(path.parent if path.name == "index" and len(path.parts) > 1 else path)
