"""The pages for developers: each file that they name exists and defines the names given with it.

A page gives names with a file in two forms: in a row of a table of files to open and to touch, or in a sentence, as
`NAME` in `file` or `NAME` of `file`. Paths are relative to the repository or to the package.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator, Sequence
from functools import cache
from pathlib import Path
from typing import NamedTuple

import pytest

from .conftest import ROOT

PAGES = {name: (ROOT / f"docs/development/{name}.md").read_text("utf-8") for name in ("architecture", "extending")}
KINDS = {
    "A part of a definition",
    "An export",
    "A rule",
    "A dialect",
    "A command",
    "An index",
    "A builder",
    "A node",
}
"""The sections of extending.md that must have a table of files."""
MOST_TOUCHED = 4
"""Maximum number of files that an addition touches, apart from tests and docs."""
OF_USERS = {"conf.py"}
"""Files that are no part of the repository."""

_PATH = r"[\w.-]+(?:/[\w.-]+)*(?:/|\.(?:py|js|css|toml|json))"
_QUOTED_PATH = re.compile(rf"`({_PATH})`")
_QUOTED_NAME = re.compile(r"`(\w+(?:\.\w+)*)`")
_NAMES_IN_FILE = re.compile(rf"((?:`\w+(?:\.\w+)*`(?:, and |, | and | or ))*`\w+(?:\.\w+)*`)\s+(?:in|of)\s+`({_PATH})`")
_ROW = re.compile(r"^\| (open|touch) \| (.+?) \| (.*?) ?\| .*\|$", re.MULTILINE)


class Row(NamedTuple):
    """A row of a table of files."""

    action: str
    file: str
    names: str


def rows_of(page: str) -> dict[str, list[Row]]:
    """The rows of tables of files, by the heading above."""
    sections = (section.partition("\n") for section in re.split(r"^## ", page, flags=re.MULTILINE)[1:])
    return {title: [Row(*match.group(1, 2, 3)) for match in _ROW.finditer(text)] for title, _, text in sections}


def found(path: str) -> Path | None:
    """The file or folder *path* of the repository or the package; None if there is none."""
    places = (ROOT / path, ROOT / "sphinx_qapi" / path)
    return next((each for each in places if each.exists() and each.is_dir() == path.endswith("/")), None)


@cache
def defined(path: Path) -> frozenset[str]:
    """The names that a file defines: at its top level, and in its classes as ``Class.name``; for folders, in any file.

    For a file that is not Python, all words in it.
    """
    if path.is_dir():
        return frozenset[str]().union(*map(defined, path.glob("*.py")))
    if path.suffix != ".py":
        return frozenset(re.findall(r"\w+", path.read_text("utf-8")))
    return frozenset(_names(ast.parse(path.read_text("utf-8")).body))


def _names(body: Sequence[ast.stmt], prefix: str = "") -> Iterator[str]:
    for node in body:
        if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef)):
            yield prefix + node.name
            if isinstance(node, ast.ClassDef):
                yield from _names(node.body, f"{prefix}{node.name}.")
        elif isinstance(node, (ast.Assign, ast.AnnAssign)):
            targets = node.targets if isinstance(node, ast.Assign) else [node.target]
            leaves = (leaf for each in targets for leaf in ast.walk(each))
            yield from (prefix + leaf.id for leaf in leaves if isinstance(leaf, ast.Name))


def wrong_paths(page: str) -> list[str]:
    return [path for path in _QUOTED_PATH.findall(page) if found(path) is None and path not in OF_USERS]


def named_in_files(page: str) -> Iterator[tuple[str, str]]:
    """Each name that *page* gives with a file, and the path of the file."""
    for rows in rows_of(page).values():
        for row in rows:
            for path in _QUOTED_PATH.findall(row.file):
                yield from ((name, path) for name in _QUOTED_NAME.findall(row.names))
    for names, path in _NAMES_IN_FILE.findall(page):
        yield from ((name, path) for name in _QUOTED_NAME.findall(names))


def wrong_names(page: str) -> list[str]:
    places = [(name, path, found(path)) for name, path in named_in_files(page)]
    return [f"{name} in {path}" for name, path, place in places if place and name not in defined(place)]


def too_many(page: str) -> dict[str, int]:
    """The number of files that an addition touches, by its title, for those that touch too many."""
    counts = {title: sum(row.action == "touch" for row in rows) for title, rows in rows_of(page).items()}
    return {title: count for title, count in counts.items() if count > MOST_TOUCHED}


@pytest.mark.parametrize("page", PAGES)
def test_each_file_exists(page: str) -> None:
    assert len(_QUOTED_PATH.findall(PAGES[page])) > 40, "the paths were not found"
    assert wrong_paths(PAGES[page]) == [], f"{page}.md names files that do not exist"


@pytest.mark.parametrize("page", PAGES)
def test_each_file_defines_the_names_given_with_it(page: str) -> None:
    assert len(list(named_in_files(PAGES[page]))) > 25, "the names were not found"
    assert wrong_names(PAGES[page]) == [], f"{page}.md gives names with files that do not define them"


def test_an_addition_touches_few_files() -> None:
    rows = rows_of(PAGES["extending"])
    assert {title for title, each in rows.items() if any(row.action == "touch" for row in each)} >= KINDS
    assert too_many(PAGES["extending"]) == {}


def test_the_path_in_each_row_is_read() -> None:
    """A path that is not recognised as one would not be checked."""
    unread = [row.file for rows in rows_of(PAGES["extending"]).values() for row in rows
              if "`" in row.file and not _QUOTED_PATH.search(row.file)]  # fmt: skip
    assert unread == []


def test_ten_questions_are_answered_with_files() -> None:
    text = PAGES["architecture"].partition("## Ten questions")[2].partition("\n## ")[0]
    answers = re.split(r"^### .*\?$", text, flags=re.MULTILINE)[1:]
    assert len(answers) == 10
    assert [each for each in answers if not list(named_in_files(each))] == [], "these name no place in a file"


def test_a_wrong_page_is_found_out() -> None:
    """The tests above would fail if a page were wrong."""
    row = "| touch | `cli/main.py` | `COMMANDS`, `ORDERS` | |\n"
    page = f"## A\n{row}{row * 4}## B\n| open | `cli/mane.py` | `x` | |\n{row}\nSee `runs` or `main` in\n`cli/main.py`."
    page += " And `WireGraph.no` in `analysis/wire/shapes.py`, `tests/nowhere/`."
    assert wrong_paths(page) == ["cli/mane.py", "tests/nowhere/"]
    assert set(wrong_names(page)) == {
        "ORDERS in cli/main.py",
        "runs in cli/main.py",
        "WireGraph.no in analysis/wire/shapes.py",
    }
    assert too_many(page) == {"A": 5}
