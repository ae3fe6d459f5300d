"""``lists`` of a schema's table: only these lists are written, and nothing refers to the others."""

from __future__ import annotations

import re
import zlib
from collections.abc import Sequence
from html import unescape
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from sphinx.errors import ConfigError

from sphinx_qapi.analysis.index_items import COROUTINE, FLAGS
from sphinx_qapi.sphinx_ext.configuration.index_kinds import all_lists

from .site_reader import bad_ids, dead_links, read_site

if TYPE_CHECKING:
    from .conftest import Build, Project

LISTS = all_lists()
SCHEMA = """\
##
# @Lamp:
#
# @dim: only a little (since 1.1)
#
# Features:
#
# @flicker: It does.
#
# Since: 1.0
##
{ 'struct': 'Lamp', 'data': { 'dim': { 'type': 'Lamp', 'if': 'CONFIG_DIM' } }, 'features': [ 'flicker' ] }

##
# @light:
#
# Features:
#
# @deprecated: use daylight
#
# @unstable: it flickers
#
# Since: 1.1
##
{ 'command': 'light', 'data': { 'lamp': 'Lamp' }, 'features': [ 'deprecated', 'unstable' ],
  'allow-oob': true, 'allow-preconfig': true, 'success-response': false }

##
# @unlight:
#
# Since: 1.1
##
{ 'command': 'unlight', 'data': { 'lamp': 'Lamp' }, 'coroutine': true }

##
# @LIT:
#
# Since: 1.1
##
{ 'event': 'LIT', 'data': { 'lamp': 'Lamp' } }
"""
PAGES = {"index.rst": "T\n=\n\n.. toctree::\n\n   g/index\n"}
OF_LIST = {
    "types": {"qapi-types"},
    "releases": {"qapi-releases"},
    "since": {"qapi-since-1.0", "qapi-since-1.1"},
    **{name: {f"qapi-{name}"} for name in ("deprecated", "unstable", "conditional", "features", *FLAGS, "map")},
    "az": set(),
}
"""By list: the generated pages that belong to it."""


def _lists_in(site: Path) -> set[str]:
    """The lists in *site*, without pages that only redirect to a list."""
    return {path.stem for path in site.glob("qapi-*.html") if 'content="noindex"' not in path.read_text("utf-8")}


@pytest.mark.parametrize("lists", [[], LISTS[::2], LISTS[1::2], LISTS], ids=",".join)
def test_lists_that_are_named_are_written(build: Build, lists: Sequence[str]) -> None:
    project = build(SCHEMA, PAGES, settings={"output": "g", "lists": lists})
    assert project.warnings == []
    site = Path(project.app.outdir)
    assert {path.stem for path in (site / "g").glob("qapi-*.html")} == set().union(*(OF_LIST[name] for name in lists))
    assert not _lists_in(site), "each list is there once, and Sphinx's own indexes are none of them"
    assert ("qapi-QMP-letter-L" in project.output("g/index.html")) is ("az" in lists)
    pages = read_site(site)
    assert (bad_ids(pages), dead_links(pages)) == ([], [])


def test_an_unknown_list_is_told(build: Build) -> None:
    with pytest.raises(ConfigError, match=r"""'lists' has no 'typs' \(did you mean "types"\?\)"""):
        build(SCHEMA, PAGES, settings={"output": "g", "lists": ["typs"]})


def test_pages_that_a_project_excludes_are_not_missed(build: Build) -> None:
    project = build(SCHEMA, PAGES, settings={"output": "g"}, exclude_patterns=["g/qapi-*"])
    assert project.warnings == []
    site = Path(project.app.outdir)
    assert list((site / "g").glob("qapi-*")) == []
    assert dead_links(read_site(site)) == []


REFERENCES = (
    " ".join(f":ref:`qapi-qmp-{name}`" for name in ("index", *LISTS)) + " :ref:`qapi-history` :ref:`qapi-index`"
)


def _places(project: Project) -> dict[str, str]:
    """The targets of the references in `REFERENCES`, by their text."""
    paragraph = project.output("index.html").partition("<p><a")[2].partition("</p>")[0]
    return {
        unescape(text): link
        for link, text in re.findall(r'href="([^"]*)"><span class="std std-ref">([^<]*)', paragraph)
    }


def test_every_list_has_a_label_that_leads_to_the_one_place_where_it_is(build: Build) -> None:
    pages = {"index.rst": f"T\n=\n\n{REFERENCES}\n\n.. toctree::\n\n   g/index\n"}
    project = build(SCHEMA, pages, settings={"output": "g"})
    assert project.warnings == []
    assert _places(project) == {
        "QMP reference: index": "g/index.html#commands-and-events",
        "QMP reference: types": "g/qapi-types.html",
        "QMP reference: releases": "g/qapi-releases.html",
        "QMP reference: deprecated": "g/qapi-deprecated.html",
        "QMP reference: unstable": "g/qapi-unstable.html",
        "QMP reference: conditional": "g/qapi-conditional.html",
        "QMP reference: features": "g/qapi-features.html",
        "QMP reference: preconfig": "g/qapi-preconfig.html",
        "QMP reference: out of band": "g/qapi-oob.html",
        "QMP reference: without a success reply": "g/qapi-no-reply.html",
        "QMP reference: coroutines": "g/qapi-coroutine.html",
        "QMP reference: map": "g/qapi-map.html",
        "QMP reference: commands and events": "g/index.html#commands-and-events",
        "All releases": "g/qapi-releases.html",
        "QAPI index": "genindex.html",
    }
    inventory = Path(project.app.outdir, "objects.inv").read_bytes()
    assert b"qapi-qmp-deprecated std:label -1 g/qapi-deprecated.html" in zlib.decompress(inventory.split(b"\n", 4)[4])
    schema = Path(project.app.srcdir, "schema.json")
    schema.write_text(SCHEMA.replace("'deprecated', ", "").replace("# @deprecated: use daylight\n#\n", ""))
    Path(project.app.srcdir, "index.rst").touch()
    project.rebuild()
    assert _places(project)["QMP reference: deprecated"] == "g/index.html", "an empty list has no page"


def test_without_generated_pages_the_lists_are_indexes_of_sphinx(build: Build) -> None:
    text = f"T\n=\n\n{REFERENCES}\n\n.. qapi:schema:: QMP\n".replace(":ref:`qapi-qmp-types`", "")
    for name in ("since", "features", "map", "az"):
        text = text.replace(f":ref:`qapi-qmp-{name}`", "")
    project = build(SCHEMA, {"index.rst": text})
    assert project.warnings == []
    names = ("index", "releases", "deprecated", "unstable", "conditional", *FLAGS)
    site = Path(project.app.outdir)
    assert _lists_in(site) == {f"qapi-qmp-{name}" for name in names}
    places = _places(project)
    assert (places["All releases"], places["QAPI index"]) == ("qapi-qmp-releases.html", "genindex.html")
    for flag in FLAGS:
        name = "unlight" if flag == COROUTINE else "light"
        assert f'href="index.html#qapi-QMP-{name}"' in project.output(f"qapi-qmp-{flag}.html"), flag


def test_an_index_that_is_a_page_by_now_is_told(build: Build) -> None:
    names = ["qapi-qmp-deprecated", "qapi-history", "py-modindex"]
    project = build(SCHEMA, PAGES, settings={"output": "g"}, html_domain_indices=names)
    for warning, name, where in zip(project.warnings, names[1::-1], ("releases of each schema", "in 'g'"), strict=True):
        assert f'html_domain_indices: "{name}" is no index of its own' in warning
        assert where in warning
        assert "[qapi.index]" in warning


@pytest.mark.parametrize("builder", ["html", "dirhtml"])
def test_old_addresses_of_lists_lead_on(build: Build, builder: str) -> None:
    given = {"index.rst": "T\n=\n\n.. toctree::\n\n   g/index\n"}
    project = build(SCHEMA, given, settings={"output": "g"}, builder=builder)
    site = Path(project.app.outdir)
    ending = ".html" if builder == "html" else "/index.html"
    text = (site / f"qapi-qmp-deprecated{ending}").read_text("utf-8")
    (uri,) = set(re.findall('href="([^"]*)"', text))
    assert f'<a href="{uri}">' in text
    there = (site / f"qapi-qmp-deprecated{ending}").parent / uri
    assert (there / "index.html" if there.is_dir() else there).resolve() == site / f"g/qapi-deprecated{ending}"
    assert (site / f"qapi-qmp-index{ending}").exists()
    assert (site / f"qapi-history{ending}").exists()
