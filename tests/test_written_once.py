"""Ideas that have one home in the package: no other file writes them again."""

from __future__ import annotations

import ast
from collections.abc import Callable, Iterator, Sequence
from functools import cache
from pathlib import Path

import pytest

PACKAGE = Path(__file__).parent.parent / "sphinx_qapi"
COLLECTIONS = (ast.Tuple, ast.List, ast.Set)


def asks_for_a_builder(node: ast.AST) -> bool:
    """Whether *node* compares the name or format of a builder, as ``app.builder.name == "html"``."""
    return isinstance(node, ast.Compare) and any(
        isinstance(each, ast.Attribute)
        and each.attr in ("name", "format")
        and "builder" in ast.unparse(each.value).lower()
        for each in (node.left, *node.comparators)
    )


def has_builders(node: ast.AST) -> bool:
    """Whether *node* is a collection of names of builders, as ``("html", "dirhtml")``."""
    values = node.elts if isinstance(node, (ast.Tuple, ast.List, ast.Set)) else ()
    names = {each.value for each in values if isinstance(each, ast.Constant)}
    return len(names & {"html", "dirhtml", "singlehtml"}) > 1


def _leaves(values: Sequence[ast.expr]) -> Iterator[ast.AST]:
    return (leaf for each in values for leaf in ast.walk(each))


def asks_for_an_index(node: ast.AST) -> bool:
    """Whether *node* compares the name of an index with a constant, as ``kind.by == "since"``."""
    return (
        isinstance(node, ast.Compare)
        and f".{ast.unparse(node.left)}".endswith((".by", ".sphinx_index", "kind.list_name"))
        and any(isinstance(each, ast.Constant) and isinstance(each.value, str) for each in _leaves(node.comparators))
    )


def calls(node: ast.AST, *names: str) -> bool:
    """Whether *node* calls a function or method whose last name is one of *names*."""
    return isinstance(node, ast.Call) and getattr(node.func, "attr", getattr(node.func, "id", "")) in names


def replaces_a_file(node: ast.AST) -> bool:
    """Whether *node* moves a file to the place of another: `replace` of paths takes one argument, that of texts two."""
    is_of_path = calls(node, "replace") and isinstance(node, ast.Call) and len(node.args) + len(node.keywords) == 1
    return is_of_path or calls(node, "mkstemp", "NamedTemporaryFile", "rename")


def makes_a_section(node: ast.AST) -> bool:
    """Whether *node* makes a section with content, or gives one its ids; an empty one may serve as a holder."""
    is_filled = isinstance(node, ast.Call) and ast.unparse(node.func) == "nodes.section" and bool(node.args)
    return is_filled or calls(node, "note_implicit_target")


def lists(*words: str) -> Callable[[ast.AST], bool]:
    """Return a function that tells whether a node is a collection (no table) that contains all *words*."""

    def found(node: ast.AST) -> bool:
        values = node.elts if isinstance(node, (ast.Tuple, ast.List, ast.Set)) else ()
        return {each.value for each in values if isinstance(each, ast.Constant)}.issuperset(words)

    return found


def enters_inline_structs(node: ast.AST) -> bool:
    """Whether *node* is a function that calls itself with the members of an inline struct."""
    return isinstance(node, ast.FunctionDef) and any(
        calls(each, node.name)
        and isinstance(each, ast.Call)
        and any("type.members" in ast.unparse(a) for a in each.args)
        for each in ast.walk(node)
    )


def follows_bases(node: ast.AST) -> bool:
    """Whether *node* is a loop from a type to its base, by name."""
    return isinstance(node, ast.While) and ".base.name" in ast.unparse(node)


def spells_keywords(node: ast.AST) -> bool:
    """Whether *node* is a pattern with the keywords of expressions, as ``enum|type|struct``."""
    return isinstance(node, ast.Constant) and isinstance(node.value, str) and "union|alternate" in node.value


Types = tuple[type[ast.AST], ...]
ONCE: dict[str, tuple[Types, Callable[[ast.AST], bool], set[str]]] = {
    # `_compat` may not import the table; there, it is the form of a key of Sphinx. The format decides whether a builder
    # that nobody knows writes HTML.
    "questions about builders": (
        (ast.Compare,),
        asks_for_a_builder,
        {"sphinx_ext/_compat/sphinx_writers.py", "sphinx_ext/writing/standard_nodes.py"},
    ),
    "groups of builders": (COLLECTIONS, has_builders, set()),
    # The record of an index in `INDEX_KINDS` says what is different about it.
    "questions about the names of indexes": ((ast.Compare,), asks_for_an_index, set()),
    "digests": ((ast.Import,), lambda node: ast.unparse(node) == "import hashlib", {"source/digests.py"}),
    "atomic writes": ((ast.Call,), replaces_a_file, {"source/whole_files.py"}),
    "pending references": ((ast.Call,), lambda node: calls(node, "pending_xref"), {"sphinx_ext/doctree/references.py"}),
    "kinds of definitions": (COLLECTIONS, lists("command", "event"), {"schema/model/kinds.py", "syntax/keywords.py"}),
    "kinds of types": (COLLECTIONS, lists("struct", "union"), {"schema/model/kinds.py", "syntax/keywords.py"}),
    "special features": (COLLECTIONS, lists("deprecated", "unstable"), {"schema/model/kinds.py"}),
    "keywords of expressions": ((ast.Constant,), spells_keywords, set()),
    "walks along bases": ((ast.While,), follows_bases, {"schema/model/walks.py"}),
    # Each list of members is checked by itself for names that collide.
    "walks through inline structs": (
        (ast.FunctionDef,),
        enters_inline_structs,
        {"schema/model/walks.py", "schema/checks/collisions.py", "schema/building/drafts.py"},
    ),
    "sections": ((ast.Call,), makes_a_section, {"sphinx_ext/doctree/sections.py"}),
}


@cache
def files_by_idea() -> dict[str, set[str]]:
    """The files that contain each idea of `ONCE`: each file is parsed only once for all tests."""
    result: dict[str, set[str]] = {idea: set() for idea in ONCE}
    by_type: dict[type[ast.AST], list[tuple[str, Callable[[ast.AST], bool]]]] = {}
    for idea, (types, is_found, _homes) in ONCE.items():
        for each in types:
            by_type.setdefault(each, []).append((idea, is_found))
    for path in PACKAGE.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            for idea, is_found in by_type.get(type(node), ()):
                if is_found(node):
                    result[idea].add(path.relative_to(PACKAGE).as_posix())
    return result


@pytest.mark.parametrize("idea", ONCE)
def test_is_written_once(idea: str) -> None:
    assert files_by_idea()[idea] == ONCE[idea][2], f"{idea} belong in these files only"
