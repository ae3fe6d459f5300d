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

FOLDERS_THAT_SAY_WHAT_A_FILE_DOES = {
    "analysis/fixes": "repairs of what the name says",
    "analysis/lint": "lint rules about it",
    "cli": "the subcommand of that name",
    "export": "it as text, or the format of that name",
    "export/diff": "a diff in the format of that name",
    "export/json_schema": "it as JSON Schema",
    "export/markdown": "it as Markdown",
    "schema/building": "how the part of the model of that name is built",
    "schema/checks": "checks of it",
    "sphinx_ext/_compat": "undocumented interfaces of the package of that name",
    "sphinx_ext/configuration": "the values of `conf.py` about it",
    "sphinx_ext/directives": "the directive of that name",
    "sphinx_ext/doctree": "it as docutils nodes",
    "sphinx_ext/entries/sections": "the section of an entry about it",
}
"""For each folder, what its files contain of the idea that their names give; so these names may occur elsewhere."""


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


def test_names_of_files_tell_them_apart() -> None:
    """A base name occurs twice only if folders say what each file does with it; one file holds the idea itself."""
    plain: dict[str, list[str]] = {}
    for path in MODULES.values():
        folder = path.parent.relative_to(PACKAGE).as_posix()
        if path.stem not in ("__init__", "__main__") and folder not in FOLDERS_THAT_SAY_WHAT_A_FILE_DOES:
            plain.setdefault(path.stem, []).append(folder)
    same = {name: folders for name, folders in plain.items() if len(folders) > 1}
    assert not same, f"files of one name: {same}; name each after what it holds"


def test_each_folder_of_the_table_exists_and_is_needed() -> None:
    stems = {folder: {path.stem for path in (PACKAGE / folder).glob("*.py")} - {"__init__"}
             for folder in FOLDERS_THAT_SAY_WHAT_A_FILE_DOES}  # fmt: skip
    all_stems = [path.stem for path in MODULES.values()]
    needless = [folder for folder, names in stems.items() if all(all_stems.count(name) == 1 for name in names)]
    assert not needless, f"no file in these has a name that occurs elsewhere: {needless}"


def test_names_of_classes_tell_them_apart() -> None:
    """No two classes of the package have one name: a reader who searches for it finds one meaning."""
    places: dict[str, list[str]] = {}
    for name, path in MODULES.items():
        for node in ast.parse(path.read_text("utf-8")).body:
            if isinstance(node, ast.ClassDef):
                places.setdefault(node.name, []).append(name)
    assert len(places) > len(MODULES) / 2, "the classes were not found"
    same = {name: modules for name, modules in places.items() if len(modules) > 1}
    assert not same, f"classes of one name: {same}; name each after what it is"
