"""Indexes: generated pages, the directive in every markup, Sphinx's own index pages, and the changes builder."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from docutils import nodes
from sphinx import addnodes

from sphinx_qapi.sphinx_ext.doctree.nodes import qapi_lists, qapi_row, qapi_rows

if TYPE_CHECKING:
    from playwright.sync_api import Browser

    from .conftest import Build, Project

SCHEMA = """\
##
# @Shade:
#
# @dark: no light
#
# @dim: some light (since 2.10)
#
# @blue: like the sky; @dark is better
#
# Features:
#
# @deprecated: Value @blue is deprecated.  Use @dim instead, or @light.
#
# Since: 1.0
##
{ 'enum': 'Shade', 'data': [ 'dark', 'dim', { 'name': 'blue', 'features': [ 'deprecated' ] } ] }

##
# @Lamp:
#
# @shade: its shade
#
# @power: its power (default: 9; since 2.2)
#
# Features:
#
# @unstable: Member @power is experimental.
#
# Since: 0.14.0
##
{ 'struct': 'Lamp',
  'data': { 'shade': 'Shade', '*power': { 'type': 'int', 'if': 'CONFIG_POWER', 'features': [ 'unstable' ] } } }

##
# @Untold:
#
# @a: a value
##
{ 'struct': 'Untold', 'data': { 'a': 'Lamp' } }

##
# @light:
#
# Light a lamp.  At once.
#
# Features:
#
# @fast: It does not take long.
#
# Since: 2.10
##
{ 'command': 'light', 'data': 'Lamp', 'boxed': true,
  'if': { 'any': [ 'CONFIG_A', 'CONFIG_B' ] }, 'features': [ 'fast' ] }

##
# @LIGHT:
#
# A lamp is lit.
#
# Since: 2.2
##
{ 'event': 'LIGHT' }
"""
INDEX = {"index.rst": "Site\n====\n"}


def _names(node: nodes.Element) -> list[str]:
    """The names of the outermost rows in *node*."""
    rows = [row for row in node.findall(qapi_row) if not isinstance(row.parent.parent, qapi_row)]
    return [row["name"] for row in rows]


def test_pages_that_have_something_to_say(build: Build) -> None:
    project = build(SCHEMA)
    assert project.warnings == []
    pages = {str(name) for name in project.app.env.found_docs}
    assert pages == {
        "index",
        "schema",
        "qapi-types",
        "qapi-releases",
        "qapi-since-2.10",
        "qapi-since-2.2",
        "qapi-since-1.0",
        "qapi-since-0.14",
        "qapi-undated",
        "qapi-deprecated",
        "qapi-unstable",
        "qapi-conditional",
        "qapi-features",
        "qapi-map",
    }
    sections = project.app.env.toctree_includes
    assert "qapi-releases" in sections["index"]
    assert sections["qapi-releases"] == [
        "qapi-since-2.10",
        "qapi-since-2.2",
        "qapi-since-1.0",
        "qapi-since-0.14",
        "qapi-undated",
    ]


def test_no_pages_of_nothing(build: Build) -> None:
    project = build("##\n# @go:\n##\n{ 'command': 'go' }\n")
    assert project.warnings == []
    assert {str(name) for name in project.app.env.found_docs} == {"index", "schema"}


def test_commands_and_events_from_a_to_z(build: Build) -> None:
    html = build(SCHEMA).output()
    assert re.search(r'<nav class="qapi-az qapi-narrow" aria-label="Letters"><a href="#([^"]+)">L</a></nav>', html)
    assert 'id="qapi-QMP-letter-L"' in html
    assert html.index(">LIGHT<") < html.index(">light<")
    assert 'href="qapi-types.html"' in html
    assert 'href="#commands-and-events"' in html


def test_a_release(build: Build) -> None:
    project = build(SCHEMA)
    page = project.doctree("qapi-since-2.10")
    assert [title.astext() for title in page.findall(nodes.title)] == ["New in 2.10", "Commands", "Members and values"]
    assert "1 command, 1 member or value. Earlier: 2.2. All releases." in page.astext()
    assert _names(page) == ["light", "Shade"]
    (groups,) = [rows for rows in page.findall(qapi_rows) if "qapi-groups" in rows["classes"]]
    assert [row["name"] for row in groups.findall(qapi_row)] == ["Shade", "dim"]
    assert "Used by light" in groups.astext()
    assert "since" not in groups.astext()
    html = project.output("qapi-since-2.10.html")
    assert 'href="enum-Shade.html#qapi-QMP-Shade.dim"' in html
    assert "since 2.10" not in html


def test_all_releases_are_listed_newest_first(build: Build) -> None:
    page = build(SCHEMA).doctree("qapi-releases")
    (rows,) = page.findall(qapi_rows)
    assert [(row["name"], row[-1].astext()) for row in rows.findall(qapi_row)] == [
        ("2.10", "1 command, 1 member or value"),
        ("2.2", "1 event, 1 member or value"),
        ("1.0", "1 type"),
        ("0.14", "1 type"),
        ("not stated", "1 type"),
    ]


def test_texts_of_markings_link_to_their_places(build: Build) -> None:
    project = build(SCHEMA)
    assert _names(project.doctree("qapi-deprecated")) == ["Shade.blue"]
    html = project.output("qapi-deprecated.html")
    for place in ("enum-Shade.html#qapi-QMP-Shade.blue", "enum-Shade.html#qapi-QMP-Shade.dim", "command-light.html"):
        assert f'href="{place}"' in html
    assert _names(project.doctree("qapi-unstable")) == ["Lamp.power"]
    assert _names(project.doctree("qapi-features")) == ["light"]
    conditional = project.doctree("qapi-conditional")
    titles = [title.astext() for title in conditional.findall(nodes.title)]
    assert titles == ["Conditional", "if CONFIG_A or CONFIG_B", "if CONFIG_POWER"]
    assert _names(conditional) == ["light", "Lamp.power"]


def _lists_read(project: Project) -> list[str]:
    """Build again after a change of the schema; the documents read, without that of its module and the map."""
    return [name for name in project.rebuild() if name not in ("schema", "qapi-map")]


def test_only_lists_that_show_the_change_are_read_again(build: Build, tmp_path: Path) -> None:
    project = build(SCHEMA)
    path = tmp_path / "schema.json"
    path.write_text(SCHEMA.replace("like the sky", "as blue as the sky"))
    assert _lists_read(project) == []
    path.write_text(SCHEMA.replace("A lamp is lit", "A lamp was lit"))
    assert _lists_read(project) == ["qapi-since-2.2"]
    path.write_text(SCHEMA.replace("some light", "little light"))
    assert _lists_read(project) == ["qapi-since-2.10", "qapi-since-2.2"]


WAYS = [
    ("", ["Lamp", "LIGHT", "light", "Shade", "Untold"]),
    (":by: name\n:kind: command event", ["LIGHT", "light"]),
    (":by: name\n:kind: object", ["Lamp", "Untold"]),
    (":by: name\n:version: 2.2", ["LIGHT"]),
    (":by: name\n:to: 1.0", ["Lamp", "Shade"]),
    (":by: kind", ["light", "LIGHT", "Shade", "Lamp", "Untold"]),
    (":by: module", ["Shade", "Lamp", "Untold", "light", "LIGHT"]),
    (":by: deprecated", ["Shade.blue"]),
    (":by: unstable", ["Lamp.power"]),
    (":by: condition", ["light", "Lamp.power"]),
    (":by: feature", ["Shade.blue", "light", "Lamp.power"]),
    (":by: since\n:version: 2.10", ["light", "Shade"]),
    (":by: since\n:version: 2.10.0", ["light", "Shade"]),
    (":by: since\n:from: 1.1\n:to: 2.2", ["LIGHT", "Lamp"]),
    (":by: since\n:from: 2.2", ["light", "Shade", "LIGHT", "Lamp"]),
    (":by: since\n:version: none", ["Untold"]),
    (":by: since\n:kind: enum", ["Shade", "Shade"]),
    (":by: releases\n:kind: type", ["2.10", "2.2", "1.0", "0.14", "not stated"]),
]
"""Options of the directive, and the names in the list that it makes."""


def test_every_way_of_sorting(build: Build) -> None:
    pages = {
        f"list{number}.rst": "List\n====\n\n.. qapi:index::\n"
        + "".join(f"   {line}\n" for line in options.splitlines())
        for number, (options, _names_in_it) in enumerate(WAYS)
    }
    start = "Site\n====\n\n.. qapi:schema:: QMP\n\n.. toctree::\n   :glob:\n\n   list*\n"
    project = build(SCHEMA, {"index.rst": start, **pages})
    assert project.warnings == []
    for number, (options, names) in enumerate(WAYS):
        assert _names(project.doctree(f"list{number}")) == names, options


@pytest.mark.parametrize(
    ("option", "message"),
    [
        (":by: sinc", 'unknown \'by\' "sinc" (did you mean "since"?); known are'),
        (":version: new", "not a version: 'new'"),
        (":kind: commands", 'unknown kind "commands" (did you mean "command"?)'),
        (":version: 1.0\n   :from: 2.0", "'version' is one release; 'from' and 'to' are a range"),
        (":namespace: QMQ", 'no schema "QMQ"'),
    ],
)
def test_what_does_not_exist_is_warned_of(build: Build, option: str, message: str) -> None:
    project = build(SCHEMA, {"index.rst": f"T\n=\n\n.. qapi:schema:: QMP\n\n.. qapi:index::\n   {option}\n"})
    (warning,) = project.warnings
    assert message in warning
    assert "index.rst:6" in warning


KEYS = {
    "name": "LIGHT",
    "since": "New in",
    "kind": "Untold",
    "module": "Lamp",
    "deprecated": "is deprecated",
    "unstable": "is experimental",
    "condition": "CONFIG_POWER",
    "feature": "It does not take long",
    "releases": "not stated",
}
"""By sort key: words that the list sorted by it shows, alone or besides other lists."""


def _lists_in_both_markups(build: Build, builder: str) -> Project:
    pages = {
        "index.rst": "Site\n====\n\n.. qapi:schema:: QMP\n\n.. toctree::\n\n   rest\n   markdown\n",
        "rest.rst": "All\n===\n" + "".join(f"\n{key}\n{'-' * 10}\n\n.. qapi:index::\n   :by: {key}\n" for key in KEYS),
        "markdown.md": "# All\n\n" + "".join(f"## {key}\n\n```{{qapi:index}}\n:by: {key}\n```\n\n" for key in KEYS),
    }
    project = build(SCHEMA, pages, builder=builder, extensions=["sphinx_qapi", "myst_parser"])
    assert project.warnings == []
    return project


def test_every_key_in_both_markups(build: Build) -> None:
    project = _lists_in_both_markups(build, "text")
    rest, markdown = (list(project.doctree(name).findall(nodes.section))[1:] for name in ("rest", "markdown"))
    for key, one, other in zip(KEYS, rest, markdown, strict=True):
        assert one[0].astext() == other[0].astext() == key
        names = _names(one)
        assert names == _names(other)
        assert key in ("since", "feature", "releases") or len(names) == len(set(names))
    text = project.output("rest.txt")
    assert text == project.output("markdown.txt")
    sections = re.split(r"\n(\w+)\n[-=]{4,}\n", text)
    assert sections[1::2] == list(KEYS)
    for (key, words), section in zip(KEYS.items(), sections[2::2], strict=True):
        assert words.removeprefix("New in") in " ".join(section.split()), key


def test_every_key_in_latex(build: Build) -> None:
    project = _lists_in_both_markups(build, "latex")
    (path,) = Path(project.app.outdir).glob("*.tex")
    sections = re.split(r"\\(?:sub)*section\{(\w+)\}", path.read_text("utf-8"))
    found = dict(zip(sections[1::2], sections[2::2], strict=True))
    for key, words in KEYS.items():
        assert words.removeprefix("New in") in " ".join(found[key].replace("\\_", "_").split()), key


def test_as_text_and_latex(build: Build, tmp_path: Path) -> None:
    text = build(SCHEMA, builder="text").output("qapi-since-2.10.txt")
    for words in ("New in 2.10", '"light"', "Light a lamp.", "Shade", "Used by", "some light"):
        assert words in text, text
    assert text.count("Light a lamp.") == 1
    assert "<div" not in text


def test_as_latex(build: Build) -> None:
    project = build(SCHEMA, builder="latex")
    (path,) = Path(project.app.outdir).glob("*.tex")
    assert "New in 2.10" in path.read_text("utf-8")


def test_a_branch_came_with_its_value(build: Build) -> None:
    schema = (
        "##\n# @Kind:\n#\n# @old: old\n#\n# @new: new (since 2.2)\n#\n# Since: 1.0\n##\n"
        "{ 'enum': 'Kind', 'data': [ 'old', 'new' ] }\n"
        "##\n# @Thing:\n#\n# @kind: the kind\n#\n# Since: 1.0\n##\n"
        "{ 'union': 'Thing', 'base': { 'kind': 'Kind' }, 'discriminator': 'kind', 'data': {\n"
        "  'old': { 'type': 'Old', 'if': 'A' }, 'new': { 'type': 'New', 'if': 'A' } } }\n"
        "##\n# @Old:\n# Since: 1.0\n##\n{ 'struct': 'Old', 'data': {} }\n"
        "##\n# @New:\n# Since: 2.2\n##\n{ 'struct': 'New', 'data': {} }\n"
    )
    rows = build(schema).doctree("qapi-conditional").findall(qapi_row)
    assert {row["name"]: row["since"] for row in rows} == {"Thing.old": "1.0", "Thing.new": "2.2"}


def test_what_schemas_share_is_listed_once(build: Build) -> None:
    schemas = {name: {"path": "schema.json"} for name in ("A", "B")}
    pages = {"index.rst": "T\n=\n\n.. qapi:schema:: A\n\n.. toctree::\n\n   all\n   b\n"}
    pages["all.rst"] = "All\n===\n\n.. qapi:index::\n"
    pages["b.rst"] = "B\n=\n\n.. qapi:schema:: B\n\n.. qapi:index::\n   :namespace: B\n   :kind: event\n"
    project = build(SCHEMA, pages, qapi_schemas=schemas)
    assert _names(project.doctree("all")) == ["Lamp", "LIGHT", "light", "Shade", "Untold"]
    assert _names(project.doctree("b"))[-1] == "LIGHT"


def test_indexes_of_sphinx(build: Build) -> None:
    references = " ".join(f":ref:`qapi-qmp-{name}`" for name in ("releases", "deprecated", "unstable", "conditional"))
    page = f"Site\n====\n\n{references}\n\n.. qapi:schema:: QMP\n"
    project = build(SCHEMA, {"index.rst": page})
    assert project.warnings == []
    html = project.output("qapi-qmp-releases.html")
    assert html.index("<strong>2.10</strong>") < html.index("<strong>2.2</strong>")
    for anchor in ("light", "Shade.dim", "Lamp.power"):
        assert f'href="index.html#qapi-QMP-{anchor}"' in html
    assert 'href="index.html#qapi-QMP-Shade.blue"' in project.output("qapi-qmp-deprecated.html")
    assert "CONFIG_POWER" in project.output("qapi-qmp-conditional.html")


def test_the_changes_builder_knows_versions(build: Build) -> None:
    project = build(SCHEMA, builder="changes", version="2.10")
    html = project.output("changes.html")
    assert re.findall(r"<b>(\w+)</b>: <i>added:</i> ([^<\n]*)", html) == [("light", "Light a lamp.")]
    assert not list(project.doctree("schema").findall(addnodes.versionmodified))


@pytest.mark.shared
def test_a_real_site(three_manuals: Path) -> None:
    html = (three_manuals / "qmp/index.html").read_text("utf-8")
    listed = html.partition('class="qapi-names')[2].partition("</ul>")[0]
    names = re.findall(r'<a [^>]*href="(?:command|event)-([^"]+)\.html"', listed)
    assert len(names) == len(set(names)) == 301
    assert names == sorted(names, key=lambda name: (name.casefold(), name))
    types = (three_manuals / "qmp/qapi-types.html").read_text("utf-8")
    assert types.count("<div><dt>") == 1011 - 301
    for namespace, number in (("qmp", 23), ("qsd", 16)):
        page = (three_manuals / namespace / "qapi-deprecated.html").read_text("utf-8")
        assert page.count("<div><dt>") == number
    for namespace, number in (("qmp", 67), ("qsd", 29)):
        page = (three_manuals / namespace / "qapi-unstable.html").read_text("utf-8")
        assert page.count("<div><dt>") == number
    assert not (three_manuals / "qga" / "qapi-deprecated.html").exists()


@pytest.mark.shared
@pytest.mark.browser
@pytest.mark.parametrize(("width", "scheme"), [(360, "dark"), (1400, "light")])
def test_the_filter_of_a_real_index(three_manuals: Path, browser: Browser, width: int, scheme: str) -> None:
    page = browser.new_page(viewport={"width": width, "height": 800}, color_scheme=scheme)  # type: ignore[arg-type]
    page.goto((three_manuals / "qmp/qapi-types.html").as_uri())
    texts = [text.lower() for text in page.locator(".qapi-letter .qapi-rows > div").all_text_contents()]
    shown = page.locator(".qapi-letter .qapi-rows > div:visible")
    assert shown.count() == len(texts) == 1011 - 301
    for words in ("UUID", "blockdevo", "no such thing", ""):
        page.locator(".qapi-find input").fill(words)
        assert shown.count() == sum(words.lower() in text for text in texts)
    page.locator(".qapi-find input").fill("ZeroPageDetection")
    assert shown.first.inner_text().startswith("ZeroPageDetection")
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    page.close()


def test_every_page_leads_to_the_indexes(build: Build) -> None:
    project = build(SCHEMA)
    names = {"Types", "Releases", "Deprecated", "Unstable", "Conditional", "Features", "Map"}
    for document in sorted(project.app.env.found_docs - {"qapi-map"}):
        lines = list(project.doctree(document).findall(qapi_lists))
        texts = {text for line in lines for _role, _target, text in line["entries"]}
        assert (len(lines), texts) == (1, {"Commands and events", *names}), document
        assert "#commands-and-events" in project.output(f"{document}.html")


def test_versions_of_another_style(build: Build) -> None:
    schema = (
        "##\n# @go:\n#\n# Go.\n#\n# @far: how far (since 2024/10)\n#\n# Since: 2024/07\n##\n"
        "{ 'command': 'go', 'data': { '*far': 'int' } }\n"
    )
    project = build(schema, settings={"versions": r"\d{4}/\d\d"})
    assert project.warnings == []
    assert {"qapi-since-2024-07", "qapi-since-2024-10"} <= {str(name) for name in project.app.env.found_docs}
    assert "since 2024/10" in project.output("command-go.html")
    assert "how far</p>" in project.output("command-go.html")
    assert [row["name"] for row in project.doctree("qapi-releases").findall(qapi_row)] == ["2024/10", "2024/07"]
