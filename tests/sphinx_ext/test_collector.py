"""The collector of garbage is relaxed while a site is built, and as before afterwards."""

from __future__ import annotations

import gc
import subprocess
import sys
import weakref
from pathlib import Path

import pytest
from sphinx.testing.util import SphinxTestApp

from sphinx_qapi.sphinx_ext.loading.garbage_collection import _Process
from tests.sphinx_ext.conftest import Build

RELAXED = (200_000, 10, 10)


@pytest.mark.parametrize(("pages", "reading"), [(2, (0, *RELAXED[1:])), (20, RELAXED)])
def test_few_pages_are_read_without_collecting(build: Build, pages: int, reading: tuple[int, ...]) -> None:
    project = build("", {f"page{n}.rst": "T\n=\n" for n in range(pages - 1)} | {"index.rst": ":orphan:\n\nT\n=\n"})
    project.app.cleanup()
    before = gc.get_threshold()
    project.app = SphinxTestApp("html", srcdir=project.app.srcdir, freshenv=True)
    seen: list[tuple[str, tuple[int, int, int]]] = []
    project.app.connect("source-read", lambda *_: seen.append(("read", gc.get_threshold())))
    project.app.connect("html-page-context", lambda *_: seen.append(("write", gc.get_threshold())))
    project.app.build()
    assert {each for each in seen if each[0] == "read"} == {("read", reading)}
    assert {each for each in seen if each[0] == "write"} == {("write", RELAXED)}
    assert gc.get_threshold() == before
    assert gc.get_freeze_count() == 0


def test_nothing_is_looked_at_when_python_ends(tmp_path: Path) -> None:
    """It takes as long as reading a large page."""
    code = """
import atexit, gc, sys
atexit.register(lambda: print(gc.get_freeze_count() > 0))
from sphinx.application import Sphinx
Sphinx(sys.argv[1], None, sys.argv[2], sys.argv[2], "dummy", {"extensions": ["sphinx_qapi"]}, status=None)
print(gc.get_freeze_count())
"""
    words = [sys.executable, "-c", code, str(tmp_path), str(tmp_path / "out")]
    run = subprocess.run(words, capture_output=True, text=True, check=True)
    assert run.stdout.split() == ["0", "True"]


def test_builds_of_one_process_leave_no_pile(build: Build, monkeypatch: pytest.MonkeyPatch) -> None:
    """Objects of old builds are garbage, which would not be collected for dozens of builds."""
    monkeypatch.setattr(_Process, "pages", 0)  # whatever other tests of this process have built
    project = build("", {f"page{n}.rst": "T\n=\n" for n in range(90)} | {"index.rst": ":orphan:\n\nT\n=\n"})
    first = weakref.ref(project.app.env)
    for _ in range(3):
        project.app.cleanup()
        project.app = SphinxTestApp("dummy", srcdir=project.app.srcdir, freshenv=True)
        project.app.build()
    assert first() is None
