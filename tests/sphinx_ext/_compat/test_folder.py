"""The folder `_compat` itself: it is the extension's lowest layer, only it knows versions, each file has a contract."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import sphinx_qapi

EXTENSION = Path(sphinx_qapi.__file__).parent / "sphinx_ext"
FOLDER = EXTENSION / "_compat"
BELOW = ("sphinx_qapi.source", "sphinx_qapi.sphinx_ext._compat")


def _imports(path: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.ImportFrom):
            yield node.module or ""
        elif isinstance(node, ast.Import):
            yield from (each.name for each in node.names)


def test_it_imports_nothing_from_above() -> None:
    ours = {name for path in FOLDER.glob("*.py") for name in _imports(path) if name.startswith("sphinx_qapi")}
    assert [name for name in ours if not name.startswith(BELOW)] == []


def test_versions_and_underscores_of_others_are_known_here_only() -> None:
    of_versions = re.compile(
        r"__version_info__|version_info\b|SLF001|(?:Sphinx|docutils|MyST)\s+(?:below |from )?[\d]+\b"
    )
    others = [path for path in EXTENSION.rglob("*.py") if FOLDER not in path.parents]
    found = [path.name for path in others if of_versions.search(path.read_text(encoding="utf-8"))]
    assert found == []


def test_each_file_has_a_contract() -> None:
    files = {path.stem for path in FOLDER.glob("*.py")} - {"__init__"}
    assert files <= {path.stem.removeprefix("test_") for path in Path(__file__).parent.glob("test_*.py")}
