"""The structure of the package: no import cycles, few files at the top of the front end, no file too long."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from functools import cache
from graphlib import CycleError, TopologicalSorter
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
PACKAGE = ROOT / "sphinx_qapi"
MODULES = {".".join(path.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__"): path
           for path in PACKAGE.rglob("*.py")}  # fmt: skip
KINDS = ("run-time", "function-level", "type-only")
MOST_LINES = 400
MOST_FILES_AT_THE_TOP = 8


def imports(tree: ast.AST, kind: str = KINDS[0]) -> Iterator[tuple[str, ast.Import | ast.ImportFrom]]:
    """Each import below *tree*, with its kind (one of `KINDS`)."""
    for node in ast.iter_child_nodes(tree):
        if isinstance(node, (ast.Import, ast.ImportFrom)):
            yield kind, node
        elif isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef)):
            yield from imports(node, KINDS[1])
        elif isinstance(node, ast.If) and "TYPE_CHECKING" in ast.unparse(node.test):
            yield from imports(node, KINDS[2])
        else:
            yield from imports(node, kind)


def imported(node: ast.Import | ast.ImportFrom) -> set[str]:
    """The modules of the package that *node* imports; if it imports a module by name, then not also its package."""
    if isinstance(node, ast.Import):
        return {each.name for each in node.names} & set(MODULES)
    assert node.level == 0, "relative imports hide which module is meant"
    module = node.module or ""
    names = {f"{module}.{each.name}" for each in node.names}
    found = names & set(MODULES)
    return found | ({module} & set(MODULES) if len(found) < len(names) else set())


@cache
def imports_of(name: str) -> tuple[tuple[str, ast.Import | ast.ImportFrom], ...]:
    """The imports of the module *name*; each file is parsed only once for all tests."""
    return tuple(imports(ast.parse(MODULES[name].read_text("utf-8"))))


def import_graph(kinds: tuple[str, ...]) -> dict[str, set[str]]:
    graph: dict[str, set[str]] = {}
    for name in MODULES:
        found = [node for kind, node in imports_of(name) if kind in kinds]
        graph[name] = set[str]().union(*map(imported, found))
    return graph


def find_cycle(graph: dict[str, set[str]]) -> list[str]:
    try:
        TopologicalSorter(graph).prepare()
    except CycleError as error:
        cycle: list[str] = error.args[1]
        return cycle
    return []


@pytest.mark.parametrize("count", range(1, len(KINDS) + 1), ids=KINDS)
def test_no_import_cycle(count: int) -> None:
    """Each kind is checked together with those before it, since a cycle may consist of imports of several kinds."""
    graph = import_graph(KINDS[:count])
    assert sum(map(len, graph.values())) > len(MODULES), "the imports were not found"
    cycle = find_cycle(graph)
    assert not cycle, "these modules import each other: " + " -> ".join(reversed(cycle))


def test_a_cycle_is_found() -> None:
    """The test above would fail if there were a cycle."""
    source = (
        "from typing import TYPE_CHECKING\nif TYPE_CHECKING:\n    import sphinx_qapi.cli\ndef f():\n    import os\n"
    )
    assert [kind for kind, _ in imports(ast.parse(source))] == ["run-time", "type-only", "function-level"]
    assert find_cycle({"a": {"b"}, "b": {"c"}, "c": {"a"}})


def test_few_files_are_outside_the_stages() -> None:
    files = sorted(path.name for path in (PACKAGE / "sphinx_ext").glob("*.py"))
    assert len(files) <= MOST_FILES_AT_THE_TOP, f"each of these that belongs to a stage goes into its folder: {files}"


def test_no_file_is_too_long() -> None:
    lengths = {str(path.relative_to(ROOT)): len(path.read_text("utf-8").splitlines()) for path in MODULES.values()}
    long = {name: length for name, length in lengths.items() if length > MOST_LINES}
    assert not long, f"files with more than {MOST_LINES} lines do more than one thing: {long}"


def test_every_folder_says_what_it_is_for() -> None:
    silent = [name for name, path in MODULES.items() if not ast.get_docstring(ast.parse(path.read_text("utf-8")))]
    assert not silent, f"these have no docstring: {silent}"
