"""Payloads on pages, for every builder."""

from __future__ import annotations

import json
import re
from html import unescape
from typing import TYPE_CHECKING

import pytest
from sphinx.testing.util import SphinxTestApp

from sphinx_qapi.sphinx_ext.doctree.nodes import qapi_payload

if TYPE_CHECKING:
    from .conftest import Build, Project

SCHEMA = """\
{ 'enum': 'Kind', 'data': [ 'wing', 'rotor' ] }
{ 'struct': 'Wing', 'data': { 'span': 'number', '*flaps': 'Flaps' } }
{ 'struct': 'Flaps', 'data': { 'angle': 'Angle' } }
{ 'struct': 'Angle', 'data': { 'degrees': 'int' } }
{ 'union': 'Plane', 'base': { 'kind': 'Kind' }, 'discriminator': 'kind', 'data': { 'wing': 'Wing' } }
##
# @fly:
#
# Fly.
##
{ 'command': 'fly', 'boxed': true, 'data': 'Plane' }
##
# @land:
#
# .. qmp-example::
#
#    -> { "execute": "land" }
#    <- { "return": {} }
##
{ 'command': 'land' }
##
# @climb:
#
# @height: metres
#
# Since: 1.0
#
# It climbs::
#
#    -> { "execute": "climb", "arguments": { "height": 5 } }
##
{ 'command': 'climb', 'data': { 'height': 'int' } }
##
# @LANDED:
#
# It stands.
##
{ 'event': 'LANDED', 'data': { '*bumps': 'int' } }
"""
MINIMAL = """\
-> {
     "execute": "fly",
     "arguments": {
       "kind": "wing",
       "span": 0
     }
   }
<- { "return": {} }"""
FULL = '"flaps":{"angle":{"degrees":0}}'


def test_the_minimal_one_is_there_without_a_script(build: Build) -> None:
    project = build(SCHEMA)

    def text(page: str) -> str:
        html = project.output(f"{page}.html")
        block = r'<div class="qapi-payload highlight-QMP notranslate">.*?<pre>(.*?)</pre>'
        (found,) = re.findall(block, html, re.DOTALL)
        return unescape(re.sub(r"<[^>]*>", "", found)).strip()

    assert text("command-fly") == MINIMAL
    assert text("command-land") == '-> { "execute": "land" }\n<- { "return": {} }'
    assert json.loads(text("event-LANDED").removeprefix("<- "))["event"] == "LANDED"


def test_it_is_highlighted_as_examples_are(build: Build) -> None:
    html = build(SCHEMA).output("command-land.html")
    ours, theirs = re.findall(r'<div class="highlight"><pre>(.*?)\n?</pre></div>', html, re.DOTALL)
    assert ours.split("\n")[0] == theirs.split("\n")[0]


def test_it_is_before_examples_with_a_label_that_says_what_it_is(build: Build) -> None:
    text = build(SCHEMA, builder="text").output("schema.txt")
    for name, example in (("land", "Example"), ("climb", "It climbs")):
        entry = text[text.index(name) :]
        assert entry.index("Request and reply: generated from the schema") < entry.index(example)


def test_it_is_next_to_arguments_whatever_the_introduction_has(build: Build) -> None:
    example = '# Dive::\n#\n#    -> { "execute": "dive", "arguments": { "depth": 5 } }\n#\n# @depth: metres'
    schema = f"##\n# @dive:\n#\n{example}\n##\n{{ 'command': 'dive', 'data': {{ 'depth': 'int' }} }}\n"
    text = build(schema, builder="text").output("schema.txt")
    assert text.index("Dive:") < text.rindex("Arguments") < text.rindex("Request and reply: generated from the schema")


def test_the_others_are_data_for_the_script(build: Build) -> None:
    project = build(SCHEMA)
    script = r'<script type="application/json">(.*?)</script>'
    (data,) = re.findall(script, project.output("command-fly.html"))
    assert json.loads(data) == [
        ["", {"kind": "wing"}, {"kind": "wing"}],
        ["wing", {"span": 0}, {"span": 0.0, "flaps": {"angle": {"degrees": 0}}}],
        ["rotor", {"kind": "rotor"}, {"kind": "rotor"}],
    ]
    assert "<" not in data.replace("\\u003c", "")
    (data,) = re.findall(script, project.output("event-LANDED.html"))
    assert json.loads(data) == [["", None, {"bumps": 0}]], "the minimal one is there already"


@pytest.mark.parametrize(
    ("builder", "file"), [("text", "schema.txt"), ("man", "p.1"), ("latex", "p.tex"), ("epub", "schema.xhtml")]
)
def test_other_builders_have_the_minimal_and_the_full_one(build: Build, builder: str, file: str) -> None:
    conf = {"man_pages": [("index", "p", "P", ["A"], 1)], "latex_documents": [("index", "p.tex", "P", "A", "manual")]}
    more = {**conf, "epub_show_urls": "no", "version": "1", "suppress_warnings": ["epub"]}
    output = build(SCHEMA, builder=builder, **more).output(file)
    words = unescape(re.sub(r"<[^>]*>|\\[A-Za-z]+\{[^}]*\}|[\\{}]", "", output))
    for name in ("degrees", "span", "LANDED", "bumps"):
        assert name in words
    assert "<script" not in output.partition("</head>")[2]


@pytest.mark.parametrize(("wanted", "shown"), [("always", 4), ("missing", 2), ("never", 0)])
def test_the_project_says_where_they_are(build: Build, wanted: str, shown: int) -> None:
    project = build(SCHEMA, qapi_payloads=wanted)
    assert len(list(project.doctree("schema").findall(qapi_payload))) == shown
    assert project.warnings == []


def test_none_where_examples_are_not_wanted(build: Build) -> None:
    page = "T\n=\n\n.. qapi:command:: fly\n   :no-examples:\n"
    assert not list(build(SCHEMA, {"index.rst": page}).doctree().findall(qapi_payload))


def _full(project: Project) -> str:
    (node,) = project.doctree().findall(qapi_payload)
    full: str = re.sub(r"\s", "", node["full"])
    return full


def test_a_page_is_read_again_when_a_payload_changes(build: Build) -> None:
    """The changed type is on the page only in the payload."""
    project = build(SCHEMA, {"index.rst": "T\n=\n\n.. qapi:command:: fly\n"})
    assert FULL in _full(project)
    (project.app.srcdir / "schema.json").write_text(SCHEMA.replace("'degrees'", "'radians'"), "utf-8")
    assert project.rebuild() == ["index"]
    assert "radians" in _full(project)


def test_a_change_of_the_option_reads_all_again(build: Build) -> None:
    project = build(SCHEMA)
    conf = project.app.srcdir / "conf.py"
    conf.write_text(conf.read_text("utf-8") + "qapi_payloads = 'never'\n", "utf-8")
    project.rebuild()
    assert isinstance(project.app, SphinxTestApp)
    assert not list(project.doctree("schema").findall(qapi_payload))
