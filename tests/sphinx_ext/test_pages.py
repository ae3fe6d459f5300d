"""Generated pages: their names and contents, and what happens to them when the schema changes."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from docutils import nodes
from sphinx import addnodes

from sphinx_qapi.sphinx_ext.doctree.nodes import qapi_heading
from sphinx_qapi.sphinx_ext.loading import site_plan

if TYPE_CHECKING:
    from .conftest import Build

FILES = {
    "root.json": """\
##
# = The protocol
#
# Its introduction.
##

{ 'include': 'a.json' }
{ 'include': 'b.json' }
""",
    "a.json": """\
##
# = Part A
#
# About it.
#
# == First
##

##
# @one:
#
# The first.
##
{ 'command': 'one', 'data': { 'two': 'Two' } }
""",
    "b.json": """\
##
# = Part B
##

##
# @Two:
#
# The second.  Really.
##
{ 'struct': 'Two', 'data': { 'x': 'int' } }
""",
}


def test_one_page_for_each_module_and_an_index(build: Build) -> None:
    project = build(
        FILES, settings={"output": "ref"}, pages={"index.rst": "Site\n====\n\n.. toctree::\n\n   ref/index\n"}
    )
    assert project.warnings == []
    assert {str(name) for name in project.app.env.found_docs} == {
        "index",
        "ref/index",
        "ref/a",
        "ref/b",
        "ref/qapi-types",
    }
    titles = {name: title.astext() for name, title in project.app.env.titles.items()}
    assert titles == {
        "index": "Site",
        "ref/index": "QMP reference",
        "ref/a": "Part A",
        "ref/b": "Part B",
        "ref/qapi-types": "Types",
    }
    text = project.doctree("ref/index").astext()
    assert "Its introduction." in text
    assert "Really" not in text
    types = project.doctree("ref/qapi-types").astext()
    assert "The second." in types
    assert "Really" not in types
    trees = {tree["caption"]: tree["includefiles"] for tree in project.doctree("ref/index").findall(addnodes.toctree)}
    assert trees == {"Modules": ["ref/a", "ref/b"], "Lists": ["ref/qapi-types"]}


def test_a_heading_right_before_definitions_is_theirs(build: Build) -> None:
    text = "##\n# = Front\n#\n# About all.\n##\n\n##\n# = What follows\n##\n\n{ 'command': 'go' }\n"
    project = build(text, settings={"output": "."})
    assert "What follows" not in project.doctree("index").astext().partition("About all.")[2]
    assert project.app.env.titles["schema"].astext() == "What follows"


@pytest.mark.parametrize("pages", ["module", "definition"])
def test_a_text_between_inclusions_is_shown_once(build: Build, pages: str) -> None:
    files = {
        "schema.json": "{ 'include': 'a.json' }\n",
        "a.json": "##\n# = A\n##\n{ 'include': 'b.json' }\n##\n# One.\n##\n\n##\n# Two.\n##\n\n"
        "##\n# @go:\n#\n# Goes.\n##\n{ 'command': 'go' }\n",
        "b.json": "{ 'command': 'stay' }\n",
    }
    doctree = build(files, settings={"output": ".", "pages": pages}).doctree("a")
    texts = [node.astext() for node in doctree.findall(nodes.paragraph)]
    assert (texts.count("One."), texts.count("Two.")) == (1, 1)


def test_headings_nest_below_the_title(build: Build) -> None:
    doctree = build(FILES, settings={"output": "ref"}, pages={"index.rst": "Site\n====\n"}).doctree("ref/a")
    title, first = doctree.findall(nodes.section)
    assert first.parent is title
    assert title.children[0].astext() == "Part A"
    assert first.children[0].astext() == "First"
    assert list(first.findall(addnodes.desc))


def test_only_what_shows_the_change_is_read_again(build: Build, tmp_path: Path) -> None:
    project = build(FILES)
    assert project.rebuild() == []
    path = tmp_path / "b.json"
    path.touch()
    assert project.rebuild() == []
    path.write_text(path.read_text().replace("Really", "Indeed"))
    assert project.rebuild() == ["b"]  # `one` only links to `Two`; no list shows the changed text
    path = tmp_path / "a.json"
    path.write_text(path.read_text().replace("The first", "The one"))
    assert project.rebuild() == ["a"]  # whose list shows the summary


def test_a_removed_module_leaves_nothing_behind(build: Build, tmp_path: Path) -> None:
    project = build(FILES)
    root = tmp_path / "root.json"
    root.write_text(root.read_text().replace("{ 'include': 'a.json' }\n", ""))
    project.rebuild()
    assert "a" not in project.app.env.found_docs
    assert not Path(project.app.outdir, "a.html").exists()
    assert "QMP:one" not in {row[0] for row in project.domain.get_objects()}


def test_the_whole_schema_on_one_page(build: Build) -> None:
    project = build(FILES, settings={"pages": "schema", "output": "."})
    assert project.warnings == []
    assert set(project.app.env.found_docs) == {"index", "qapi-types"}
    assert len(list(project.doctree().findall(addnodes.desc))) == 2
    assert project.doctree().astext().count("Its introduction.") == 1


SINGLE = {
    "root.json": """\
##
# = The protocol
##

{ 'include': 'a.json' }
{ 'include': 'b.json' }
""",
    "a.json": """\
##
# = Part A
#
# About it.
##

##
# @stop:
#
# Stops it.
##
{ 'command': 'stop', 'data': { 'two': 'Two' } }

##
# == Heard
#
# Between them.
##

##
# @STOP:
#
# It has stopped.
##
{ 'event': 'STOP' }

##
# @two:
#
# A name that only case tells apart.
##
{ 'struct': 'two', 'data': { 'y': 'int' } }
""",
    "b.json": FILES["b.json"],
}


@pytest.fixture
def definition_documents(monkeypatch: pytest.MonkeyPatch) -> None:
    """Make a document for each definition; `test_splitting` compares these with parts of documents."""
    monkeypatch.setattr(site_plan, "SPLIT", False)


@pytest.mark.usefixtures("definition_documents")
def test_a_page_for_each_definition(build: Build) -> None:
    project = build(SINGLE, settings={"pages": "definition"})
    assert project.warnings == []
    own = {"command-stop", "event-STOP", "struct-two", "struct-Two-2"}
    assert set(project.app.env.found_docs) == {"index", "a", "b", "qapi-types", *own}
    lower = [str(name).lower() for name in project.app.env.found_docs]
    assert len(lower) == len(set(lower)), "unique where case does not count"
    assert {name: project.app.env.titles[name].astext() for name in own} == {
        "command-stop": "stop", "event-STOP": "STOP", "struct-two": "two", "struct-Two-2": "Two"
    }  # fmt: skip
    for name in own:
        doctree = project.doctree(name)
        (heading,) = doctree.findall(nodes.title)
        assert isinstance(heading, qapi_heading), "the signature is the title, and there is no other"
        assert not list(doctree.findall(addnodes.desc))
    places = {row[0]: f"{row[3]}#{row[4]}" for row in project.domain.get_objects()}
    assert places["QMP:Two.x"] == "struct-Two-2#qapi-QMP-Two.x"
    assert places["QMP:a"] == "a#qapi-module:QMP:a"
    assert 'href="struct-Two-2.html"' in project.output("command-stop.html"), "a page is read from its top"
    assert 'href="command-stop.html"' in project.output("struct-Two-2.html"), "used by"
    assert 'href="event-STOP.html"' in project.output("index.html")
    assert 'href="a.html"' in project.output("command-stop.html"), "the module"


@pytest.mark.usefixtures("definition_documents")
def test_the_page_of_a_module_leads_to_those_of_its_definitions(build: Build) -> None:
    project = build(SINGLE, settings={"pages": "definition"}, builder="text")
    doctree = project.doctree("a")
    assert not list(doctree.findall(addnodes.desc))
    (tree,) = doctree.findall(addnodes.toctree)
    assert tree["includefiles"] == ["command-stop", "event-STOP", "struct-two"]
    assert tree["hidden"]
    assert project.app.env.toctree_includes["a"] == tree["includefiles"]
    assert not list(project.app.env.tocs["a"].findall(addnodes.toctree)), "themes repeat these on every page"
    whole, heard = project.output("a.txt").split("\nHeard\n")
    for words in ("Part A", "About it."):
        assert words in whole
    heard, tables = heard.split("-[ Commands ]-")
    assert heard.index("Between them.") < heard.index('"STOP", "two"'), "the text that belongs to the heading"
    assert '"stop"' not in heard
    events = tables.index("-[ Events ]-")
    assert tables.index("Stops it.") < events < tables.index("It has stopped.") < tables.index("-[ Types ]-")


@pytest.mark.usefixtures("definition_documents")
def test_pages_of_definitions_are_read_again_one_by_one(build: Build, tmp_path: Path) -> None:
    project = build(SINGLE, settings={"pages": "definition"})
    assert project.rebuild() == []
    path = tmp_path / "b.json"
    path.write_text(path.read_text().replace("Really", "Indeed"))
    assert project.rebuild() == ["b", "struct-Two-2"]
    path.write_text(path.read_text().replace("Two", "Four"))
    project.rebuild()
    assert "struct-Two-2" not in project.app.env.found_docs
    assert not Path(project.app.outdir, "struct-Two-2.html").exists()
    assert Path(project.app.outdir, "struct-Four.html").exists()


@pytest.mark.parametrize("theme", ["alabaster", "furo", "sphinx_rtd_theme"])
def test_no_theme_leads_to_the_source_of_a_generated_page(build: Build, theme: str) -> None:
    """The author's own page next to the generated pages is as before."""
    options = {"furo": {"source_repository": "https://github.com/a/b", "source_branch": "main"}}
    context = {"display_github": True, "github_user": "a", "github_repo": "b", "github_version": "main"}
    project = build(
        FILES,
        {"index.rst": "Site\n====\n\n.. toctree::\n\n   ref/index\n"},
        settings={"output": "ref"},
        html_theme=theme,
        html_theme_options=options.get(theme, {}),
        html_context=context,
    )
    assert project.warnings == []
    assert ".rst" in project.output("index.html")
    for name in ("index", "a", "qapi-types"):
        assert ".rst" not in project.output(f"ref/{name}.html")


@pytest.mark.parametrize("theme", ["furo", "sphinx_rtd_theme"])
def test_links_to_sources_lead_to_the_schema(build: Build, theme: str) -> None:
    context = {"display_github": True, "github_user": "a", "github_repo": "b", "github_version": "main"}
    address = "https://github.com/a/b/blob/main/{path}#L{line}"
    settings = {"pages": "definition", "source_url": address}
    project = build(SINGLE, settings=settings, html_theme=theme, html_context=context)
    for page, place in {"index": "root.json#L1", "a": "a.json#L1", "event-STOP": "a.json#L25"}.items():
        assert f'href="https://github.com/a/b/blob/main/{place}"' in project.output(f"{page}.html").split("[source]")[0]


def test_a_schema_on_a_page_of_the_author(build: Build) -> None:
    project = build(FILES, {"index.rst": "Site\n====\n\n.. qapi:schema:: QMP\n"})
    assert project.warnings == []
    assert len(list(project.doctree().findall(addnodes.desc))) == 2


def test_the_index_is_read_again_when_there_are_other_pages(build: Build, tmp_path: Path) -> None:
    """The index names all pages in its toctree; a stale toctree would name a document that no longer exists."""
    project = build(FILES)
    conf = tmp_path / "b.json"
    conf.write_text(conf.read_text().replace("'data': { 'x': 'int' }", "'data': { 'x': 'int' }, 'if': 'NEW'"))
    read = project.rebuild()
    assert "qapi-conditional" in read
    assert "index" in read
    assert project.warnings == []
