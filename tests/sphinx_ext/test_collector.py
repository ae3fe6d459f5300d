"""The garbage collector runs less often while a site is built, and as before afterwards."""

from __future__ import annotations

import gc
import subprocess
import sys
import weakref
from pathlib import Path

import pytest
from sphinx.errors import ExtensionError
from sphinx.testing.util import SphinxTestApp

from sphinx_qapi.sphinx_ext.loading.garbage_collection import MANY_OBJECTS, _Process, fewer_collections
from tests.sphinx_ext.conftest import Build

PAGES = (MANY_OBJECTS, 10, 10)
FEW_PAGES = (1_000_000, 10, 10)


@pytest.mark.parametrize(("pages", "reading"), [(2, FEW_PAGES), (20, PAGES)])
def test_thresholds_are_raised_and_put_back(build: Build, pages: int, reading: tuple[int, ...]) -> None:
    project = build("", {f"page{n}.rst": "T\n=\n" for n in range(pages - 1)} | {"index.rst": ":orphan:\n\nT\n=\n"})
    project.app.cleanup()
    before = gc.get_threshold()
    project.app = SphinxTestApp("html", srcdir=project.app.srcdir, freshenv=True)
    assert gc.get_threshold() == before
    seen: list[tuple[str, tuple[int, int, int]]] = []
    project.app.connect("source-read", lambda *_: seen.append(("read", gc.get_threshold())))
    project.app.connect("html-page-context", lambda *_: seen.append(("write", gc.get_threshold())))
    project.app.build()
    assert {each for each in seen if each[0] == "read"} == {("read", reading)}
    assert {each for each in seen if each[0] == "write"} == {("write", PAGES)}
    assert gc.get_threshold() == before


def test_a_build_that_fails_puts_them_back(build: Build) -> None:
    project = build("", {"index.rst": ":orphan:\n\nT\n=\n"})
    project.app.cleanup()
    before = gc.get_threshold()
    project.app = SphinxTestApp("html", srcdir=project.app.srcdir, freshenv=True)

    def fail(*_: object) -> None:
        raise ExtensionError("no such page")

    project.app.connect("source-read", fail)
    with pytest.raises(ExtensionError):
        project.app.build()
    assert gc.get_threshold() == before


@pytest.mark.parametrize("others", [(0, 10, 10), (2_000_000, 5, 5)])
def test_what_others_have_set_stays(others: tuple[int, int, int]) -> None:
    """Thresholds that somebody else has changed are left alone; 0 means that the collector is switched off."""
    before = gc.get_threshold()
    gc.set_threshold(*others)
    try:
        with fewer_collections():
            assert gc.get_threshold() == others
        assert gc.get_threshold() == others
    finally:
        gc.set_threshold(*before)


def test_loading_the_extension_and_building_leave_the_process_as_it_was(tmp_path: Path) -> None:
    """Neither may hide objects from the collector, switch it off, or register something to run when Python ends."""
    code = """
import atexit, gc, sys
from sphinx.application import Sphinx
words = [sys.argv[1], None, sys.argv[2], sys.argv[2], "html"]
before = None
for extensions in ([], ["sphinx_qapi"]):
    Sphinx(*words, {"extensions": extensions}, status=None, freshenv=True).build()
    now = gc.isenabled(), gc.get_threshold(), gc.get_freeze_count(), atexit._ncallbacks()
    assert before in (None, now), (before, now)
    before = now
"""
    (tmp_path / "index.rst").write_text("T\n=\n", encoding="utf-8")
    subprocess.run([sys.executable, "-c", code, str(tmp_path), str(tmp_path / "out")], check=True)


def test_builds_of_one_process_leave_no_pile(build: Build, monkeypatch: pytest.MonkeyPatch) -> None:
    """Objects of earlier builds are garbage, which would otherwise not be collected for dozens of builds."""
    for counter in ("pages", "objects"):
        monkeypatch.setattr(_Process, counter, 0)  # whatever other tests in this process have built
    project = build("", {f"page{n}.rst": "T\n=\n" for n in range(90)} | {"index.rst": ":orphan:\n\nT\n=\n"})
    first = weakref.ref(project.app.env)
    for _ in range(3):
        project.app.cleanup()
        project.app = SphinxTestApp("dummy", srcdir=project.app.srcdir, freshenv=True)
        project.app.build()
    assert first() is None
