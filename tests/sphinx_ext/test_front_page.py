"""The front page of a schema: search, names in columns, what is new, what is deprecated, modules, then its text."""

from __future__ import annotations

import re
from html import unescape
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from docutils import nodes

from sphinx_qapi.sphinx_ext.doctree.nodes import qapi_names

if TYPE_CHECKING:
    from playwright.sync_api import Browser

    from .conftest import Build

LAMPS = """\
##
# = Lamps
##

##
# @light:
#
# Light a lamp.
#
# @dim: how little
#
# Features:
#
# @deprecated: Member @dim is deprecated.  Use @power instead.
#
# Since: 1.0
##
{ 'command': 'light', 'data': { '*dim': { 'type': 'int', 'features': [ 'deprecated' ] } } }

##
# @x-glow:
#
# Glow.
#
# Features:
#
# @unstable: It flickers.
#
# Since: 2.0
##
{ 'command': 'x-glow', 'if': { 'not': 'CONFIG_DARK' }, 'features': [ 'unstable' ] }
"""
ROOT = """\
##
# = Light
#
# All about light.
##

{ 'include': 'lamps.json' }
{ 'include': 'suns.json' }
"""
SUNS = """\
##
# = Suns
##

##
# @SUNRISE:
#
# It is day.
#
# Since: 1.0
##
{ 'event': 'SUNRISE' }

##
# @Sun:
#
# Since: 2.0
##
{ 'struct': 'Sun', 'data': {} }
"""
FILES = {"root.json": ROOT, "lamps.json": LAMPS, "suns.json": SUNS}
GIVEN = {"index.rst": "T\n=\n\n.. toctree::\n\n   ref/index\n"}


def _items(text: str) -> list[str]:
    return [" ".join(unescape(re.sub("<[^>]*>", "", item)).split()) for item in re.findall("<li.*?</li>", text)]


def test_what_it_answers_and_in_which_order(build: Build) -> None:
    project = build(FILES, GIVEN, settings={"output": "ref", "release": "2.1"})
    assert project.warnings == []
    page = project.doctree("ref/index")
    titles = [title.astext() for title in page.findall(nodes.title)]
    assert titles == ["QMP reference", "Commands and events", "New in 2.0", "Deprecated", "Modules", "Light"]
    html = project.output("ref/index.html")
    lists = [_items(part) for part in re.findall(r'<ul class="qapi-names.*?</ul>', html, re.DOTALL)]
    assert lists == [
        ["light", "SUNRISE", "x-glow unstable if"],
        ["x-glow unstable if", "Sun"],
        ["light.dim"],
        ["Lamps 2 commands", "Suns 1 event"],
    ]
    assert 'title="if not CONFIG_DARK"' in html
    assert 'href="command-light.html#qapi-QMP-light.dim"' in html
    assert "All that is new in 2.0: 1 command, 1 type." in page.astext()
    assert 'action="../search.html"' in html
    assert html.index('class="qapi-search"') < html.index('class="qapi-names') < html.rindex("All about light.")


def test_headings_that_only_hold_inclusions_are_labels_of_modules(build: Build) -> None:
    root = "##\n# = Night\n##\n\n{ 'include': 'lamps.json' }\n\n##\n# = Day\n##\n\n{ 'include': 'suns.json' }\n"
    page = build(FILES | {"root.json": root}, GIVEN, settings={"output": "ref"}).doctree("ref/index")
    titles = [title.astext() for title in page.findall(nodes.title)]
    assert titles == ["QMP reference", "Commands and events", "New in 2.0", "Deprecated", "Modules"]
    modules = next(section for section in page.findall(nodes.section) if section[0].astext() == "Modules")
    assert [child.astext() for child in modules.children[1:]] == ["Night", "Lamps", "Day", "Suns"]


def test_what_there_is_nothing_of_is_left_out(build: Build) -> None:
    page = build("##\n# @Sun:\n#\n# Since: 1.0\n##\n{ 'struct': 'Sun', 'data': {} }\n").doctree()
    assert [title.astext() for title in page.findall(nodes.title)] == ["QMP reference", "Modules"]


@pytest.mark.parametrize("builder", ["text", "man", "latex", "epub", "singlehtml"])
def test_in_other_formats(build: Build, builder: str) -> None:
    """Other formats have the same names and marks, but no search field, which would be without use there."""
    more = {"man_pages": [("index", "m", "M", "A", 7)], "latex_documents": [("index", "m.tex", "M", "A", "howto")]}
    project = build(FILES, GIVEN, settings={"output": "ref"}, builder=builder, epub_show_urls="no", **more)
    name = {
        "text": "ref/index.txt",
        "man": "m.7",
        "latex": "m.tex",
        "epub": "ref/index.xhtml",
        "singlehtml": "index.html",
    }
    text = project.output(name[builder])
    words = " ".join(re.sub(r"<[^>]*>|\\\\[a-zA-Z]+|[{}]", " ", text.replace("\\-", "-").replace("\\_", "_")).split())
    for each in ("SUNRISE", "New in 2.0", "All about light.", "CONFIG_DARK", "unstable"):
        assert each in words, words
    assert "qapi-search" not in text
    if builder == "text":
        _list, names = text.split("Commands and events\n", 2)[-1].split("\n\n", 2)[:2]
        assert names == 'L\n   "light"', "names run on within their letters"


def test_it_is_read_again_when_what_it_lists_changes(build: Build, tmp_path: Path) -> None:
    project = build(FILES, GIVEN, settings={"output": "ref"})
    lamps = tmp_path / "lamps.json"
    lamps.write_text(LAMPS.replace("Light a lamp.", "Light another lamp."))
    assert "ref/index" not in project.rebuild(), "summaries are in the lists of modules"
    for old, new in (("Since: 2.0", "Since: 2.2"), ("@deprecated:", "@unstable:"), ("CONFIG_DARK", "CONFIG_NIGHT")):
        text = lamps.read_text().replace(old, new)
        lamps.write_text(text.replace("'deprecated'", "'unstable'") if old == "@deprecated:" else text)
        assert "ref/index" in project.rebuild(), new
    page = project.doctree("ref/index").astext()
    assert "New in 2.2" in page
    assert "light.dim" not in page
    (first, *_rest) = project.doctree("ref/index").findall(qapi_names)
    assert first["conditions"] == ["", "", "not CONFIG_NIGHT"]


@pytest.mark.shared
@pytest.mark.browser
@pytest.mark.parametrize(("width", "scheme"), [(390, "dark"), (1400, "light")])
def test_the_lists_of_a_large_schema_are_within_a_few_screens(
    three_manuals: Path, browser: Browser, width: int, scheme: str
) -> None:
    page = browser.new_page(viewport={"width": width, "height": 900}, color_scheme=scheme)  # type: ignore[arg-type]
    page.goto((three_manuals / "qmp/index.html").as_uri())
    tops = [box["y"] for box in (each.bounding_box() for each in page.locator(".qapi-names").all()) if box]
    assert tops[0] < 900
    assert tops == sorted(tops)
    assert page.locator(".qapi-names").first.locator("li").count() == 301
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    if width == 1400:
        whole = page.evaluate("document.documentElement.scrollHeight")
        assert whole < 3.3 * 900, "in this theme's narrow column; less than 3 in those of furo and rtd"
    page.locator(".qapi-search input").fill("block")
    page.keyboard.press("Enter")
    page.wait_for_url("**/search.html?q=block")
    page.close()
