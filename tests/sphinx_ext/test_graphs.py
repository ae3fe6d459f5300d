"""Graphs on pages: links, text in other builders, the directive, and the changes after which pages are read again."""

from __future__ import annotations

import re
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from docutils import nodes

from sphinx_qapi.analysis.graph.neighbourhood import MOST_BOXES
from sphinx_qapi.analysis.graph.type_graph import type_graph
from sphinx_qapi.schema.load import load_schema
from sphinx_qapi.schema.model.walks import UseRole
from sphinx_qapi.sphinx_ext.graphs.node import qapi_graph

if TYPE_CHECKING:
    from .conftest import Build, Project

SCHEMA = """\
{ 'enum': 'Colour', 'data': [ 'red', 'green' ] }
{ 'struct': 'Base', 'data': { 'colour': 'Colour' } }
{ 'struct': 'Lamp', 'base': 'Base', 'data': { '*next': 'Lamp' } }
{ 'command': 'lamp-set', 'data': { 'lamp': 'Lamp' }, 'returns': 'Base' }
{ 'command': 'stop' }
"""


def graphs(project: Project, docname: str) -> dict[str, qapi_graph]:
    """The graphs of a page by label."""
    return {each["label"]: each for each in project.doctree(docname).findall(qapi_graph)}


@pytest.mark.parametrize(
    ("wanted", "names"), [("more", ["lamp-set"]), ("always", ["Base", "Lamp", "lamp-set"]), ("never", [])]
)
def test_which_definitions_have_a_graph(build: Build, wanted: str, names: list[str]) -> None:
    project = build(SCHEMA, qapi_graphs=wanted)
    assert project.warnings == []
    labels = [f"{name} and its types" for name in names]
    assert [label for label in graphs(project, "schema") if label.endswith("and its types")] == labels


def test_a_graph_folds_under_a_line_and_needs_no_list(build: Build) -> None:
    html = build(SCHEMA).output("command-lamp-set.html")
    (folded,) = re.findall(r'<details class="qapi-types[^>]*>.*?</details>', html, re.DOTALL)
    summary = re.sub(r"<[^>]+>", "", folded.partition("</summary>")[0])
    assert summary == "Types: lamp-set → Lamp → Base → Colour"
    assert re.search(r'<svg role="group" style="min-width:[\d.]+px"', folded)
    assert "<li>" not in folded


def test_a_title_is_above_a_graph_that_does_not_fold(build: Build) -> None:
    text = build(SCHEMA, builder="text").output("schema.txt")
    titled = text.partition("-[ Types ]-")[2].split("\n\n")[1]
    assert "lamp-set: " in titled


def test_attributes_are_what_xml_can_hold(build: Build) -> None:
    project = build(SCHEMA, builder="xml")
    assert project.warnings == []
    for node in graphs(project, "schema").values():
        assert all(isinstance(value, (str, int, float, list)) for value in node.attributes.values())


def test_links_of_the_drawing_are_those_of_the_list(build: Build) -> None:
    html = build(SCHEMA).output("command-lamp-set.html")
    drawing = re.findall(r'<svg role="group".*?</svg>', html, re.DOTALL)[-1]
    assert re.findall(r'<a[^>]* href="([^"]+)"', drawing) == [
        "#qapi-QMP-lamp-set", "struct-Lamp.html", "struct-Base.html", "enum-Colour.html"
    ]  # fmt: skip
    assert 'aria-label="lamp-set and its types"' in html


def test_links_lead_to_other_pages(build: Build) -> None:
    project = build(SCHEMA, {"a/page.rst": ".. qapi:graph:: lamp-set\n", "index.rst": ".. qapi:schema:: QMP\n"})
    assert 'href="../index.html#qapi-QMP-Lamp"' in project.output("a/page.html")


@pytest.mark.parametrize(("builder", "name"), [("dirhtml", "qapi-schema/index.html"), ("singlehtml", "index.html")])
def test_other_html(build: Build, builder: str, name: str) -> None:
    """The name of the schema file leads to sections whose titles begin as our anchors do ("qapi-")."""
    files = {"qapi-schema.json": SCHEMA}
    html = build(files, settings={"pages": "module"}, builder=builder, qapi_graphs="always").output(name)
    targets = set(re.findall(r'id="([^"]+)"', html))
    pictures = re.findall(r"<svg.*?</svg>", html, re.DOTALL)
    links = re.findall(r'<a [^>]*href="([^"]+)"', "".join(pictures))
    assert len(links) > 10
    assert all(link.partition("#")[0] in ("", "index.html") for link in links)
    assert {link.rpartition("#")[2] for link in links if "qapi-QMP" in link} <= targets


@pytest.mark.parametrize("builder", ["text", "man", "texinfo", "epub", "latex"])
def test_other_builders(build: Build, builder: str) -> None:
    man = {"man_pages": [("index", "out", "", "", 1)]} if builder == "man" else {}
    texinfo = {"texinfo_documents": [("index", "out", "T", "A", "out", "", "")]} if builder == "texinfo" else {}
    latex = {"latex_documents": [("index", "out.tex", "T", "A", "howto")]} if builder == "latex" else {}
    pages = {"index.rst": "T\n=\n\n.. qapi:graph:: lamp-set\n\n.. qapi:schema:: QMP\n"}
    project = build(SCHEMA, pages, builder=builder, project="p", **man, **texinfo, **latex)
    name = {"text": "index.txt", "man": "out.1", "texinfo": "out.texi", "epub": "index.xhtml", "latex": "out.tex"}
    text = project.output(name[builder])
    if builder == "latex":
        assert r"\begin{tikzpicture}" in text
        links = re.findall(r"\\hyperref\[(\\detokenize\{[^}]*\})\]\{lamp", text)
        assert links
        assert all(rf"\label{{{link}}}" in text for link in links)
        assert "tikz" in text.partition(r"\begin{document}")[0]
    else:
        assert "<svg" not in text
        plain = re.sub(r"<[^>]+>|@\w+\{|[{}\\“”\"]|@", "", text)
        assert re.search(r"lamp-set(,.*?\.|): (@ref)?Lamp", plain) or "lamp-set" in plain
        assert "returns" in text


def test_directive(build: Build) -> None:
    page = """\
.. qapi:graph:: Lamp lamp-set
   :depth: 1
   :direction: uses
   :caption: Some *lamps*

.. qapi:graph::
   :module: schema

.. qapi:graph:: QMP:Colour
   :direction: used-by
"""
    project = build(SCHEMA, {"index.rst": page, "all.rst": ":orphan:\n\n.. qapi:schema:: QMP\n"})
    assert project.warnings == []
    html = project.output()
    assert html.count("<svg") == 3
    assert "Some <em>lamps</em>" in html
    (figure,) = project.doctree().findall(nodes.figure)
    (graph,) = figure.findall(qapi_graph)
    assert graph["label"] == "Some *lamps*"


def test_direction(build: Build) -> None:
    directions = ("uses", "used-by", "both")
    graphs = "".join(f".. qapi:graph:: Lamp\n   :depth: 1\n   :direction: {each}\n\n" for each in directions)
    project = build(SCHEMA, {"index.rst": graphs, "all.rst": ":orphan:\n\n.. qapi:schema:: QMP\n"})
    shown = [
        {name for name in ("Base", "Lamp", "lamp-set") if f">{name}<" in picture.partition("</svg>")[0]}
        for picture in project.output().split("<svg")[1:]
    ]
    assert shown == [{"Base", "Lamp"}, {"Lamp", "lamp-set"}, {"Base", "Lamp", "lamp-set"}]


def test_every_option_in_both_markups(build: Build) -> None:
    """The second schema has the same names, so only the option ``namespace`` decides which one is drawn."""
    graphs = {
        "lamp-set": ["depth: 1", "direction: uses"],
        "Lamp": ["depth: 1", "direction: both", "layout: builtin", "caption: Lamps"],
        "Colour": ["namespace: B", "direction: used-by"],
        "": ["module: schema", "namespace: B"],
    }
    rest, markdown = "Graphs\n======\n", "# Graphs\n"
    for name, options in graphs.items():
        rest += f"\n.. qapi:graph:: {name}\n" + "".join(f"   :{option}\n" for option in options)
        markdown += f"\n```{{qapi:graph}} {name}\n" + "".join(f":{option}\n" for option in options) + "```\n"
    everything = ":orphan:\n\n.. qapi:schema:: A\n\n.. qapi:schema:: B\n"
    pages = {"index.rst": rest, "markdown.md": f"---\norphan: true\n---\n{markdown}", "all.rst": everything}
    schemas = {name: {"path": "schema.json"} for name in "AB"}
    project = build(SCHEMA, pages, extensions=["sphinx_qapi", "myst_parser"], qapi_schemas=schemas)
    assert project.warnings == []
    labels = [[graph["label"] for graph in project.doctree(name).findall(qapi_graph)] for name in ("index", "markdown")]
    assert labels[0] == labels[1]
    assert len(labels[0]) == len(graphs)
    pictures = [project.output(f"{name}.html").split("<svg")[1:] for name in ("index", "markdown")]
    links = [
        [re.findall(r'href="all\.html(#qapi-[^"]+)"', svg.partition("</svg>")[0]) for svg in page] for page in pictures
    ]
    assert links[0] == links[1]
    assert [{link.split("-")[1] for link in svg} for svg in links[0]] == [{"A"}, {"A"}, {"B"}, {"B"}]


def test_what_is_wrong_with_a_directive(build: Build) -> None:
    page = """\
.. qapi:graph:: Lmap

.. qapi:graph:: NO:Lamp

.. qapi:graph::
   :module: shema

.. qapi:graph:: Lamp
   :direction: sideways
"""
    warnings = "\n".join(build(SCHEMA, {"index.rst": page}).warnings)
    assert 'index.rst:1: WARNING: no definition "Lmap" in schema "QMP" (did you mean "Lamp"' in warnings
    assert 'no schema "NO"' in warnings
    assert 'no module "shema" in schema "QMP" (did you mean "schema"?)' in warnings
    assert '"sideways" unknown; choose from "uses", "used-by", or "both"' in warnings


def test_missing_engine_is_one_warning_and_a_drawing(build: Build, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "pygraphviz", None)
    project = build(SCHEMA, qapi_graph_layout="graphviz")
    assert len(project.warnings) == 1
    assert "install sphinx-qapi[graphviz]" in project.warnings[0]
    assert "<svg" in project.output("command-lamp-set.html")


def test_graphviz_has_the_same_boxes(build: Build) -> None:
    pytest.importorskip("pygraphviz")
    html = build(SCHEMA, qapi_graph_layout="graphviz").output("command-lamp-set.html")
    own = build(SCHEMA).output("command-lamp-set.html")
    for mark in ("<svg", "<title>", 'class="qapi-g-label"'):
        assert html.count(mark) == own.count(mark) > 0


def test_a_new_user_makes_a_page_be_read_again(build: Build, tmp_path: Path) -> None:
    files = {
        "root.json": "{ 'include': 'types.json' }\n{ 'include': 'users.json' }\n",
        "types.json": "{ 'enum': 'A', 'data': [ 'a' ] }\n{ 'struct': 'B', 'data': { 'a': 'A' } }\n",
        "users.json": "{ 'struct': 'C', 'data': { 'b': 'int' } }\n{ 'struct': 'D', 'data': { 'a': 'A' } }\n",
    }
    project = build(files, qapi_graphs="always")
    assert "types" not in project.rebuild()
    (tmp_path / "users.json").write_text(files["users.json"].replace("'int'", "'A'"), "utf-8")
    assert "types" in project.rebuild()
    assert "C and its types" not in project.output("struct-C.html")
    assert "struct C" in re.sub(r"<[^>]+>", "", project.output("enum-A.html"))


@pytest.mark.shared
def test_graphs_of_three_manuals(three_manuals: Path) -> None:
    """Links resolve, ids are unique, and drawings are small, including those of the map."""
    sizes: list[int] = []
    ids: dict[Path, list[str]] = {}
    links: list[tuple[Path, str]] = []
    for path in three_manuals.rglob("*.html"):
        text = path.read_text("utf-8")
        ids[path] = re.findall(r'\sid="([^"]+)"', text)
        drawings = re.findall(r'<svg role="group".*?</svg>', text, re.DOTALL)
        links += [(path, link) for each in drawings for link in re.findall(r'href="([^"]+)"', each)]
        sizes += [len(each.encode()) for each in drawings]
    assert max(sizes) <= 40_000
    assert sorted(sizes)[len(sizes) // 2] < 3_000
    known = {path: set(found) for path, found in ids.items()}
    for path, link in links:
        name, _, anchor = link.partition("#")
        target = (path.parent / name).resolve() if name else path
        assert target in known, (path, link)
        assert not anchor or anchor in known[target], (path, link)
    for path, found in ids.items():
        ours = [each for each in found if each.startswith("qapi-")]
        assert len(ours) == len(set(ours)), path


@pytest.mark.shared
def test_definitions_that_have_graphs(three_manuals: Path, shared: Path) -> None:
    """A definition has a graph if a type that its rows only name uses further ones, and if the graph is not too large.

    A graph is optional if only the type that a command returns leads there: its members may be among the rows.
    """
    folder = shared / "corpus" / "10.2.2"
    roots = {"QMP": folder / "qapi", "QGA": folder / "qga", "QSD": folder / "storage-daemon" / "qapi"}
    for namespace, root in roots.items():
        graph = type_graph(load_schema(root / "qapi-schema.json").schema)
        expected: set[str] = set()
        uncertain: set[str] = set()
        for name, kind in graph.kinds.items():
            in_place, todo = {name}, [name]
            while todo:
                for use in graph.uses[todo.pop()]:
                    is_told = use.relation is UseRole.BASE or (use.relation is UseRole.ARGUMENT and not use.name)
                    is_told |= use.relation is UseRole.BRANCH and kind in ("command", "event")
                    if is_told and use.target not in in_place:
                        in_place.add(use.target)
                        todo.append(use.target)
            away = {use.target: use for each in in_place for use in graph.uses[each] if use.target not in in_place}
            if any(graph.uses[target] for target in away):
                is_returned = all(away[each].relation is UseRole.RETURN for each in away if graph.uses[each])
                further = {use.target for each in away for use in graph.uses[each]}
                is_large = len(in_place) > 1 or len({name, *away, *further}) > MOST_BOXES
                (uncertain if is_returned or is_large else expected).add(name)
        pages = [each.read_text("utf-8") for each in (three_manuals / namespace.lower()).glob("*.html")]
        found = re.findall(r'aria-label="(\S+) and its types"', "".join(pages))
        assert len(found) == len(set(found))
        assert expected <= set(found) <= expected | uncertain, (namespace, expected - set(found))
        if namespace == "QMP":
            print(f"{len(found)} of {len(graph.uses)} definitions have graphs")
