"""``lists`` of a schema's table: which lists are written, and nothing that misses the others."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from sphinx.errors import ConfigError

from sphinx_qapi.sphinx_ext.configuration.options import LISTS

from .site_reader import bad_ids, dead_links, read_site

if TYPE_CHECKING:
    from .conftest import Build

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
  'allow-oob': true, 'allow-preconfig': true }

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
    **{
        name: {f"qapi-{name}"}
        for name in ("deprecated", "unstable", "conditional", "features", "preconfig", "oob", "map")
    },
    "az": set(),
}
"""The generated pages of each list."""


@pytest.mark.parametrize("lists", [[], *([name] for name in LISTS), list(LISTS)], ids=",".join)
def test_lists_that_are_named_are_written(build: Build, lists: list[str]) -> None:
    project = build(SCHEMA, PAGES, settings={"output": "g", "lists": lists})
    assert project.warnings == []
    site = Path(project.app.outdir)
    assert {path.stem for path in (site / "g").glob("qapi-*.html")} == set().union(*(OF_LIST[name] for name in lists))
    sphinx_has = {name for name in LISTS if (site / f"qapi-qmp-{name}.html").exists()}
    assert sphinx_has == {"releases", "deprecated", "unstable", "conditional"}.intersection(lists)
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
