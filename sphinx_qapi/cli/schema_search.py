"""Search for the schemas in a folder, and default namespaces for them, so that users need not name either."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import suppress
from itertools import islice
from pathlib import Path

from sphinx_qapi.source.namespaces import LONGEST_NAMESPACE
from sphinx_qapi.syntax.keywords import A_DEFINITION

QEMU_ROOTS = {
    "qapi/qapi-schema.json": "QMP",
    "qapi-schema.json": "QMP",
    "qga/qapi-schema.json": "QGA",
    "qapi-schema-guest.json": "QGA",
    "storage-daemon/qapi/qapi-schema.json": "QSD",
}
"""The namespaces of QEMU's schemas, by the paths that the schemas have or once had in its source tree."""

_EXPRESSION = re.compile(rf"^\{{\s*'(?:include|{A_DEFINITION})'\s*:", re.MULTILINE)
_INCLUDE = re.compile(r"'include'\s*:\s*'([^']+)'")
_MOST_BYTES = 1_000_000
_MOST_FILES = 1_000
"""Limits of the search: larger files are taken for data, and of a folder with more files the rest is not read."""


def find_schemas(folder: Path) -> list[Path]:
    """The root files of the schemas in *folder*: QEMU's usual ones, else the schema files that no other includes."""
    usual: dict[str, Path] = {}
    for root, namespace in QEMU_ROOTS.items():
        if (folder / root).is_file():
            usual.setdefault(namespace, folder / root)
    if usual:
        return list(usual.values())
    texts = dict(_schema_texts(folder))
    included = {(path.parent / name).resolve() for path, text in texts.items() for name in _INCLUDE.findall(text)}
    return [path for path in texts if path.resolve() not in included]


def namespace_for(path: Path) -> str:
    """A namespace for the schema at *path*: QEMU's name for it, or one made from the file's name."""
    roots = [root for root in QEMU_ROOTS if f"/{path.as_posix()}".endswith(f"/{root}")]
    if roots:
        return QEMU_ROOTS[max(roots, key=len)]
    name = "".join(word[0].upper() + word[1:] for word in re.findall(r"[A-Za-z0-9]+", path.stem))
    return name.lstrip("0123456789")[:LONGEST_NAMESPACE] or "QAPI"


def _schema_texts(folder: Path) -> Iterator[tuple[Path, str]]:
    for pattern in ("*.json", "*/*.json"):
        for path in sorted(islice(folder.glob(pattern), _MOST_FILES)):
            with suppress(OSError):  # a file that we may not read is not meant
                if path.is_file() and not path.parent.name.startswith(".") and path.stat().st_size <= _MOST_BYTES:
                    text = path.read_text("utf-8", errors="replace")
                    if _EXPRESSION.search(text):
                        yield path, text
