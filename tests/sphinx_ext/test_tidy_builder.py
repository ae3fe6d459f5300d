"""HTML builders that leave no garbage: they write the same pages, and the objects made for a page are gone."""

from __future__ import annotations

import gc
from collections.abc import Callable
from pathlib import Path

import docutils
import pytest
from docutils import nodes
from sphinx.testing.util import SphinxTestApp
from sphinx.writers.html5 import HTML5Translator

from sphinx_qapi.sphinx_ext.writing.splitting import tidy_builder
from sphinx_qapi.sphinx_ext.writing.splitting.builder import SplittingBuilder

Build = Callable[..., tuple[dict[str, bytes], int]]

NAMES = ("Bolt", "Cap", "Disk", "Eye", "Fork", "Gear")
SCHEMA = "##\n# = Things\n##\n\n##\n# == Small ones\n#\n# .. note:: Comments are documents, too.\n##\n\n" + "\n".join(
    f"##\n# @{name}:\n#\n# About {name}, like @Bolt.\n#\n# @size: how large\n#\n# Since: 1.0\n##\n"
    f"{{ 'struct': '{name}', 'data': {{ 'size': 'int' }} }}\n"
    for name in NAMES
)
CONF = """\
extensions = ['sphinx_qapi']
html_theme = 'alabaster'
qapi_schemas = {{'T': {{'path': 'things.json', 'output': 't', 'pages': '{pages}'}}}}
"""
KEEPS = """\
kept = []
def setup(app):
    app.connect('doctree-resolved', lambda app, tree, name: kept.append(tree))
    app.connect('build-finished', lambda *_: print([tree.astext() for tree in kept if 'About Bolt' in tree.astext()]))
"""
NO_FUNCTION = """\
from docutils import nodes
class Visit:
    def __call__(self, translator, node): translator.body.append('<i>called')
def leave(translator, node): translator.body.append('</i>')
def setup(app):
    app.add_node(nodes.emphasis, override=True, html=(Visit(), leave))
"""
KINDS = (nodes.section, HTML5Translator)
KEPT = 1 if docutils.__version_info__ >= (0, 22) else 5
"""The number of objects that may remain: the last one may still be referred to; older parsers keep sections that they
made, and older writers their last one."""


@pytest.fixture
def build(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Build:
    """A function that builds the project; it returns the pages, and the number of living sections and translators."""
    (tmp_path / "index.rst").write_text("T\n=\n\n.. toctree::\n\n   t/index\n", encoding="utf-8")
    (tmp_path / "things.json").write_text(SCHEMA, encoding="utf-8")

    def run(pages: str, settings: str = "", *, is_tidy: bool = True) -> tuple[dict[str, bytes], int]:
        (tmp_path / "conf.py").write_text(CONF.format(pages=pages) + settings, encoding="utf-8")
        gc.collect()
        before = [each for each in gc.get_objects() if isinstance(each, KINDS)]
        with monkeypatch.context() as patch:
            if not is_tidy:
                patch.setattr(tidy_builder, "TidyBuilder", SplittingBuilder)
            app = SphinxTestApp("html", srcdir=tmp_path, builddir=tmp_path / f"out-{is_tidy}", freshenv=True)
            gc.disable()
            try:
                app.build()
                left = sum(isinstance(each, KINDS) for each in gc.get_objects()) - len(before)
            finally:
                gc.enable()
        app.cleanup()
        assert not app.warning.getvalue()
        html = Path(app.outdir)
        return {path.relative_to(html).as_posix(): path.read_bytes() for path in html.rglob("*.html")}, left

    return run


@pytest.mark.parametrize("pages", ["module", "definition"])
def test_what_is_written_is_gone_at_once_and_pages_are_the_same(build: Build, pages: str) -> None:
    tidy, left = build(pages)
    plain, garbage = build(pages, is_tidy=False)
    assert tidy == plain
    assert left <= KEPT
    assert garbage > len(tidy) > KEPT


def test_who_keeps_trees_finds_them_whole(build: Build, capsys: pytest.CaptureFixture[str]) -> None:
    build("definition", KEEPS)
    assert "About Bolt" in capsys.readouterr().out


def test_handlers_that_are_no_functions_are_called(build: Build, tmp_path: Path) -> None:
    with (tmp_path / "index.rst").open("a", encoding="utf-8") as page:
        page.write("\n*Here*\n")
    pages, _left = build("module", NO_FUNCTION)
    assert b"<i>calledHere</i>" in pages["index.html"]
