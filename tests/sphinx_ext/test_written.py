"""Definitions that authors describe themselves, in reST and in Markdown, are like those filled from a schema."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from docutils import nodes
from sphinx import addnodes
from sphinx.testing.util import SphinxTestApp

from sphinx_qapi.sphinx_ext.doctree.nodes import qapi_row, qapi_rows, qapi_type
from sphinx_qapi.sphinx_ext.objects.object_types import ALL_KINDS

if TYPE_CHECKING:
    from .conftest import Build, Project

SCHEMA = """\
{ 'pragma': { 'doc-required': true } }

##
# @Speed:
#
# How fast.
#
# @slow: takes its time
#
# @fast: hurries (since 1.4)
#
# Since: 1.2
##
{ 'enum': 'Speed', 'data': [ 'slow', 'fast' ] }

##
# @Dish:
#
# @name: what it is called
#
# @parts: what it is made of
##
{ 'struct': 'Dish', 'data': { 'name': 'str', '*parts': ['str'] } }

##
# @Order:
#
# @dish: by its description
#
# @number: by its number
##
{ 'alternate': 'Order', 'data': { 'dish': 'Dish', 'number': 'int' } }

##
# @cook:
#
# Cook a dish.
#
# @order: what to cook
#
# @speed: how fast (since 1.6)
#
# Features:
#
# @deprecated: Eat raw.
#
# @streams: Shows how it goes.
#
# Returns: what was cooked
#
# Errors:
#     - Burnt, if it burns
#
# Since: 1.4
##
{ 'command': 'cook', 'data': { 'order': 'Order', '*speed': 'Speed' }, 'returns': [ 'Dish' ],
  'features': [ 'deprecated', 'streams' ], 'if': { 'all': [ 'CONFIG_OVEN', 'CONFIG_POT' ] } }

##
# @DONE:
#
# @taste: of ten
##
{ 'event': 'DONE', 'data': { 'taste': 'uint8' } }
"""
FILLED = """\
Kitchen
=======

.. qapi:enum:: Speed

.. qapi:struct:: Dish
   :no-graph:

.. qapi:alternate:: Order
   :no-graph:

.. qapi:command:: cook
   :no-graph:

.. qapi:event:: DONE
"""
WRITTEN = """\
Kitchen
=======

.. qapi:namespace:: QMP

.. qapi:enum:: Speed
   :since: 1.2

   How fast.

   :value slow: takes its time
   :value fast: hurries (since 1.4)

.. qapi:struct:: Dish

   :memb str name: what it is called
   :memb [str]? parts: what it is made of

.. qapi:alternate:: Order

   :alt Dish dish: by its description
   :alt int number: by its number

.. qapi:command:: cook
   :since: 1.4
   :ifcond: CONFIG_OVEN && CONFIG_POT
   :deprecated:

   Cook a dish.

   :arg Order order: what to cook
   :arg Speed? speed: how fast (since 1.6)
   :feat deprecated: Eat raw.
   :feat streams: Shows how it goes.
   :return [Dish]: what was cooked
   :error: - Burnt, if it burns

.. qapi:event:: DONE

   :arg uint8 taste: of ten
"""
MARKDOWN = """\
# Kitchen

:::{qapi:namespace} QMP
:::

:::{qapi:enum} Speed
:since: 1.2

How fast.

:value slow: takes its time
:value fast: hurries (since 1.4)
:::

:::{qapi:struct} Dish

:memb str name: what it is called
:memb [str]? parts: what it is made of
:::

:::{qapi:alternate} Order

:alt Dish dish: by its description
:alt int number: by its number
:::

:::{qapi:command} cook
:since: 1.4
:ifcond: CONFIG_OVEN && CONFIG_POT
:deprecated:

Cook a dish.

:arg Order order: what to cook
:arg Speed? speed: how fast (since 1.6)
:feat deprecated: Eat raw.
:feat streams: Shows how it goes.
:return [Dish]: what was cooked
:error: - Burnt, if it burns
:::

:::{qapi:event} DONE

:arg uint8 taste: of ten
:::
"""


def content(project: Project) -> str:
    """The page with its references resolved, without what only a schema knows: users, and members of other types.

    Attributes for typographic quotes are removed: quotes in comments stay as they are, those of authors do not.
    """
    document = project.doctree()
    for node in list(document.findall(qapi_rows)):
        if "qapi-facts" in node["classes"] or ":returns." in str(node.children[0]):
            node.parent.remove(node)
    for row in document.findall(qapi_row):
        row.attributes.pop("values", None)
    project.app.env.apply_post_transforms(document, "index")
    document.attributes = {}
    return re.sub(r' (?:qapi:(?:namespace|module)|support_smartquotes)="[^"]*"', "", document.pformat())


def objects(project: Project) -> list[tuple[object, ...]]:
    return sorted(project.domain.get_objects())


def test_a_page_of_the_authors_is_like_one_of_the_schemas(build: Build) -> None:
    """The nodes are the same once links are resolved, and so are the objects."""
    settings = {"qapi_schemas": {"QMP": {"path": "schema.json", "dialect": "10.0"}}, "qapi_payloads": "never"}
    filled = build({"schema.json": SCHEMA}, {"index.rst": FILLED}, builder="text", **settings)
    expected, expected_objects = content(filled), objects(filled)
    assert filled.warnings == []
    filled.app.cleanup()
    written = build("", {"index.rst": WRITTEN}, builder="text", qapi_schemas={})
    assert written.warnings == []
    assert content(written) == expected
    assert objects(written) == expected_objects


def test_markdown_gives_the_same_nodes(build: Build, tmp_path: Path) -> None:
    """The doctree and the inventory are the same as in reST."""
    rest = build("", {"index.rst": WRITTEN})
    expected, expected_objects = without_places(rest.doctree()), objects(rest)
    rest.app.cleanup()
    (tmp_path / "index.rst").unlink()
    markdown = {"extensions": ["sphinx_qapi", "myst_parser"], "myst_enable_extensions": ["colon_fence", "fieldlist"]}
    read = build("", {"index.md": MARKDOWN}, **markdown)
    assert read.warnings == []
    assert objects(read) == expected_objects
    assert without_places(read.doctree()) == expected


def without_places(document: nodes.document) -> str:
    """*document* as text, without the name of its file."""
    document.attributes.pop("source", None)
    return document.pformat()


def test_every_option(build: Build) -> None:
    """The signature states all options of a definition, in the same order as for definitions from a schema."""
    page = """\
T
=

.. qapi:namespace:: QMP

.. qapi:module:: ovens

.. qapi:command:: bake
   :since: 1.2
   :ifcond: CONFIG_OVEN
   :unstable:

.. qapi:command:: QGA:bake

.. qapi:struct:: Tin
                 Tray
   :module: tins

   :memb int size:
"""
    project = build("", {"index.rst": page}, builder="text")
    lines = (project.app.outdir / "index.txt").read_text().splitlines()
    assert [line for line in lines if line.startswith(("command", "struct"))] == [
        'command bake (unstable, if "CONFIG_OVEN", since 1.2)', "command bake", "struct Tin", "struct Tray"
    ]  # fmt: skip
    rows = project.domain.data["objects"]["index"]
    assert [(row.namespace, row.name, row.module) for row in rows] == [
        ("QMP", "ovens", "ovens"),
        ("QMP", "bake", "ovens"),
        ("QGA", "bake", "ovens"),
        ("QMP", "Tin", "tins"),
        ("QMP", "Tray", "tins"),
    ]
    assert project.domain.state.objects.find("Tin.size", ALL_KINDS, namespace=None, module=None) is not None
    assert project.warnings == []


def test_without_any_namespace(build: Build) -> None:
    """A project without namespaces writes and reads bare names."""
    project = build("", {"index.rst": "T\n=\n\n.. qapi:event:: DONE\n\n:qapi:event:`DONE`, :any:`DONE`\n"})
    assert project.warnings == []
    assert [row[0] for row in objects(project)] == ["DONE"]
    assert project.output().count('href="#qapi--DONE"') == 4  # two roles, the permalink, the contents


def test_fields_that_are_not_ours_stay_fields(build: Build) -> None:
    page = "T\n=\n\n.. qapi:command:: go\n\n   :arg a: A\n   :see also: the `schema <x>`__\n   :arg b: B\n"
    project = build("", {"index.rst": page})
    assert [row["name"] for row in project.doctree().findall(qapi_row)] == ["a", "b"]
    (field,) = project.doctree().findall(nodes.field)
    assert field.astext() == "See also\n\nthe schema"


@pytest.mark.parametrize(
    ("field", "message"),
    [
        (":arg:", "field arg: a name was expected"),
        (":arg int a/b: x", 'field arg: a name was expected, not "a/b"'),
        (":value a b: x", "field value: one name was expected"),
        (":return-nodesc:", "field return-nodesc: the type that is returned was expected"),
        (":memb int twice: x", 'field memb: "twice" has been described before'),
    ],
)
def test_a_malformed_field_is_one_warning_at_its_line(build: Build, field: str, message: str) -> None:
    """The field stays an ordinary one, so that nothing of it is lost."""
    page = f"T\n=\n\n.. qapi:command:: go\n\n   :arg int twice: first\n   {field}\n"
    project = build("", {"index.rst": page})
    assert project.warnings == [f"SRC/index.rst:7: WARNING: {message} [qapi.malformed-field]"]
    assert len(list(project.doctree().findall(nodes.field))) == 1


def test_types_in_fields_are_references(build: Build) -> None:
    """Names lead to definitions; built-in types, and what is not a name, are shown as written."""
    page = """\
T
=

.. qapi:struct:: Tin

   :memb [Tin] tins: x
   :memb Tin? tin: x
   :memb QGA:Tin other: x
   :memb list of names: x
   :memb str name: x

.. qapi:struct:: QGA:Tin
"""
    project = build("", {"index.rst": page.replace("list of names", "list of all names")})
    references = [each for each in project.doctree().findall(addnodes.pending_xref) if each["reftype"] == "type"]
    links = [(each.astext(), each["reftarget"]) for each in references]
    assert links == [("[Tin]", "Tin"), ("Tin", "Tin"), ("Tin", "QGA:Tin")]
    assert [each.astext() for each in project.doctree().findall(qapi_type)][3:] == ["list of all", "str"]
    assert project.warnings == []


@pytest.mark.parametrize(
    ("text", "version", "left"),
    [
        ("(since 2.0)", "2.0", []),
        ("Fast (since 2.0).", "2.0", ["Fast."]),
        ("Fast (since 1.0).", None, ["Fast."]),
        ("Fast, since 2.0 also backwards.", None, ["Fast, since 2.0 also backwards."]),
        ("*Very* fast.\n\n      Since 2.0", "2.0", ["Very fast."]),
    ],
)
def test_versions_of_rows(build: Build, text: str, version: str | None, left: list[str]) -> None:
    """As in a schema's rows, a badge replaces the words unless the version is that of the definition."""
    page = f"T\n=\n\n.. qapi:command:: go\n   :since: 1.0\n\n   :arg int speed: {text}\n"
    project = build("", {"index.rst": page})
    (row,) = project.doctree().findall(qapi_row)
    assert row.get("since") == version
    assert [block.astext() for block in row.findall(nodes.paragraph)] == left


DUPLICATES = {
    "index.rst": "T\n=\n\n.. toctree::\n   :glob:\n\n   *\n\n.. qapi:command:: stay\n   :no-index:\n\n   x\n",
    "a.rst": "A\n=\n\n.. qapi:command:: go\n\n   Goes.\n\n.. qapi:command:: stay\n\n   Stays.\n",
    "b.rst": "B\n=\n\n:qapi:cmd:`go`\n\n.. qapi:command:: go\n\n   Goes, too.\n",
    **{f"c{number}.rst": f"C{number}\n==\n\n:qapi:cmd:`go`\n" for number in range(6)},
}


@pytest.mark.parametrize("workers", [1, 2])
def test_two_descriptions_of_one_definition(tmp_path: Path, workers: int) -> None:
    """The first is the target, in whatever order pages are read, and the other one is reported."""
    (tmp_path / "conf.py").write_text('extensions = ["sphinx_qapi"]\n')
    for name, page in DUPLICATES.items():
        (tmp_path / name).write_text(page)
    app = SphinxTestApp("html", srcdir=tmp_path, parallel=workers)
    app.build()
    warnings = app.warning.getvalue()
    html = (Path(app.outdir) / "b.html").read_text()
    app.cleanup()
    assert f"{tmp_path / 'b.rst'}:6: WARNING: duplicate description of command" in warnings
    assert warnings.count("WARNING") == 1
    assert 'href="a.html#qapi--go"' in html


def test_two_descriptions_on_one_page(build: Build) -> None:
    """The first is the target, and ids are unique."""
    page = "T\n=\n\n.. qapi:command:: go\n\n   :arg a: A\n\n.. qapi:command:: go\n\n   :arg a: A\n   :arg b: B\n"
    project = build("", {"index.rst": page})
    (warning,) = project.warnings
    assert warning.startswith('SRC/index.rst:8: WARNING: duplicate description of command "go"')
    assert {row[0] for row in objects(project)} == {"go", "go.a"}
    assert project.output().count('id="qapi--go"') == 1


@pytest.mark.parametrize("name", ["QMP:", "QMP: "])
def test_a_namespace_alone_is_no_name(build: Build, name: str) -> None:
    project = build("", {"index.rst": f"T\n=\n\n.. qapi:command:: {name}\n\n   Text.\n"})
    assert project.warnings == ["SRC/index.rst:4: WARNING: a name was expected after the namespace [qapi.unknown-name]"]
    assert "Text." in project.output()


def test_a_description_in_addition_to_the_schemas_own(build: Build) -> None:
    """The schema's is the target; the author's is reported as a duplicate unless it has ``:no-index:``."""
    schema = "{ 'command': 'go' }\n{ 'command': 'stay' }"
    pages = {
        "index.rst": "T\n=\n\n.. qapi:schema:: QMP\n\n.. toctree::\n\n   a\n",
        "a.rst": "A\n=\n\n.. qapi:command:: go\n\n   Mine.\n\n.. qapi:command:: stay\n   :no-index:\n\n   Mine.\n",
    }
    project = build(schema, pages)
    (warning,) = project.warnings
    assert warning == (
        'SRC/a.rst:4: WARNING: duplicate description of command "go", which is described in index too; '
        "use :no-index: for one of them [qapi.duplicate-description]"
    )
    target = project.domain.state.objects.find("go", ALL_KINDS, namespace=None, module=None)
    assert target is not None
    assert target.docname == "index"
