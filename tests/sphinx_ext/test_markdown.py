"""Markdown: in doc comments, and as the markup of pages."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from docutils import nodes

from sphinx_qapi.sphinx_ext.doctree.nodes import qapi_row

if TYPE_CHECKING:
    from .conftest import Build, Project

COMMENTS = """\
##
# # Doors
#
# What **leads** in, as *everyone* knows.
##

##
# @Door:
#
# A [door](https://example.org/door) of {qapi:cmd}`door-add`.
#
# | kind | width |
# |------|-------|
# | wing | 1     |
#
# 1. open
# 2. close
#
# @width: in *metres*; see @door-add and `@width`.
#
#     - or in feet
#
# @kind: which
#
# Since: 1.0
##
{ 'struct': 'Door', 'data': { 'width': 'int', 'kind': 'str' } }

##
# @door-add:
#
# Add a @Door.
#
# ```json
# { "execute": "door-add" }
# ```
#
# :::{note}
# Takes *long*.
# :::
#
# ```{qmp-example}
# -> { "execute": "door-add", ... }
# ```
#
# Returns: the **same** door
#
# Since: 1.0
##
{ 'command': 'door-add', 'data': 'Door', 'returns': 'Door' }
"""


def in_markdown(build: Build, schema: str, **conf: Any) -> Project:
    conf = {"extensions": ["sphinx_qapi", "myst_parser"], "myst_enable_extensions": ["colon_fence"], **conf}
    return build(schema, settings={"markup": "markdown"}, **conf)


def test_comments_in_markdown(build: Build) -> None:
    project = in_markdown(build, COMMENTS)
    assert project.warnings == []
    page = project.doctree("schema")
    assert [each.astext() for each in project.doctree("index").findall(nodes.strong)] == ["leads"]
    assert [each.astext() for each in page.findall(nodes.strong)] == ["same"]
    assert {each.astext() for each in page.findall(nodes.emphasis)} >= {"metres", "long"}
    assert len(list(page.findall(nodes.table))) == 1
    assert len(list(page.findall(nodes.enumerated_list))) == 1
    assert [each["language"] for each in page.findall(nodes.literal_block)] == ["json", "QMP"]
    html = "".join(path.read_text("utf-8") for path in Path(project.app.outdir).glob("*-*.html"))
    assert 'href="https://example.org/door"' in html
    assert html.count('href="command-door-add.html"') >= 3


def test_headings_between_definitions_are_headings_of_the_page(build: Build) -> None:
    """Headings within code are code."""
    lines = ("##", "# # Doors", "#", "# ```sh", "# # no title", "# ```", "#", "# ## Gates", "#", "# Wide.", "##", "")
    schema = "\n".join([*lines, "##", "# @go:", "##", "{ 'command': 'go' }", ""])
    page = in_markdown(build, schema).doctree("index")
    titles = [each.astext() for each in page.findall(nodes.title)]
    assert titles == ["QMP reference", "Commands and events", "Modules", "Doors", "Gates"]
    [gates] = [each for each in page.findall(nodes.section) if each[0].astext() == "Gates"]
    assert gates.parent[0].astext() == "Doors"
    assert gates[1].astext() == "Wide."


def test_names_in_markdown_are_links(build: Build) -> None:
    """Names within code stay as they are."""
    row = next(
        row
        for row in in_markdown(build, COMMENTS).doctree("schema").findall(qapi_row)
        if row["ids"] == ["qapi-QMP-Door.width"]
    )
    [paragraph] = [each for each in row.findall(nodes.paragraph) if "metres" in each.astext()]
    assert paragraph.astext() == "in metres; see door-add and @width."
    assert len(list(row.findall(nodes.bullet_list))) == 1


def test_headings_in_comments_are_labels(build: Build) -> None:
    schema = "##\n# @go:\n#\n# Go.\n#\n# # How\n#\n# Fast.\n#\n# Since: 1.0\n##\n{ 'command': 'go' }\n"
    project = in_markdown(build, schema)
    assert project.warnings == []
    page = project.doctree("schema")
    assert "How" in [each.astext() for each in page.findall(nodes.rubric)]
    assert "How" not in [each.astext() for each in page.findall(nodes.title)]


@pytest.mark.parametrize(
    ("line", "message"),
    [
        ("A {nonsense}`role`.", 'Unknown interpreted text role "nonsense".'),
        ("```{nonsense}\n# ```", "Unknown directive type: 'nonsense'"),
        ("{qapi:cmd}`gone`", None),
    ],
)
def test_mistakes_in_markdown_have_the_schemas_line(build: Build, line: str, message: str | None) -> None:
    schema = f"##\n# @go:\n#\n# Go.\n#\n# {line}\n#\n# Since: 1.0\n##\n{{ 'command': 'go' }}\n"
    [warning] = in_markdown(build, schema).warnings
    assert re.search(r"schema\.json:6: WARNING: ", warning), warning
    if message:
        assert message in warning
        assert "[qapi." in warning


def test_markdown_without_the_extension(build: Build) -> None:
    """MyST's defaults are used then; Markdown files of the author do not become documents of the project."""
    project = in_markdown(
        build, "##\n# @go:\n#\n# **Go**.\n#\n# Since: 1.0\n##\n{ 'command': 'go' }\n", extensions=["sphinx_qapi"]
    )
    assert project.warnings == []
    assert "<strong>Go</strong>" in project.output("command-go.html")


DIRECTIVES: tuple[tuple[str, str, dict[str, str]], ...] = (
    ("qapi:command", "go", {}),
    ("qapi:command", "go", {"no-index": "", "no-graph": "", "no-examples": ""}),
    ("qapi:enum", "Speed", {}),
    ("qapi:struct", "Trip", {"exclude-members": "far"}),
    ("qapi:object", "Trip", {"no-index": ""}),
    ("qapi:schema", "QMP", {"no-index": ""}),
    ("qapi:module", "schema", {"members": ""}),
    ("qapi:module", "schema", {"no-index": ""}),
    ("qapi:namespace", "QMP", {}),
    ("qapi:graph", "go", {"depth": "1", "caption": "What *it* takes"}),
    ("qapi:index", "", {"by": "since"}),
    ("qapi-doc", "schema.json", {"namespace": "QMP"}),
)
"""Each directive that is filled from a schema, with some of its options."""

SCHEMA = """\
##
# @Speed:
#
# @slow: not fast
#
# Since: 1.0
##
{ 'enum': 'Speed', 'data': [ 'slow' ] }

##
# @Trip:
#
# @speed: how fast
#
# @far: how far (since 2.0)
#
# Since: 1.0
##
{ 'struct': 'Trip', 'data': { 'speed': 'Speed', '*far': 'int' } }

##
# @go:
#
# Go on a @Trip.
#
# .. qmp-example::
#
#    -> { "execute": "go", ... }
#
# Since: 1.0
##
{ 'command': 'go', 'data': 'Trip', 'returns': 'Trip' }
"""


def in_rest(name: str, argument: str, options: dict[str, str], body: str) -> str:
    lines = [f".. {name}:: {argument}", *(f"   :{key}: {value}" for key, value in options.items()), ""]
    return "\n".join([*lines, *(f"   {line}" for line in body.splitlines()), "", ""])


def in_myst(name: str, argument: str, options: dict[str, str], body: str) -> str:
    lines = [f"```{{{name}}} {argument}", *(f":{key}: {value}" for key, value in options.items())]
    return "\n".join([*lines, *(["", body] if body else []), "```", "", ""])


def without_places(document: nodes.document) -> str:
    """*document* as text, without its positions in files."""
    document = document.deepcopy()
    for node in document.findall(nodes.Element):
        for name in ("line", "source", "rawsource", "translatable", "original_uri"):
            node.attributes.pop(name, None)
        node.rawsource = ""
    return re.sub(r"\b(rst|md)/(\d+)(\.(rst|md))?", r"\2", document.pformat())


def test_directives_are_the_same_in_both_markups(build: Build) -> None:
    """The documents are the same, and so is the inventory that other projects see."""
    cases = [(name, argument, options, "") for name, argument, options in DIRECTIVES]
    cases.append(("qmp-example", "", {"title": "A *trip*"}, '-> { "execute": "go", ... }'))
    pages = {"index.rst": "T\n=\n\n.. toctree::\n   :glob:\n\n   */*\n", "schema.json": SCHEMA}
    for number, case in enumerate(cases):
        pages[f"rst/{number}.rst"] = "Title\n=====\n\n" + in_rest(*case)
        pages[f"md/{number}.md"] = "# Title\n\n" + in_myst(*case)
    project = build(
        pages=pages,
        builder="dummy",
        extensions=["sphinx_qapi", "myst_parser"],
        qapi_schemas={"QMP": "schema.json"},
    )
    assert project.warnings == []
    rows = project.domain.data["objects"]
    for number, case in enumerate(cases):
        rst, md = f"rst/{number}", f"md/{number}"
        assert without_places(project.doctree(md)) == without_places(project.doctree(rst)), case
        assert [row._replace(docname="", line=0) for row in rows.get(md, ())] == [
            row._replace(docname="", line=0) for row in rows.get(rst, ())
        ], case
