"""The available real releases, the oldest first."""

from __future__ import annotations

import lzma
from pathlib import Path

from sphinx_qapi.analysis.history.history import History
from sphinx_qapi.analysis.wire.schema_shapes import graph_of
from sphinx_qapi.schema.load import load_schema
from sphinx_qapi.schema.model.schema import Schema

ROOTS = {
    "QMP": ("qapi/qapi-schema.json", "qapi-schema.json"),
    "QGA": ("qga/qapi-schema.json", "qapi-schema-guest.json"),
}


def folders(shared: Path) -> dict[str, Path]:
    """The folder of each release."""
    found = {
        each.name: each for parent in ("corpus", "wire/trees") for each in (shared / parent).iterdir() if each.is_dir()
    }
    return dict(sorted(found.items(), key=lambda item: _order(item[0])))


def _order(name: str) -> tuple[int, ...]:
    return () if name.startswith("seed") else tuple(map(int, name.split(".")))


def root_of(folder: Path, roots: tuple[str, ...]) -> Path | None:
    """The root of a release's schema; None if the release has none."""
    return next((folder / root for root in roots if (folder / root).is_file()), None)


def load(shared: Path, roots: tuple[str, ...]) -> dict[str, Schema]:
    """The schemas of all releases."""
    found = {name: root_of(folder, roots) for name, folder in folders(shared).items()}
    return {name: load_schema(root).schema for name, root in found.items() if root is not None}


def history_of(schemas: dict[str, Schema]) -> History:
    """The history of *schemas*, in their order."""
    history = History()
    for name, schema in schemas.items():
        history.add(name, graph_of(schema))
    return history


def known_paths(shared: Path, namespace: str) -> list[tuple[str, ...]]:
    """The rows of the specification for *namespace*: path, declared, accepted undeclared, shape."""
    text = lzma.decompress((shared / "wire/paths.tsv.xz").read_bytes()).decode()
    rows = [tuple(line.split("\t")) for line in text.splitlines()]
    return [row[1:] for row in rows if row[0] == namespace]
