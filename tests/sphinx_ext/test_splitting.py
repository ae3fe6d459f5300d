"""Documents of modules, split into pages of definitions while HTML is written.

The pages must equal those of a build in which each definition has a document of its own.
"""

from __future__ import annotations

import logging
import re
from collections.abc import Callable
from pathlib import Path

import pytest
from docutils import nodes
from sphinx.testing.util import SphinxTestApp

from sphinx_qapi.schema.model.definitions import Definition
from sphinx_qapi.sphinx_ext.doctree.nodes import qapi_part
from sphinx_qapi.sphinx_ext.entries.entry_context import RenderTarget
from sphinx_qapi.sphinx_ext.loading import site_plan
from sphinx_qapi.sphinx_ext.pages import definition_page
from sphinx_qapi.sphinx_ext.writing.splitting import pages
from sphinx_qapi.sphinx_ext.writing.splitting.pages import PartPage

PANTRY = """\
##
# = Jars
#
# Where `shelf` is, and :ref:`what a lid is <lids>`; :numref:`the-lid`.
##

##
# @Lid:
#
# What closes a jar. [#turn]_ It has an area, see :eq:`area`.
#
# .. _lids:
#
# About lids
#
# .. math:: a = r^2
#    :label: area
#
# .. index:: closing
#
# .. [#turn] To the right.
#
# @round: Turned. See `jar-open`, :ref:`lids <lids>` and :ref:`elsewhere <shelves>`.
#
# Since: 1.0
##
{ 'enum': 'Lid', 'data': [ 'round', 'square' ] }

##
# == Opened
##

##
# @jar-open:
#
# Open a jar, as :ref:`what a lid is <lids>` says.
#
# @lid: what it has
#
# Returns: what is in it
#
# .. _the-lid:
#
# .. figure:: lid.png
#
#    A lid.
#
# Since: 1.0
##
{ 'command': 'jar-open', 'data': { 'lid': 'Lid', '*shelf': 'Shelf' }, 'returns': 'Jar' }

##
# @Jar:
#
# A jar.
#
# @lid: its lid
#
# @within: another
##
{ 'struct': 'Jar', 'data': { 'lid': 'Lid', '*within': 'Jar' } }

{ 'include': 'shelves.json' }
"""
SHELVES = """\
##
# = Shelves
#
# .. _shelves:
#
# They are elsewhere; :ref:`the-lid`.
##

##
# @Shelf:
#
# A shelf, with a :qapi:type:`Jar` and its :qapi:memb:`Jar.lid`.
#
# @jars: what stands on it
##
{ 'struct': 'Shelf', 'data': { 'jars': [ 'Jar' ] } }

##
# @SHELF_FELL:
#
# It fell.
##
{ 'event': 'SHELF_FELL', 'data': { 'shelf': 'Shelf' } }
"""
SHELVES += "\n".join(
    f"{{ 'enum': '{each}', 'data': [ 'oak', 'pine' ] }}\n" for each in ("Board", "Plank", "Rail", "Slat")
)
"""The schema of the second module, with enough definitions for pages to be made in frames."""
PIXEL = bytes.fromhex(
    "89504e470d0a1a0a0000000d4948445200000001000000010806000000"
    "1f15c4890000000d49444154789c6360f8cf500f000383018023f7eb3e0000000049454e44ae426082"
)
INDEX = """\
Pantry
======

:qapi:cmd:`jar-open`, :qapi:memb:`Jar.within`, :ref:`lids <lids>`, :doc:`a page <{}>`, :any:`Shelf`

.. toctree::

   first/index
   second/index
"""
TREE = re.compile(r'<div class="toctree-wrapper compound">\n</div>\n')
"""The empty toctree of a document whose definitions have documents of their own."""
OF_DOCUMENT = re.compile(r"(?<=equation-area)-[\w-]+|\?v=\w+")
"""Ids that Sphinx derives from the document's name, and checksums of files, which Sphinx caches in a process."""
VOLATILE = {".buildinfo", ".buildinfo.bak"}


@pytest.fixture
def source(tmp_path: Path) -> Path:
    """A project with two schemas of the same definitions, whose comments name and refer to all kinds of things."""
    folder = tmp_path / "source"
    for name in ("pantry", "cellar"):
        schema = folder / name
        schema.mkdir(parents=True)
        (schema / "jars.json").write_text(PANTRY.replace("lid.png", f"{name}.png"), encoding="utf-8")
        (schema / "shelves.json").write_text(SHELVES, encoding="utf-8")
        (schema / f"{name}.png").write_bytes(PIXEL)
    table = '"output": "{}", "pages": "definition", "release": "1.0"'
    (folder / "conf.py").write_text(
        "extensions = ['sphinx_qapi']\nproject = 'Pantry'\nqapi_qemu_anchors = True\nhtml_theme = 'alabaster'\n"
        f'qapi_schemas = {{"P": {{"path": "pantry/jars.json", {table.format("first")}}},'
        f' "C": {{"path": "cellar/jars.json", {table.format("second")}}}}}\n',
        encoding="utf-8",
    )
    (folder / "index.rst").write_text(INDEX.format("first/command-jar-open"), encoding="utf-8")
    return folder


def run(source: Path, out: Path, builder: str = "html", *, parallel: int = 0) -> SphinxTestApp:
    """Build *source* into *out*; return the application."""
    app = SphinxTestApp(builder, srcdir=source, builddir=out, parallel=parallel)
    app.build()
    app.cleanup()
    return app


def files(app: SphinxTestApp) -> dict[str, bytes]:
    """The content of the written files by name, without what concerns the build itself or single documents."""
    folder = Path(app.outdir)
    found: dict[str, bytes] = {}
    for path in sorted(folder.rglob("*")):
        name = path.relative_to(folder).as_posix()
        if path.suffix == ".html":
            found[name] = OF_DOCUMENT.sub("", TREE.sub("", path.read_text("utf-8"))).encode()
        elif path.is_file() and name not in VOLATILE:
            found[name] = path.read_bytes()
    return found


def differing(one: dict[str, bytes], other: dict[str, bytes]) -> list[str]:
    """The names of the files that differ or that only one build has."""
    return sorted(name for name in one.keys() | other.keys() if one.get(name) != other.get(name))


@pytest.mark.parametrize("builder", ["html", "dirhtml"])
def test_pages_are_what_they_are_as_documents(
    source: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, builder: str
) -> None:
    """Links, contents, titles, order, search, index and inventory are the same, with one process or two."""
    split = run(source, tmp_path / "split", builder)
    tables = (split.env.all_docs, split.env.titles, split.env.tocs, split.env.domaindata["index"]["entries"])
    assert not any("first/command-jar-open" in table for table in tables), "only while pages are written"
    assert differing(files(split), files(run(source, tmp_path / "two", builder, parallel=2))) == []
    monkeypatch.setattr(site_plan, "SPLIT", False)
    whole = run(source, tmp_path / "whole", builder)
    assert len([name for name in files(whole) if "jar-open" in name]) >= 2
    assert differing(files(split), files(whole)) == []
    assert warnings(split, tmp_path) == warnings(whole, tmp_path)


def warnings(app: SphinxTestApp, folder: Path) -> list[str]:
    """The lines of the warnings, sorted, without the path of *folder*."""
    return sorted(line for line in app.warning.getvalue().replace(str(folder), "").splitlines() if line)


@pytest.mark.parametrize("builder", ["text", "latex", "man", "epub"])
def test_other_builders_have_pages_of_modules(source: Path, tmp_path: Path, builder: str) -> None:
    def words() -> dict[str, bytes]:
        return {
            name: text for name, text in files(app).items() if name.endswith((".txt", ".html", ".tex", ".1", ".xhtml"))
        }

    app = run(source, tmp_path / "split", builder)
    split = words()
    assert "it is a page of the document 'first/jars'; refer to the definition with :qapi:cmd:`jar-open`" in (
        app.warning.getvalue()
    )
    conf = source / "conf.py"
    conf.write_text(conf.read_text("utf-8").replace('"pages": "definition"', '"pages": "module"'), encoding="utf-8")
    index = source / "index.rst"
    app = run(source, tmp_path / "module", builder)
    assert index.is_file()
    assert differing(split, words()) == []
    assert any(b"What closes a jar." in text for text in split.values())


def test_one_page_of_all_has_each_definition_once(source: Path, tmp_path: Path) -> None:
    whole = page(run(source, tmp_path / "out", "singlehtml"), "index.html")
    for namespace in "PC":
        for name in ("Lid", "jar-open", "Jar", "Shelf", "SHELF_FELL"):
            assert whole.count(f'id="qapi-{namespace}-{name}"') == 1


def test_a_numbered_figure_is_found(source: Path, tmp_path: Path) -> None:
    conf = source / "conf.py"
    conf.write_text(conf.read_text("utf-8") + "numfig = True\n", encoding="utf-8")
    shelves = source / "pantry" / "shelves.json"
    shelves.write_text(shelves.read_text("utf-8").replace(":ref:`the-lid`", ":numref:`the-lid`"), encoding="utf-8")
    app = run(source, tmp_path / "out")
    link = re.search(r'href="([^"]*)"[^>]*><span class="std std-numref">(Fig\. \d+)<', page(app, "first/shelves.html"))
    assert link is not None
    assert link[1] == "command-jar-open.html#the-lid"
    assert f'<span class="caption-number">{link[2]} </span>' in page(app, "first/command-jar-open.html")


def page(app: SphinxTestApp, name: str) -> str:
    """The text of the page that was written as *name*."""
    return Path(app.outdir, name).read_text("utf-8")


def test_only_pages_that_differ_are_written(source: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    names = set(files(run(source, out)))
    jars = source / "pantry" / "jars.json"
    edits = [
        ("A jar.", "A jar of glass.", {"first/struct-Jar.html", "first/jars.html"}),
        ("what it has", "what closes it", {"first/command-jar-open.html", "first/jars.html"}),
    ]
    for before, after, expected in edits:
        times = {name: Path(out, "html", name).stat().st_mtime_ns for name in names if name.startswith("first/")}
        jars.write_text(jars.read_text("utf-8").replace(before, after), encoding="utf-8")
        again = run(source, out)
        written = {name for name, time in times.items() if Path(out, "html", name).stat().st_mtime_ns != time}
        assert {name for name in written if "/qapi-" not in name and "index" not in name} == expected
        clean = run(source, tmp_path / f"clean-{after}")
        assert differing(files(again), files(clean)) == []
    Path(out, "html", "first/enum-Lid.html").unlink()
    assert differing(files(run(source, out)), files(clean)) == [], "a page that somebody has removed"


def test_what_is_as_it_was_is_neither_read_nor_resolved(
    source: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A foreign listener prevents this; afterwards, a build by another builder gives what a clean build gives."""
    read: list[str] = []
    resolved: list[str] = []
    read_part, take_apart = definition_page.read_part, pages.split

    def noted(page: RenderTarget, definition: Definition, name: str) -> qapi_part:
        read.append(name)
        return read_part(page, definition, name)

    def noted_split(doctree: nodes.document, uri: Callable[[str], str]) -> list[PartPage]:
        parts = take_apart(doctree, uri)
        resolved.extend(part.name for part in parts)
        return parts

    monkeypatch.setattr(definition_page, "read_part", noted)
    monkeypatch.setattr(f"{pages.__package__}.builder.split", noted_split)
    out, shelves, fell = tmp_path / "out", source / "pantry" / "shelves.json", "first/event-SHELF_FELL"
    run(source, out)
    edits = [
        ("It fell.", "It fell, unlike @to-come.", [fell]),
        ("\n{ 'enum': 'Board'", "\n{ 'command': 'to-come' }\n{ 'enum': 'Board'", [fell, "first/command-to-come"]),
        ("They are elsewhere;", "They are not here;", []),
    ]
    for number, (before, after, expected) in enumerate(edits):
        shelves.write_text(shelves.read_text("utf-8").replace(before, after), encoding="utf-8")
        read.clear()
        resolved.clear()
        again = run(source, out)
        assert read == expected
        assert resolved == expected or "first/command-to-come" in expected, (
            "the contents of all pages have the new page"
        )
        clean = run(source, tmp_path / f"clean-{number}")
        assert differing(files(again), files(clean)) == []
    text = files(run(source, out, "text"))
    assert differing(text, files(run(source, tmp_path / "clean-text", "text"))) == []
    conf = source / "conf.py"
    conf.write_text(conf.read_text("utf-8") + "def setup(app):\n    app.connect('doctree-read', print)\n", "utf-8")
    run(source, out)
    shelves.write_text(shelves.read_text("utf-8").replace("It fell,", "It falls,"), encoding="utf-8")
    read.clear()
    run(source, out)
    assert {fell, "first/enum-Board"} <= set(read), "other extensions may change pages"


def test_a_definition_that_goes_leaves_no_page(source: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    assert "second/event-SHELF_FELL.html" in files(run(source, out))
    shelves = source / "cellar" / "shelves.json"
    shelves.write_text(shelves.read_text("utf-8").replace("SHELF_FELL", "SHELF_STOOD"), encoding="utf-8")
    again = run(source, out)
    assert "second/event-SHELF_FELL.html" not in files(again)
    assert differing(files(again), files(run(source, tmp_path / "clean"))) == []


def test_settings_of_all_pages_are_on_all_parts(source: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    run(source, out)
    conf = source / "conf.py"
    for setting in ("html_title = 'Another'\n", "release = '7'\n", "html_theme = 'classic'\n"):
        conf.write_text(conf.read_text("utf-8") + setting, encoding="utf-8")
        again, clean = files(run(source, out)), files(run(source, tmp_path / setting.partition(" ")[0]))
        # Sphinx leaves the style sheets of the previous theme; its newer test applications have none for alabaster.
        left = {name for name in again.keys() - clean.keys() if name.startswith("_static/")}
        assert [name for name in differing(again, clean) if name not in left] == []


@pytest.mark.parametrize("parallel", [0, 2])
def test_a_tree_that_names_a_page_is_told_what_to_write(source: Path, tmp_path: Path, parallel: int) -> None:
    index = source / "index.rst"
    index.write_text(index.read_text("utf-8") + "   first/struct-Jar\n   second/event-SHELF_FELL\n   none\n", "utf-8")
    app = run(source, tmp_path / "out", parallel=parallel)
    lines = [re.sub(r"\x1b\[[\d;]*m| \[toc\.\w+\]", "", line) for line in warnings(app, tmp_path)]
    told = [line.partition("nonexisting document ")[2] for line in lines if "nonexisting" in line]
    there, instead = "it is a page of the document", "refer to the definition with"
    assert told == [
        f"'first/struct-Jar': {there} 'first/jars'; {instead} :qapi:type:`Jar`",
        "'none'",
        f"'second/event-SHELF_FELL': {there} 'second/shelves'; {instead} :qapi:event:`C:SHELF_FELL`",
    ]
    assert not logging.getLogger("sphinx.sphinx.directives.other").filters
