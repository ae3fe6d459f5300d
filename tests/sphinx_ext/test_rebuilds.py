"""Builds that continue from the last one: what is read again, written again, and removed."""

from __future__ import annotations

import logging
import os
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from sphinx.errors import ConfigError
from sphinx.testing.util import SphinxTestApp

from sphinx_qapi.sphinx_ext.loading.cache_files import read_list, write_list

if TYPE_CHECKING:
    from .conftest import Build, Project

FILES = {
    "root.json": "{ 'include': 'a.json' }\n{ 'include': 'b.json' }\n",
    "a.json": """\
##
# @go:
#
# Goes, unlike @halt.
##
{ 'command': 'go', 'boxed': true, 'data': 'Way', 'returns': 'Place' }
""",
    "b.json": """\
##
# @Kind:
#
# How to go.
#
# @foot: On foot.
##
{ 'enum': 'Kind', 'data': [ 'foot' ] }

##
# @Way:
#
# @kind: The kind.
#
# @place: Where to.
##
{ 'union': 'Way', 'base': { 'kind': 'Kind', 'place': 'Place' }, 'discriminator': 'kind',
  'data': { 'foot': 'Foot' } }

##
# @Foot:
#
# Walks.
#
# @shoe: The shoe.
##
{ 'struct': 'Foot', 'data': { 'shoe': 'Shoe' } }

##
# @Shoe:
#
# @size: How large.
##
{ 'struct': 'Shoe', 'data': { 'size': 'int' } }

##
# @Place:
#
# @name: The name.
##
{ 'struct': 'Place', 'data': { 'name': 'str' } }
""",
}
HALT = """
##
# @halt:
#
# Halts.
##
{ 'command': 'halt' }
"""


def _rebuild_with(project: Project, builder: str) -> Path:
    """Continue with another builder, which shares the doctrees; return its output folder."""
    app = SphinxTestApp(builder, srcdir=project.app.srcdir)
    app.build()
    app.cleanup()
    return Path(app.outdir)


def _replace(path: Path, old: str, new: str) -> None:
    text = path.read_text()
    assert old in text
    path.write_text(text.replace(old, new))


def test_a_text_is_read_where_it_is_shown(build: Build, tmp_path: Path) -> None:
    """A command shows members of its branches and its result in place; it only links to the members' types."""
    project = build(FILES)
    for text, pages in {
        "The shoe.": ["a", "b"],
        "Walks.": ["a", "b"],
        "The name.": ["a", "b"],
        "On foot.": ["a", "b"],
        "How large.": ["b"],
    }.items():
        _replace(tmp_path / "b.json", text, f"{text} Indeed.")
        assert project.rebuild() == pages, text


def test_a_list_shows_values_and_links_of_other_rows(build: Build, tmp_path: Path) -> None:
    comment = "##\n# @go:\n#\n# @kind: Like @pace. (since 2.0)\n#\n# @pace: The pace.\n#\n# Since: 1.0\n##\n"
    command = "{ 'command': 'go', 'data': { 'kind': 'Kind', 'pace': 'int' } }\n"
    project = build(comment + command + "{ 'enum': 'Kind', 'data': [ 'foot', 'sea' ] }\n")
    page = "qapi-since-2.0.html"
    assert "sea" in project.output(page)
    _replace(tmp_path / "schema.json", "'sea'", "'air'")
    assert project.rebuild() == ["qapi-since-2.0", "schema"]
    assert "air" in project.output(page)
    assert 'href="command-go.html#qapi-QMP-go.pace"' in project.output(page)
    _replace(tmp_path / "schema.json", "@pace: The", "@speed: The")
    _replace(tmp_path / "schema.json", "'pace'", "'speed'")
    assert "qapi-since-2.0" in project.rebuild()
    assert 'href="command-go.html#qapi-QMP-go.pace"' not in project.output(page)


def test_a_link_from_the_map_is_what_it_shows(build: Build, tmp_path: Path) -> None:
    project = build(FILES)
    assert "qapi-map" in project.app.env.found_docs
    _replace(tmp_path / "b.json", "'size': 'int'", "'size': 'Kind'")
    assert "qapi-map" in project.rebuild()


def test_a_name_in_a_text_becomes_a_link_and_a_word_again(build: Build, tmp_path: Path) -> None:
    project = build(FILES)

    def link() -> bool:
        return 'href="command-halt.html"' in project.output("command-go.html")

    assert not link()
    without = (tmp_path / "b.json").read_text()
    (tmp_path / "b.json").write_text(without + HALT)
    assert "a" in project.rebuild()
    assert link()
    (tmp_path / "b.json").write_text(without)
    assert "a" in project.rebuild()
    assert not link()


def test_what_an_author_asks_for_may_come_later(build: Build, tmp_path: Path) -> None:
    pages = {
        "index.rst": "Site\n====\n",
        "module.rst": "Module\n======\n\n.. qapi:module:: c\n   :members:\n",
        "command.rst": "Command\n=======\n\n.. qapi:command:: halt\n",
        "graph.rst": "Graph\n=====\n\n.. qapi:graph:: halt\n",
        "any.rst": "Any\n===\n\n:any:`halt`\n",
    }
    project = build(FILES, pages=pages)
    (tmp_path / "c.json").write_text(HALT)
    _replace(tmp_path / "root.json", "b.json", "c.json' }\n{ 'include': 'b.json")
    assert project.rebuild() == ["command", "graph", "module"]
    assert "qapi-QMP-halt" in Path(project.app.outdir, "any.html").read_text()


def test_a_schema_may_come_later(build: Build, tmp_path: Path) -> None:
    project = build({**FILES, "root.json": ""}, pages={"index.rst": "Site\n====\n\n.. qapi:schema:: QMP\n"})
    (tmp_path / "root.json").unlink()
    with pytest.raises(ConfigError, match="which does not exist"):
        project.rebuild()
    (tmp_path / "root.json").write_text(FILES["root.json"])
    assert project.rebuild() == ["index"]


def test_builders_that_share_what_was_read(build: Build, tmp_path: Path) -> None:
    project = build(FILES)
    folder = _rebuild_with(project, "dirhtml")
    _replace(tmp_path / "b.json", "How large.", "How long.")
    assert project.rebuild() == ["b"]
    _rebuild_with(project, "dirhtml")
    assert "How long." in (folder / "struct-Shoe" / "index.html").read_text()
    _replace(tmp_path / "root.json", "{ 'include': 'a.json' }\n", "")
    project.rebuild()
    assert (folder / "a" / "index.html").exists()
    assert (folder / "command-go" / "index.html").exists()
    _rebuild_with(project, "dirhtml")
    assert not (folder / "a" / "index.html").exists()
    assert not (folder / "command-go" / "index.html").exists()


def test_a_build_that_was_interrupted(build: Build, tmp_path: Path) -> None:
    """The doctrees of such a build are not used: Sphinx writes one after the other, and may not have written all."""
    project = build(FILES)
    _replace(tmp_path / "b.json", "How large.", "How long.")

    def interrupt(*_: object) -> None:
        raise KeyboardInterrupt

    app = SphinxTestApp(project.app.builder.name, srcdir=project.app.srcdir)
    app.connect("html-page-context", interrupt)
    with pytest.raises(KeyboardInterrupt):
        app.build()
    app.cleanup()
    assert set(project.rebuild()) == project.app.env.found_docs
    assert "How long." in project.output("struct-Shoe.html")
    assert project.rebuild() == []
    assert not logging.getLogger("sphinx.sphinx.directives.other").filters, "the filters of both builds are gone"


def test_what_other_code_has_kept_does_not_count(build: Build, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Everything is read and written again, and pages of removed modules go, whatever else the other version kept."""
    project = build(FILES)
    assert project.rebuild() == []
    folder = Path(project.app.outdir)
    _replace(tmp_path / "root.json", "{ 'include': 'a.json' }\n", "")
    for name in ("b.html", "struct-Shoe.html"):
        (folder / name).write_text("as it was")
    monkeypatch.setattr("sphinx_qapi.sphinx_ext.code_version", lambda: ("0.2.0", 2, 0))
    (kept,) = Path(project.app.doctreedir).glob("qapi-written-*.json")
    earlier = read_list(kept)
    write_list(kept, {"code": ("0.0.1", 1), "generated": earlier["generated"], "removed": 1})
    assert "b" in project.rebuild()
    for name in ("b.html", "struct-Shoe.html"):
        assert (folder / name).read_text() != "as it was"
    assert not (folder / "a.html").exists()
    assert not (folder / "command-go.html").exists()
    assert read_list(kept).keys() == earlier.keys()


def test_schemas_come_and_go(build: Build, tmp_path: Path) -> None:
    """The pages of a removed schema are removed, and so are the names of its lists in the inventory."""
    project = build(FILES, settings={"output": "one"}, pages={"index.rst": "Site\n====\n"})
    conf = (tmp_path / "conf.py").read_text()
    (tmp_path / "conf.py").write_text(f"{conf}\nqapi_schemas['Other'] = {{'path': 'root.json', 'output': 'two'}}\n")
    project.rebuild()
    folder = Path(project.app.outdir)
    assert (folder / "two" / "b.html").exists()
    assert (folder / "two" / "struct-Shoe.html").exists()
    assert "qapi-other-index" in project.app.env.get_domain("std").data["labels"]
    (tmp_path / "conf.py").write_text(conf)
    project.rebuild()
    left = {path.relative_to(folder).as_posix() for path in folder.rglob("*.html")}
    assert not {name for name in left if "other" in name or name.startswith("two")}
    assert not list((tmp_path / "two").glob("*.rst"))
    assert "qapi-other-index" not in project.app.env.get_domain("std").data["labels"]


@pytest.mark.parametrize("pages", ["definition", "module"])
def test_pages_that_are_folders_go_without_a_trace(build: Build, tmp_path: Path, pages: str) -> None:
    project = build(FILES, builder="dirhtml", settings={"pages": pages})
    folder = Path(project.app.outdir)
    gone = folder / ("command-go" if pages == "definition" else "a")
    assert (gone / "index.html").exists()
    empty = _empty_folders(folder)
    _replace(tmp_path / "root.json", "{ 'include': 'a.json' }\n", "")
    project.rebuild()
    assert not gone.exists()
    assert _empty_folders(folder) == empty


def _empty_folders(folder: Path) -> set[Path]:
    return {path for path in folder.rglob("*") if path.is_dir() and not any(path.iterdir())}


def test_an_index_goes_with_the_last_thing_in_it(build: Build, tmp_path: Path) -> None:
    project = build(FILES, {"index.rst": "Site\n====\n\n.. qapi:schema:: QMP\n"})
    _replace(tmp_path / "a.json", "'command': 'go'", "'command': 'go', 'features': [ 'unstable' ]")
    project.rebuild()
    folder = Path(project.app.outdir)
    assert (folder / "qapi-qmp-unstable.html").exists()
    _replace(tmp_path / "a.json", ", 'features': [ 'unstable' ]", "")
    project.rebuild()
    assert not list(folder.rglob("*unstable*"))


def test_definitions_pages_follow_titles_and_indexes(build: Build, tmp_path: Path) -> None:
    project = build(FILES, settings={"pages": "definition", "output": "."})
    (tmp_path / "a.json").write_text("##\n# = A title\n##\n\n" + FILES["a.json"])
    assert "a" in project.rebuild()
    assert "A title" in Path(project.app.outdir, "command-go.html").read_text()


def test_a_document_that_names_its_schema(build: Build, tmp_path: Path) -> None:
    """Other tools learn on which files the document depends; it is read again only when their content has changed."""
    files = {f"sub/{name}": text for name, text in FILES.items()}
    page = "Site\n====\n\n.. qapi-doc:: sub/root.json\n"
    project = build("", pages={"index.rst": page, **files})

    def named() -> set[str]:
        return {Path(each).name for each in project.app.env.dependencies["index"]}

    assert named() == set(FILES)
    for name in FILES:
        os.utime(tmp_path / "sub" / name, (2e9, 2e9))
    assert project.rebuild() == []
    assert named() == set(FILES)
    _replace(tmp_path / "sub" / "b.json", "How large.", "How long.")
    assert project.rebuild() == ["index"]
