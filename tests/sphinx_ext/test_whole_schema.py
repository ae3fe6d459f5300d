"""A whole schema on one page: the sections that its markup states, and links in place of repeated members."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any

import pytest
from docutils import nodes
from sphinx import addnodes

from sphinx_qapi.sphinx_ext.doctree.nodes import qapi_row

if TYPE_CHECKING:
    from .conftest import Build, Project

PAGE = "Manual\n======\n\n.. qapi-doc:: root.json\n   :namespace: QMP\n"
ON_ONE_PAGE = {"path": "root.json", "output": "ref", "pages": "schema"}


def heading(text: str, level: int) -> str:
    return f"##\n# {'=' * level} {text}\n##\n"


def include(name: str) -> str:
    return f"{{ 'include': '{name}.json' }}\n"


def command(name: str) -> str:
    return f"##\n# @{name}:\n#\n# Do it.\n#\n# Since: 1.0\n##\n{{ 'command': '{name}' }}\n"


def outline(holder: nodes.Node, depth: int = 0) -> Iterator[str]:
    """The sections below *holder* and the definitions in them, indented by two blanks for each section around them."""
    for child in holder.children:
        if isinstance(child, nodes.section):
            yield "  " * depth + child.children[0].astext()
            yield from outline(child, depth + 1)
        elif isinstance(child, addnodes.desc):
            yield "  " * depth + "- " + child.children[0].astext().split()[1].partition("(")[0]


HEADINGS: Mapping[str, tuple[Mapping[str, str], str]] = {
    "modules go on where those before them left off": (
        {
            "root": heading("Introduction", 1) + include("a") + include("b") + include("c"),
            "a": heading("A", 1) + command("one") + heading("A part", 2) + command("two"),
            "b": heading("More of A", 2) + command("three"),
            "c": heading("C", 1) + command("four"),
        },
        """
        Introduction
        A
          - one
          A part
            - two
          More of A
            - three
        C
          - four
        """,
    ),
    "what a module includes is before its next heading of that level": (
        {
            "root": heading("A", 1) + include("b") + command("one") + heading("A deep", 3) + command("two")
            + heading("A part", 2) + command("three"),
            "b": heading("B", 2) + command("four"),
        },
        """
        A
          - one
          A deep
            - two
          B
            - four
          A part
            - three
        """,
    ),
    "what it includes does not take its parts away": (
        {
            "root": heading("A", 1) + include("b") + command("one") + heading("A part", 2) + command("two"),
            "b": heading("B", 1) + command("three"),
        },
        """
        A
          - one
          A part
            - two
        B
          - three
        """,
    ),
    "a module without headings belongs to the section before it": (
        {
            "root": heading("A", 1) + include("b") + include("c"),
            "b": command("one"),
            "c": include("d") + heading("C", 1) + command("two"),
            "d": command("three"),
        },
        """
        A
          - one
          - three
        C
          - two
        """,
    ),
    "a first heading of a lower level, and one that skips a level": (
        {
            "root": heading("First", 2) + command("one") + heading("A", 1) + heading("Deep", 4) + command("two")
            + heading("Part", 2) + command("three"),
        },
        """
        First
          - one
        A
          Deep
            - two
          Part
            - three
        """,
    ),
    "modules of a schema without headings are called by their names": (
        {"root": include("a") + include("b") + command("one"), "a": command("two"), "b": command("three")},
        """
        a
          - two
        b
          - three
        root
          - one
        """,
    ),
    "one file without headings": ({"root": command("one") + command("two")}, "\n        - one\n        - two\n"),
}  # fmt: skip


@pytest.mark.parametrize(("files", "expected"), HEADINGS.values(), ids=HEADINGS)
def test_sections_have_the_levels_that_the_schema_states(build: Build, files: Mapping[str, str], expected: str) -> None:
    sources = {f"{name}.json": text for name, text in files.items()}
    project = build(sources, pages={"index.rst": PAGE}, qapi_schemas={})
    assert project.warnings == []
    lines = [line.removeprefix(" " * 8).rstrip() for line in expected.splitlines()]
    assert list(outline(project.doctree().children[0])) == [line for line in lines if line]
    for name in files:
        if any("'command'" in line for line in files[name].splitlines()):
            assert f'id="qapi-module:QMP:{name}"' in project.output("index.html")


LARDER = {
    "larder.json": """\
##
# = Larder
##

##
# @Shape:
#
# Its form.
#
# @tall: high
#
# @flat: low
#
# @none: unknown
##
{ 'enum': 'Shape', 'data': [ 'tall', 'flat', 'none' ] }

##
# @Thing:
#
# A thing.
#
# @name: what it is called
#
# @shelf: where it is
#
# Features:
#
# @unstable: @shelf may go.
##
{ 'struct': 'Thing', 'data': { 'name': 'str', '*shelf': { 'type': 'int', 'features': [ 'unstable' ] } } }

##
# @Tall:
#
# What is high.
#
# @height: how high
##
{ 'struct': 'Tall', 'base': 'Thing', 'data': { '*height': 'int' } }

##
# @Flat:
#
# What is low.
#
# @width: how wide
##
{ 'struct': 'Flat', 'data': { 'width': 'int' } }

##
# @Jar:
#
# A jar.
#
# @shape: its form
##
{ 'union': 'Jar', 'base': { 'shape': 'Shape' }, 'discriminator': 'shape', 'data': { 'tall': 'Tall', 'flat': 'Flat' } }

##
# @jar-add:
#
# Add one, if its @shape is known.
##
{ 'command': 'jar-add', 'boxed': true, 'data': 'Jar', 'returns': 'Tall' }

##
# @JAR_GONE:
#
# One is gone.
##
{ 'event': 'JAR_GONE', 'boxed': true, 'data': 'Flat' }
"""
}
DIRECTIVE = "Manual\n======\n\n.. qapi-doc:: larder.json\n   :namespace: QMP\n"
SEE = "\n\n:qapi:any:`jar-add.tall.height` :qapi:any:`Tall.shelf`\n"
OLD_PLACES = {
    "qapi-QMP-jar-add.shape": "qapi-QMP-Jar.shape",
    "qapi-QMP-jar-add:branch.tall": "qapi-QMP-Jar:branch.tall",
    "qapi-QMP-jar-add:branch.none": "qapi-QMP-Jar:branch.none",
    "qapi-QMP-jar-add.tall.name": "qapi-QMP-Thing.name",
    "qapi-QMP-jar-add.tall.shelf": "qapi-QMP-Thing.shelf",
    "qapi-QMP-jar-add.tall.height": "qapi-QMP-Tall.height",
    "qapi-QMP-jar-add:returns.name": "qapi-QMP-Thing.name",
    "qapi-QMP-jar-add:returns.height": "qapi-QMP-Tall.height",
    "qapi-QMP-Tall.shelf": "qapi-QMP-Thing.shelf",
    "qapi-QMP-Jar:branch.none": "qapi-QMP-Shape.none",
    "qapi-QMP-JAR_GONE.width": "qapi-QMP-Flat.width",
}
"""By anchor of a row that is not repeated: the anchor to which the name shown in its place leads."""


def larder(build: Build, page: str = DIRECTIVE, **conf: Any) -> Project:
    files = LARDER if "settings" in conf else {}
    pages = {"index.rst": page, **({} if files else LARDER)}
    project = build(files, pages={**pages, "see.rst": f":orphan:\n\nSee\n===\n{SEE}"}, **conf)
    assert project.warnings == []
    return project


def names_of(project: Project, definition: str) -> list[str]:
    """The lines of linked names in the entry of *definition*."""
    anchor = f"qapi-QMP-{definition}"
    signatures = project.doctree().findall(addnodes.desc_signature)
    [entry] = (each.parent for each in signatures if each["ids"] == [anchor])
    return [each.astext() for each in entry.findall(nodes.paragraph) if "qapi-names" in each["classes"]]


def test_parts_elsewhere_on_the_page_are_linked(build: Build) -> None:
    project = larder(build)
    assert names_of(project, "jar-add") == [
        "required shape",
        "tall Tall: required name; optional shelf (unstable), height",
        "flat Flat: required width",
        "none: no members",
        "name; optional shelf (unstable), height",
    ]
    assert names_of(project, "Tall") == [
        "from Thing: name; optional shelf (unstable)",
        "Used by: jar-add",
        "Part of: Jar",
    ]
    assert names_of(project, "Jar") == ["none: no members", "Used by: jar-add"]
    assert names_of(project, "JAR_GONE") == ["width"]
    html = project.output("index.html")
    assert "qapi-graph" not in html
    places = re.findall(r'<a id="([^"]+)" href="#([^"]+)">', html)
    assert {old: new for old, new in places if old in OLD_PLACES} == OLD_PLACES
    ids = re.findall(r' id="([^"]+)"', html)
    assert len(ids) == len(set(ids))
    assert {href for _old, href in places} <= set(ids)
    assert "qapi-QMP-jar-add.tall.shelf:feature.unstable" in ids
    see = project.output("see.html")
    assert re.findall(r'href="index.html#(qapi-QMP-[^"]+)"', see) == ["qapi-QMP-Tall.height", "qapi-QMP-Thing.shelf"]
    inventory = {name: anchor for name, _shown, _kind, _docname, anchor, _priority in project.domain.get_objects()}
    assert inventory["QMP:jar-add.tall.shelf"] == "qapi-QMP-Thing.shelf"
    assert set(inventory.values()) <= set(ids)


REPEATED: Mapping[str, tuple[str, Mapping[str, Any]]] = {
    "because the author wants it": (f"{DIRECTIVE}   :repeat:\n", {}),
    "because conf.py wants it": (
        "Manual\n======\n\n.. qapi:schema:: QMP\n",
        {"settings": {"path": "larder.json", "repeat": True}},
    ),
    "because it is not on the page": (f"{DIRECTIVE}   :only: command\n", {}),
    "because links lead off the page": (f"{DIRECTIVE}   :no-index:\n", {}),
}


@pytest.mark.parametrize(("page", "conf"), REPEATED.values(), ids=REPEATED)
def test_which_rows_are_repeated(build: Build, page: str, conf: Mapping[str, Any]) -> None:
    pages = {"index.rst": page}
    files = LARDER if conf else {}
    project = build(files, pages=pages if conf else {**pages, **LARDER}, **conf)
    [entry] = (each for each in project.doctree().findall(addnodes.desc) if each["objtype"] == "command")
    rows = [row["name"] for row in entry.findall(qapi_row)]
    assert rows.count("shape") == 1
    assert rows.count("height") == 2, "of the branch, and returned"
    assert not [each for each in project.doctree().findall(nodes.paragraph) if "qapi-names" in each["classes"]]


def test_text_says_where_names_come_from(build: Build) -> None:
    text = larder(build, builder="text").output("index.txt")
    assert '"tall" "Tall": required "name"; optional "shelf" (unstable), "height"' in " ".join(text.split())
