"""Promises in the documentation of Sphinx's Python domain hold for ours, whether authors or schemas describe."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from docutils import nodes
from sphinx import addnodes
from sphinx.environment.adapters.toctree import document_toc

from sphinx_qapi.sphinx_ext.objects.object_types import ALL_KINDS

if TYPE_CHECKING:
    from .conftest import Build, Project

SCHEMA = """\
{ 'pragma': { 'doc-required': true } }
##
# @go:
#
# Go with @speed.
#
# @speed: how fast
#
# @brake: whether to brake
#
# .. qmp-example::
#
#    -> { "execute": "go", ... }
#    <- { "return": {} }
##
{ 'command': 'go', 'data': { 'speed': 'Speed', 'brake': 'bool' } }
##
# @Speed:
#
# @slow: takes its time
#
# @fast: hurries
##
{ 'enum': 'Speed', 'data': [ 'slow', 'fast' ] }
##
# @SPED:
#
# @speed: how fast it was
##
{ 'event': 'SPED', 'data': { 'speed': 'Speed' } }
"""
SETTINGS = {"dialect": "10.0"}
WRITTEN = "\n   Goes.\n\n   :arg int speed: how fast\n"


def show(build: Build, directive: str, more: str = "", **conf: Any) -> Project:
    """A project with one page, on which *directive* is between two headings; *more* follows the second one."""
    return build(SCHEMA, {"index.rst": f"T\n=\n\n{directive}\n\nBelow\n-----\n\n{more}\n"}, settings=SETTINGS, **conf)


def contents(project: Project) -> str:
    """The table of contents of the page."""
    return " ".join(document_toc(project.app.env, "index", project.app.tags).astext().split())


@pytest.mark.parametrize("body", ["", WRITTEN], ids=["filled", "written"])
@pytest.mark.parametrize("option", ["no-index", "noindex"])
def test_no_index(build: Build, body: str, option: str) -> None:
    """The description has no anchors, index entries or object, so nothing leads there; its text is still shown."""
    project = show(build, f".. qapi:command:: go\n   :{option}:\n{body}", nitpicky=False)
    assert project.warnings == []
    assert list(project.domain.get_objects()) == []
    assert "qapi-QMP-go" not in project.output()
    assert contents(project) == "T Below"
    assert "how fast" in project.output()


def test_no_index_next_to_the_target(build: Build) -> None:
    """Links to its name lead to the description that is indexed."""
    page = ".. qapi:module:: schema\n   :members:\n\n.. qapi:command:: go\n   :no-index:\n\n.. qapi:command:: go"
    project = show(build, page)
    assert project.warnings == []
    html = project.output()
    assert html.count('id="qapi-QMP-go"') == html.count('id="qapi-QMP-go.speed"') == 1
    assert html.count('<a class="reference internal" href="#qapi-QMP-go.speed"') == 3


@pytest.mark.parametrize("option", ["", "   :no-index:\n"])
def test_a_second_rendering_links_to_the_target(build: Build, option: str) -> None:
    """The link is the name in its signature; the signature of the target itself is no link."""
    pages = {
        "index.rst": "T\n=\n\n.. qapi:schema:: QMP\n\n.. toctree::\n\n   a\n",
        "a.rst": f"A\n=\n\n.. qapi:command:: go\n{option}",
    }
    project = build(SCHEMA, pages, settings=SETTINGS)
    assert project.warnings == []
    for page, links in (("index.html", 0), ("a.html", 1)):
        signature = project.output(page).partition('role="heading"')[2].partition("</dt>")[0]
        assert signature.count('<a class="reference internal" href="index.html#qapi-QMP-go"') == links


@pytest.mark.parametrize("body", ["", WRITTEN], ids=["filled", "written"])
@pytest.mark.parametrize("older", [False, True])
def test_no_entries(build: Build, body: str, older: bool) -> None:
    """There is no entry in the index or in the table of contents, but links work."""
    options = ("noindexentry", "nocontentsentry") if older else ("no-index-entry", "no-contents-entry")
    lines = "".join(f"   :{each}:\n" for each in options)
    project = show(build, f".. qapi:command:: go\n{lines}{body}", ":qapi:cmd:`go`", nitpicky=False)
    assert contents(project) == "T Below"
    assert [each for node in project.doctree().findall(addnodes.index) for each in node["entries"]] == []
    assert project.output().count('href="#qapi-QMP-go"') == 2  # the role and the permalink


@pytest.mark.parametrize("body", ["", WRITTEN], ids=["filled", "written"])
def test_no_typesetting(build: Build, body: str) -> None:
    """Only the targets and the index entries are made."""
    page = f".. qapi:command:: go\n   :no-typesetting:\n{body}"
    project = show(build, page, ":qapi:cmd:`go` :qapi:memb:`go.speed`", nitpicky=False)
    assert project.warnings == []
    assert list(project.doctree().findall(addnodes.desc)) == []
    assert [node["entries"][0][1] for node in project.doctree().findall(addnodes.index)] == ["go"]
    html = project.output()
    assert 'id="qapi-QMP-go"' in html
    assert 'id="qapi-QMP-go.speed"' in html
    assert "how fast" not in html


@pytest.mark.parametrize(
    ("conf", "expected"),
    [
        ({}, "T go Below"),
        ({"toc_object_entries": False}, "T Below"),
        ({"toc_object_entries_show_parents": "all"}, "T schema.go Below"),
        ({"toc_object_entries_show_parents": "hide"}, "T go Below"),
    ],
)
def test_contents_entries(build: Build, conf: dict[str, Any], expected: str) -> None:
    assert contents(show(build, ".. qapi:command:: go", nitpicky=False, **conf)) == expected


def test_permalinks_are_those_of_the_project(build: Build) -> None:
    project = show(build, ".. qapi:command:: go", nitpicky=False, html_permalinks=False)
    assert "headerlink" not in project.output()


@pytest.mark.parametrize("conf", [{}, {"default_role": "any"}])
def test_any_in_all_forms(build: Build, conf: dict[str, Any]) -> None:
    """The role finds objects of all domains, both as ``any`` and as the default role."""
    mark = "" if conf else ":any:"
    forms = ("go", "QMP:go", "schema.go", "go.speed", "[Speed]", "Speed?", "Speed.slow", "a title <go>")
    text = " ".join(f"{mark}`{each}`" for each in forms)
    project = show(build, ".. qapi:module:: schema\n   :members:", text, **conf)
    assert project.warnings == []
    paragraph = project.output().partition("</h2>\n<p>")[2].partition("</p>")[0]
    assert paragraph.count("<a ") == len(forms)


def test_misses_are_told_in_nitpicky_mode_only(build: Build) -> None:
    """Each miss is one warning of the same type, with a suggestion if there is one; ignored targets cause none."""
    text = ":qapi:cmd:`goo`\n:qapi:event:`go`\n:qapi:memb:`go.sped`\n:qapi:type:`Ignored`\n:qapi:cmd:`old-one`"
    directive = ".. qapi:module:: schema\n   :members:"
    conf = {"nitpick_ignore": {("qapi:type", "Ignored")}, "nitpick_ignore_regex": {("qapi:.*", "old-.*")}}
    project = show(build, directive, text, **conf)
    told = [warning.partition("reference target not found: ")[2] for warning in project.warnings]
    assert told == [
        'goo (did you mean "go"?) [ref.qapi]',
        "go (QMP:go is of kind command) [ref.qapi]",
        'go.sped (did you mean "go.speed"?) [ref.qapi]',
    ]
    project.app.cleanup()
    assert show(build, directive, text, nitpicky=False).warnings == []


@pytest.mark.parametrize(
    ("option", "shown"),
    [
        (":members:", {"speed", "brake"}),
        (":members: speed", {"speed"}),
        (":exclude-members: speed", {"brake"}),
        (":members: speed, brake\n   :exclude-members: brake", {"speed"}),
    ],
)
def test_members_of_a_definition(build: Build, option: str, shown: set[str]) -> None:
    project = show(build, f".. qapi:command:: go\n   {option}", nitpicky=False)
    assert project.warnings == []
    (row,) = project.domain.state.objects.definitions("QMP").values()
    assert {part.name for part in row.parts} == shown


def test_what_a_schema_says_of_what_no_page_shows_is_text(build: Build) -> None:
    """A schema's role is no mistake then, even in nitpicky mode; an author's own role is reported as usual."""
    project = show(build, ".. qapi:command:: go", ":qapi:enum:`Speed`")
    assert project.warnings == ["SRC/index.rst:9: WARNING: qapi:enum reference target not found: Speed [ref.qapi]"]
    assert ">Speed</code>" in project.output()


def test_values_are_members_too_and_unknown_ones_are_warned_of(build: Build) -> None:
    project = show(build, ".. qapi:enum:: Speed\n   :members: slow fats", nitpicky=False)
    assert project.warnings == [
        'SRC/index.rst:4: WARNING: no member "fats" in enum "Speed" (did you mean "fast"?) [qapi.unknown-name]'
    ]
    (row,) = project.domain.state.objects.definitions("QMP").values()
    assert [part.name for part in row.parts] == ["slow"]


@pytest.mark.parametrize("directive", ["qapi:schema:: QMP", "qapi:module:: schema\n   :members:"])
@pytest.mark.parametrize(
    ("option", "shown"),
    [
        (":only: command events", {"go", "SPED"}),
        (":only: types", {"Speed"}),
        (":exclude-members: go", {"SPED", "Speed"}),
        (":only: commands\n   :exclude-members: go", set()),
    ],
)
def test_some_definitions(build: Build, directive: str, option: str, shown: set[str]) -> None:
    project = show(build, f".. {directive}\n   {option}", nitpicky=False)
    assert project.warnings == []
    assert set(project.domain.state.objects.definitions("QMP")) == shown


def test_some_definitions_by_name(build: Build) -> None:
    directive = ".. qapi:module:: schema\n   :members: go sped"
    project = show(build, directive, nitpicky=False)
    assert set(project.domain.state.objects.definitions("QMP")) == {"go"}
    (warning,) = project.warnings
    assert warning == (
        'SRC/index.rst:4: WARNING: no definition "sped" in module "schema" (did you mean "SPED" or "Speed"?) '
        "[qapi.unknown-name]"
    )


def test_without_graphs_and_examples(build: Build) -> None:
    project = show(build, ".. qapi:schema:: QMP\n   :no-graph:\n   :no-examples:")
    assert project.warnings == []
    assert "<svg" not in project.output()
    assert list(project.doctree().findall(nodes.literal_block)) == []
    project.app.cleanup()
    whole = show(build, ".. qapi:schema:: QMP\n   :repeat:", qapi_graphs="always")
    assert "<svg" in whole.output()
    assert len(list(whole.doctree().findall(nodes.literal_block))) == 1


def test_modules_set_the_context(build: Build) -> None:
    """The context holds for what follows and for the directive's body; with ``:members:`` only for the body."""
    page = """\
.. qapi:module:: QMP:schema

   In it

.. qapi:namespace:: QGA

.. qapi:module:: schema
   :namespace: QMP
   :members: go

   .. qapi:namespace:: Other

.. qapi:event:: DONE
   :since: 1.0
"""
    project = show(build, page, nitpicky=False)
    assert project.warnings == []
    target = project.domain.state.objects.find("QGA:DONE", ALL_KINDS, namespace=None, module=None)
    assert target is not None
    assert {row.name: row.module for row in project.domain.state.objects.definitions("QGA").values()} == {
        "DONE": "schema"
    }
    assert project.domain.state.objects.modules("QMP")["schema"].rank == 1


def test_as_primary_domain(build: Build) -> None:
    """Names of directives and roles need no prefix, and Sphinx's own ``index`` still works."""
    page = "T\n=\n\n.. command:: go\n   :since: 1.0\n\n:cmd:`go`\n\n.. index:: single: foo\n"
    project = build("", {"index.rst": page}, primary_domain="qapi")
    assert project.warnings == []
    entries = [each[1] for node in project.doctree().findall(addnodes.index) for each in node["entries"]]
    assert entries == ["go", "foo"]
