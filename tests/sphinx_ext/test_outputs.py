"""Pages that a build writes into the sources: all within its folder, and only its own files are removed."""

from __future__ import annotations

import errno
import os
import re
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from sphinx.errors import ConfigError

from sphinx_qapi.schema.building.module_names import module_names
from sphinx_qapi.source import whole_files
from sphinx_qapi.sphinx_ext.loading.page_names import page_name, unique_names

if TYPE_CHECKING:
    from .conftest import Build, Project

SITE = {"index.rst": "Site\n====\n\n.. toctree::\n\n   ref/index\n"}
REF = {"output": "ref"}
posix = pytest.mark.skipif(os.name != "posix", reason="such names are for POSIX only")


def _files(*names: str) -> dict[str, str]:
    includes = "".join(f"{{ 'include': '{name}' }}\n" for name in names)
    return {"root.json": includes} | {name: f"{{ 'command': 'weigh-{number}' }}\n" for number, name in enumerate(names)}


def _warned(project: Project, rule: str) -> list[str]:
    return [each for each in project.warnings if f"[qapi.{rule}]" in each]


def _shown(project: Project) -> set[str]:
    return {name for name, _, kind, *_ in project.domain.get_objects() if kind == "command" and ":" in name}


AWKWARD = {
    "suffixes alike": ["silo.json", "silo", "silo.qapi"],
    "suffixes alike in folders": ["a/silo.json", "a/silo", "b/silo.json", "b/silo"],
    "a page and an index": ["a/index.json", "b/index.json", "a.json"],
    "a long name": [f"{'k' * 250}", f"{'k' * 249}j"],
    "long names of few letters": ["粟" * 80, "粟" * 79 + "米"],
    "signs": ['was?".json', "was__.json", "was--.json", "a:b|c*d<e>.json"],
    "devices": ["con.json", "aux.json", "NUL.json", "com1.x.json", "con.c.json"],
    "dots": ["silo..json", "silo...json", ".silo.json", "...json"],
    "case": ["Silo.json", "silo.json", "SILO.json"],
    "blanks": ["a .json", "a  b.json", " c.json"],
    "pages of ours and of Sphinx": ["index.json", "search.json", "genindex.json", "qapi-map.json", "QAPI-types.json"],
    "folders": ["_static/x.json", "_sources/x.json", ".git/x.json", "b.rst/x.json", "b.json", "c.html/x.json"],
    "folders above": ["../up.json", "../../upper.json"],
}


@posix
@pytest.mark.parametrize("case", AWKWARD)
def test_every_module_has_a_page_below_the_output(case: str, build: Build, tmp_path: Path) -> None:
    names = AWKWARD[case]
    project = build({f"s/q/t/{name}": text for name, text in _files(*names).items()}, SITE, settings=REF)
    others = [tmp_path / name for name in ("_build", "ref", "s")]
    pages = [path for path in tmp_path.rglob("*.rst") if not any(map(path.is_relative_to, others))]
    assert pages == [tmp_path / "index.rst"]
    assert _shown(project) == {f"QMP:weigh-{number}" for number in range(len(names))}
    assert project.warnings == []
    for path in (tmp_path / "ref").rglob("*.rst"):
        assert len(path.name.encode()) < 150
        assert not set(path.name) & set('?"<>:|*\\ ')


@pytest.mark.parametrize(
    ("module", "page"),
    [
        ("silo", "silo"),
        ("grains/silo", "grains/silo"),
        ("/tmp/silo.json", "tmp/silo.json"),
        ("../../silo", "silo"),
        ("a/../b", "a/b"),
        ("Größe", "Größe"),
        ("con", "module-con"),
        ("Aux.x", "module-Aux.x"),
        ("..", "module"),
        ("?", "module"),
        ("a..", "a"),
        ("x.rst/y", "x-rst/y"),
        ("C:\\x", "C-x"),
        ("/".join(["d" * 90] * 9), "d" * 90),
    ],
)
def test_page_names(module: str, page: str) -> None:
    assert page_name(module) == page


def test_unique_names() -> None:
    names = unique_names([(each, each) for each in ("a", "A", "a-2", "b/index", "B", "ß", "ss")], ["index", "INDEX"])
    assert len({name.casefold() for name in names.values()}) == len(names)
    assert names["B"] == "B-2"  # in a folder of its own, `B` is the same file as `b/index`


def test_module_names() -> None:
    assert module_names(["r.json", "silo.json", "silo"]) == {"r.json": "r", "silo.json": "silo.json", "silo": "silo"}
    absolute = module_names(["/s/silo.json", "/s/silo", "/t/silo.json"])
    assert absolute["/t/silo.json"] == "t/silo"
    assert not any(name.startswith("/") for name in absolute.values())
    assert len(set(absolute.values())) == 3


def test_a_note_names_the_pages_that_are_not_called_as_their_modules(build: Build, tmp_path: Path) -> None:
    from sphinx.testing.util import SphinxTestApp

    project = build(_files("con.json", "mill.json"), SITE, settings=REF)
    project.app.cleanup()
    project.app = SphinxTestApp(srcdir=tmp_path, verbosity=1)
    project.app.build()
    (note,) = [line for line in project.app.status.getvalue().splitlines() if "cannot have the names" in line]
    assert '"con": module-con' in note
    assert "mill" not in note


def test_two_schemas_with_one_output(build: Build) -> None:
    schemas = {"GRAIN": {"path": "a.json", "output": "ref"}, "MILL": {"path": "b.json", "output": "./Ref/"}}
    files = {**SITE, "a.json": "{ 'command': 'a' }", "b.json": "{ 'command': 'b' }"}
    with pytest.raises(ConfigError, match=r"qapi_schemas\['MILL'\]: 'output' must be a folder of its own.*'GRAIN'"):
        build("", files, qapi_schemas=schemas)


@pytest.mark.parametrize("output", ["ref/changes", "Ref/Changes/mill"])
def test_an_output_among_the_changes_of_another_schema(output: str, build: Build, tmp_path: Path) -> None:
    schemas = {
        "GRAIN": {"path": "a.json", "output": "ref", "history": "h.json"},
        "MILL": {"path": "b.json", "output": output},
    }
    files = {**SITE, "a.json": "{ 'command': 'a' }", "b.json": "{ 'command': 'b' }", "h.json": "{}"}
    with pytest.raises(ConfigError, match=r"qapi_schemas\['MILL'\]: 'output' must be elsewhere: .*'GRAIN'") as error:
        build("", files, qapi_schemas=schemas)
    assert "\n" not in str(error.value)
    del schemas["GRAIN"]["history"]
    build("", files, qapi_schemas=schemas)


@pytest.mark.parametrize("order", [1, -1])
def test_an_output_within_that_of_another_schema(order: int, build: Build) -> None:
    files = _files("mill/oats.json", "rye/oats.json", "mill.json") | {"oats.json": "{ 'command': 'grind' }\n"}
    schemas = [
        ("GRAIN", {"path": "root.json", "output": "ref"}),
        ("MILL", {"path": "oats.json", "output": "ref/mill"}),
    ]
    project = build("", {"index.rst": "Site\n====\n", **files}, qapi_schemas=dict(schemas[::order]))
    assert _shown(project) == {"GRAIN:weigh-0", "GRAIN:weigh-1", "GRAIN:weigh-2", "MILL:grind"}
    assert "ref/mill-oats" in project.app.env.found_docs
    assert "ref/mill" not in project.app.env.found_docs  # `ref/mill/index` may be the same file


@pytest.mark.parametrize(
    ("output", "page"), [(".", "index.rst"), ("ref", "ref/notes.rst"), ("ref", "ref/deep/notes.txt")]
)
def test_an_output_with_pages_of_the_author(output: str, page: str, build: Build, tmp_path: Path) -> None:
    pages = {"index.rst": "Site\n====\n", page: "Mine\n====\n"}
    suffixes = {".rst": "restructuredtext", ".txt": "restructuredtext"}
    with pytest.raises(ConfigError, match=rf"must be a folder without other pages, but .* holds {re.escape(page)}"):
        build("{ 'command': 'a' }", pages, settings={"output": output}, source_suffix=suffixes)
    assert (tmp_path / page).read_text() == "Mine\n====\n"
    assert "generated page" not in "".join(path.read_text() for path in tmp_path.glob("**/*.rst"))


def test_a_page_that_was_edited_stays(build: Build, tmp_path: Path) -> None:
    project = build(_files("silo.json", "mill.json"), SITE, settings=REF)
    page = tmp_path / "ref" / "silo.rst"
    page.write_text(page.read_text() + "\nMine.\n")
    edited = page.read_text()
    project.rebuild()
    assert page.read_text() == edited
    # The schema still asks for the same page, so nothing is to be done yet; with one module less the page is surplus.
    (tmp_path / "root.json").write_text("{ 'include': 'mill.json' }\n")
    project.rebuild()
    (warning,) = _warned(project, "output")
    assert "ref/silo.rst: not removed, since somebody has changed it" in warning
    assert page.read_text() == edited


def test_a_page_that_was_edited_is_not_overwritten(build: Build, tmp_path: Path) -> None:
    project = build("{ 'command': 'a' }", SITE, settings=REF)
    page = tmp_path / "ref" / "schema.rst"
    page.write_text("Mine\n====\n")
    project.rebuild()
    (warning,) = _warned(project, "output")
    assert "not overwritten, since somebody has changed it" in warning
    assert page.read_text() == "Mine\n====\n"


def test_a_page_that_was_copied_stays(build: Build, tmp_path: Path) -> None:
    project = build(_files("silo.json"), SITE, settings=REF)
    copy = tmp_path / "ref" / "copy.rst"
    copy.write_bytes((tmp_path / "ref" / "silo.rst").read_bytes())
    project.rebuild()
    (warning,) = _warned(project, "output")
    assert "ref/copy.rst: not removed, since no build that is known here has written it" in warning
    assert copy.exists()


def test_pages_of_builds_of_which_nothing_is_known(build: Build, tmp_path: Path) -> None:
    """As after `make clean`: generated pages are taken over, and those that no schema asks for are only reported."""
    files = _files("silo.json", "mill.json")
    project = build(files, SITE, settings=REF)
    for kept in (tmp_path / "_build" / "doctrees").glob("qapi-pages.json*"):
        kept.unlink()
    (tmp_path / "root.json").write_text("{ 'include': 'mill.json' }\n")
    page = tmp_path / "ref" / "mill.rst"
    page.write_text(page.read_text().replace("QMP:", "OLD:"))
    project.rebuild()
    (warning,) = _warned(project, "output")
    assert "ref/silo.rst: not removed" in warning
    assert "QMP:mill" in page.read_text()


def test_outputs_that_go(build: Build, tmp_path: Path) -> None:
    project = build("{ 'command': 'a' }", {**SITE, "ref/picture.txt": "Mine"}, settings=REF)
    conf = tmp_path / "conf.py"
    conf.write_text(conf.read_text().replace("'ref'", "'other'"))
    project.rebuild()
    assert [path.name for path in (tmp_path / "ref").iterdir()] == ["picture.txt"]
    assert (tmp_path / "other" / "schema.rst").exists()


@posix
def test_what_is_not_ours_stops_nothing(build: Build, tmp_path: Path) -> None:
    folder = tmp_path / "ref"
    (folder / "folder.rst").mkdir(parents=True)
    (folder / ".#index.rst").symlink_to("me@host.123:456")  # as Emacs makes it for unsaved changes
    (folder / "gone.rst").symlink_to("nowhere.rst")
    (folder / "loop.rst").symlink_to("loop.rst")
    os.mkfifo(folder / "pipe.rst")
    (folder / "bytes.rst").write_bytes(b"\xff\xfe")
    (folder / "bytes.rst").chmod(0)
    project = build("{ 'command': 'a' }", SITE, settings=REF, exclude_patterns=["**/pipe.rst", "**/bytes.rst"])
    assert _shown(project) == {"QMP:a"}
    assert not [each for each in project.warnings if "[qapi." in each]
    assert (folder / ".#index.rst").is_symlink()
    assert (folder / "gone.rst").is_symlink()
    assert (folder / "folder.rst").is_dir()


@posix
@pytest.mark.parametrize("kind", ["folder", "link", "link to a page"])
def test_what_is_not_ours_where_a_page_is_to_be(kind: str, build: Build, tmp_path: Path) -> None:
    page = tmp_path / "ref" / "silo.rst"
    page.parent.mkdir()
    outside = tmp_path / "outside.txt"
    outside.write_text("Mine")
    if kind == "folder":
        page.mkdir()
    else:
        page.symlink_to("nowhere" if kind == "link" else outside)
    project = build(_files("silo.json", "mill.json"), SITE, settings=REF)
    (warning,) = _warned(project, "output")
    assert "ref/silo.rst: not overwritten, since it is no file that could be read" in warning
    assert outside.read_text() == "Mine"
    assert (tmp_path / "ref" / "mill.rst").is_file()


@posix
def test_links_do_not_lead_out_of_the_output(build: Build, tmp_path: Path) -> None:
    outside = tmp_path / "outside"
    outside.mkdir()
    (tmp_path / "ref").mkdir()
    (tmp_path / "ref" / "a").symlink_to(outside)
    project = build(_files("a/silo.json", "b/silo.json"), SITE, settings=REF)
    (warning,) = _warned(project, "output")
    assert "ref/a/silo.rst: not overwritten, since a link leads out of" in warning
    assert list(outside.iterdir()) == []


def test_no_temporary_file_outlives_a_failure(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(TypeError), whole_files.whole_file(tmp_path / "a" / "b") as file:
        file.write("no bytes")  # type: ignore[call-overload]
    assert list(tmp_path.rglob("*")) == [tmp_path / "a"]

    def full(*_args: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(Path, "replace", full)
    with pytest.raises(OSError, match="No space"), whole_files.whole_file(tmp_path / "c") as file:
        file.write(b"all")
    assert list(tmp_path.rglob("*")) == [tmp_path / "a"]
