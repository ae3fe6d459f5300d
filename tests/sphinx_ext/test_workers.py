"""Worker processes are started only for many documents, and only if all extensions allow them."""

from __future__ import annotations

import sys
from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest
from sphinx.testing.util import SphinxTestApp
from sphinx.util.parallel import ParallelTasks

from sphinx_qapi.sphinx_ext.rebuilding.workers import FEW_PAGES

OURS = ("sphinx_qapi", "sphinx_qapi.sphinx_ext.rebuilding.workers")


def noting(begin: Callable[..., None], numbers: list[int]) -> Callable[..., None]:
    """*begin*, but it adds its number of workers to *numbers*."""

    def noted(self: object, number: int, *arguments: Any) -> None:
        numbers.append(number)
        begin(self, number, *arguments)

    return noted


@pytest.fixture
def started(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """The maximum number of workers each time that Sphinx prepares to start some."""
    numbers: list[int] = []

    for kind in (ParallelTasks, ProcessPoolExecutor):
        monkeypatch.setattr(kind, "__init__", noting(kind.__init__, numbers))
    return numbers


def built(folder: Path, *extensions: str, parallel: int = 3) -> str:
    """Build the project in *folder*, and return the warnings."""
    (folder / "conf.py").write_text(f"extensions = {[*OURS, *extensions]!r}\n", "utf-8")
    app = SphinxTestApp("html", srcdir=folder, parallel=parallel)
    try:
        app.build()
        return app.warning.getvalue()
    finally:
        app.cleanup()


def write(folder: Path, pages: int) -> None:
    names = [f"page{number}" for number in range(pages - 1)]
    tree = "".join(f"   {name}\n" for name in names)
    (folder / "index.rst").write_text(f"T\n=\n\n.. toctree::\n\n{tree}", "utf-8")
    for name in names:
        (folder / f"{name}.rst").write_text(f"{name}\n======\n", "utf-8")


def test_many_pages_have_workers_and_few_have_none(tmp_path: Path, started: list[int]) -> None:
    write(tmp_path, FEW_PAGES + 1)
    assert built(tmp_path) == ""
    assert started == [3, 3], "for reading and for writing"
    started.clear()
    (tmp_path / "page0.rst").write_text("Another\n=======\n", "utf-8")
    assert built(tmp_path) == ""
    assert started == [3], "one page is read; all are written, because they show its title"
    started.clear()
    (tmp_path / "page0.rst").write_text("Another\n=======\n\nText.\n", "utf-8")
    assert built(tmp_path) == ""
    assert started == []


def test_few_pages_have_no_workers(tmp_path: Path, started: list[int]) -> None:
    write(tmp_path, FEW_PAGES)
    assert built(tmp_path) == ""
    assert started == []


@pytest.mark.parametrize("answer", [{}, {"parallel_read_safe": False}, {"parallel_write_safe": False}])
def test_an_extension_that_allows_none_is_no_reason_for_warnings(
    tmp_path: Path, started: list[int], monkeypatch: pytest.MonkeyPatch, answer: dict[str, bool]
) -> None:
    module = ModuleType("unsafe_extension")
    vars(module)["setup"] = lambda _app: answer
    monkeypatch.setitem(sys.modules, module.__name__, module)
    write(tmp_path, FEW_PAGES + 1)
    assert built(tmp_path, module.__name__) == ""
    assert started == []
