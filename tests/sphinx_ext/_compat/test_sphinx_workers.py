"""Documents that are resolved and written in the processes of ``-j``."""

from __future__ import annotations

import os
import re
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from docutils import nodes
from sphinx.builders.html import StandaloneHTMLBuilder
from sphinx.errors import SphinxParallelError
from sphinx.testing.util import SphinxTestApp
from sphinx.util import logging

from sphinx_qapi.sphinx_ext.writing.splitting import builder as builders

from .contracts import contract

NAMES = [f"page{number}" for number in range(9)]
PAGE = """\
{name} title
============

.. index:: {name}ish, ishes

Once there was {name}ly, see :doc:`page1` and :ref:`label-page2`.

.. image:: {name}.png

.. _label-{name}:

Under {name}
------------

.. math:: {name}
"""
KEEPS = """\
kept = []
def setup(app):
    app.connect("doctree-resolved", lambda app, tree, name: kept.append(name))
    app.connect("build-finished", lambda app, _: (app.outdir / "kept.txt").write_text(" ".join(sorted(kept))))
"""


@pytest.fixture
def source(tmp_path: Path) -> Path:
    """A project of ten documents, each with an image, words, titles and index entries."""
    folder = tmp_path / "source"
    folder.mkdir()
    (folder / "conf.py").write_text('extensions = ["sphinx_qapi"]\nhtml_theme = "alabaster"\n', encoding="utf-8")
    tree = "T\n=\n\n.. toctree::\n\n" + "".join(f"   {name}\n" for name in NAMES)
    (folder / "index.rst").write_text(tree, encoding="utf-8")
    for name in NAMES:
        (folder / f"{name}.rst").write_text(PAGE.format(name=name), encoding="utf-8")
        (folder / f"{name}.png").write_bytes(name.encode())
    return folder


def files(source: Path, parallel: int) -> dict[str, bytes]:
    app = SphinxTestApp("html", srcdir=source, builddir=source.parent / f"out{parallel}", parallel=parallel)
    try:
        app.build()
    finally:
        app.cleanup()
    assert not app.warning.getvalue()
    html = Path(app.outdir)
    return {path.relative_to(html).as_posix(): path.read_bytes() for path in html.rglob("*") if path.is_file()}


def noted_processes(monkeypatch: pytest.MonkeyPatch, notes: Path) -> None:
    """Let each resolved document be noted in the file *notes*, with the process that resolves it."""
    original: Any = StandaloneHTMLBuilder.write_doc_serialized

    def noting(self: Any, docname: str, doctree: nodes.document) -> None:
        with notes.open("a", encoding="utf-8") as file:
            file.write(f"{docname} {os.getpid()}\n")
        time.sleep(0.05)  # otherwise one worker might have written everything before the other has started
        original(self, docname, doctree)

    monkeypatch.setattr(StandaloneHTMLBuilder, "write_doc_serialized", noting)


def test_workers_resolve_documents_and_the_site_is_the_same(
    source: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    noted_processes(monkeypatch, tmp_path / "notes")
    two = files(source, 2)
    processes = [line.split()[1] for line in (tmp_path / "notes").read_text(encoding="utf-8").splitlines()]
    one = files(source, 0)
    with contract(
        "builders write through `_write_parallel`; search tables, images and phases are attributes of builders",
        breaks="builds with -j: the search or the images lack what workers found; resolve in one process again",
    ):
        assert processes.count(str(os.getpid())) == 1, "only the first document is written in the main process"
        assert len(set(processes)) == 3
        assert two == one
        assert {f"_images/{name}.png" for name in NAMES} <= two.keys()


def test_unknown_listeners_are_called_in_the_main_process(source: Path) -> None:
    conf = source / "conf.py"
    conf.write_text(conf.read_text(encoding="utf-8") + KEEPS, encoding="utf-8")
    assert files(source, 2)["kept.txt"].decode().split() == ["index", *NAMES]


class UnsendableError(Exception):
    """An error that a process cannot send to another."""

    def __init__(self, one: str, _two: str) -> None:
        super().__init__(one)


def fail(docname: str) -> None:
    raise UnsendableError(f"cannot write {docname}", "")


@pytest.mark.parametrize(("end", "said"), [(fail, "cannot write page1"), (lambda _: os._exit(1), "a process ended")])
def test_a_failure_in_a_worker_ends_the_build(
    source: Path, monkeypatch: pytest.MonkeyPatch, end: Callable[[str], None], said: str
) -> None:
    original = builders.SplittingBuilder.write_doc

    def failing(self: Any, docname: str, doctree: nodes.document) -> None:
        if docname in {"page1", "page5"}:
            end(docname)
        original(self, docname, doctree)

    monkeypatch.setattr(builders.SplittingBuilder, "write_doc", failing)
    with pytest.raises(SphinxParallelError, match=said):
        files(source, 2)


def test_warnings_of_workers_are_in_the_order_of_documents(source: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    original: Any = StandaloneHTMLBuilder.write_doc

    def warning(self: Any, docname: str, doctree: nodes.document) -> None:
        time.sleep(0.2 if docname == "page1" else 0)
        logging.getLogger(__name__).warning("found in %s", docname, location=docname)
        original(self, docname, doctree)

    monkeypatch.setattr(StandaloneHTMLBuilder, "write_doc", warning)
    app = SphinxTestApp("html", srcdir=source, parallel=2)
    app.build()
    warnings = app.warning.getvalue()
    app.cleanup()
    assert re.findall(r"found in (\w+)", warnings) == ["index", *NAMES]
    assert "page1.rst: WARNING: found in page1" in warnings


def test_few_documents_need_no_workers(source: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    files(source, 2)
    noted_processes(monkeypatch, tmp_path / "notes")
    page = source / "page3.rst"
    page.write_text(page.read_text(encoding="utf-8") + "\nMore.\n", encoding="utf-8")
    changed = files(source, 2)
    here = str(os.getpid())
    assert (tmp_path / "notes").read_text(encoding="utf-8").split() == ["index", here, "page3", here]
    assert changed == files(source, 0)
