"""Every builder shows the whole schema, and the site is the same whatever the number of processes."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from .conftest import Build

EXAMPLE = Path(__file__).parents[2] / "examples" / "granary" / "granary.json"
SCHEMA = """\
##
# = Doors
##

##
# @Kind:
#
# @wing: one wing
#
# @gate: since 2.0, wide
#
# Since: 1.0
##
{ 'enum': 'Kind', 'data': [ 'wing', { 'name': 'gate', 'if': 'CONFIG_GATES' } ] }

##
# @Wide:
#
# @width: in metres (since 2.0)
#
# Since: 1.0
##
{ 'struct': 'Wide', 'data': { '*width': 'int' } }

##
# @Door:
#
# @kind: which
#
# Since: 1.0
##
{ 'union': 'Door', 'base': { 'kind': 'Kind' }, 'discriminator': 'kind',
  'data': { 'gate': { 'type': 'Wide', 'if': 'CONFIG_GATES' } } }

##
# @door-add:
#
# Add a door.
#
# Since: 1.0
##
{ 'command': 'door-add', 'data': 'Door', 'boxed': true }
"""
SHOWN = ("door-add", "width", "CONFIG_GATES", "2.0", "Used by", "in metres")
"""A command, an argument from a branch, its condition and version, the heading of a type's users, and a description."""

FILES = {
    "html": "command-door-add.html struct-Wide.html",
    "dirhtml": "command-door-add/index.html struct-Wide/index.html",
    "singlehtml": "index.html",
    "epub": "schema.xhtml",
    "latex": "p.tex",
    "man": "p.7",
    "text": "schema.txt",
    "texinfo": "p.texi",
    "xml": "schema.xml",
    "pseudoxml": "schema.pseudoxml",
    "json": "schema.fjson",
}
"""By builder: the files that show the command and one of its types."""


@pytest.mark.filterwarnings("ignore:.*JSONHTMLBuilder")  # it does not know Sphinx 9 yet
@pytest.mark.filterwarnings("ignore:.*linkcheck_report_timeouts_as_broken")  # Sphinx 7 warns of it in each run
@pytest.mark.parametrize("builder", [*FILES, "gettext", "linkcheck", "coverage", "changes", "dummy"])
def test_no_builder_warns_and_each_shows_all(build: Build, builder: str) -> None:
    documents = [("index", "p", "P", "A", "howto")]
    conf = {
        "extensions": ["sphinx_qapi", "sphinx.ext.coverage"],
        "project": "p",
        "version": "1",
        "copyright": "nobody",
        "man_pages": [("index", "p", "P", "A", 7)],
        "texinfo_documents": [("index", "p", "P", "A", "p", "P", "Misc")],
        "latex_documents": [("index", "p.tex", *documents[0][2:])],
    }
    project = build(SCHEMA, builder=builder, **conf)
    assert project.warnings == []
    assert project.app.statuscode == 0
    if builder in FILES:
        text = "".join(project.output(name) for name in FILES[builder].split())
        text = text.replace(r"\-", "-").replace(r"\_", "_").replace(r"\sphinxhyphen{}", "-")
        assert [word for word in SHOWN if word not in text] == []


def test_a_manual_page_has_no_addresses_of_its_own_parts(build: Build) -> None:
    project = build(SCHEMA, builder="man", man_pages=[("index", "p", "P", "A", 7)])
    assert "qapi-QMP-" not in project.output("p.7")


@pytest.mark.parametrize(("builder", "file"), [("latex", "p.tex"), ("texinfo", "p.texi"), ("man", "p.7")])
def test_what_is_on_a_page_outside_of_the_document_is_named_without_a_link(
    build: Build, builder: str, file: str
) -> None:
    pages = {
        "index.rst": "T\n=\n\n.. qapi:command:: door-add\n",
        "types.rst": ":orphan:\n\nO\n=\n\n.. qapi:schema:: QMP\n   :only: type\n",
    }
    project = build(
        SCHEMA,
        pages,
        builder=builder,
        latex_documents=[("index", "p.tex", "P", "A", "howto")],
        texinfo_documents=[("index", "p", "P", "A", "p", "P", "Misc")],
        man_pages=[("index", "p", "P", "A", 7)],
    )
    assert project.warnings == []
    assert "Kind" in project.output(file)


def test_coverage_of_the_schema(build: Build) -> None:
    project = build(SCHEMA, builder="coverage", extensions=["sphinx_qapi", "sphinx.ext.coverage"])
    assert "definitions    1 of 4 described" in project.output("qapi.txt")
    assert " * Wide -- " in project.output("qapi.txt")


def test_processes_make_no_difference(tmp_path: Path) -> None:
    """Both sites are the same byte for byte, except for what Sphinx records about the build itself."""
    conf = {
        "extensions": ["sphinx_qapi"],
        "html_theme": "basic",
        "qapi_schemas": {"G": {"path": str(EXAMPLE), "output": "g"}, "H": {"path": str(EXAMPLE), "output": "h"}},
    }
    source = tmp_path / "source"
    source.mkdir()
    (source / "conf.py").write_text("".join(f"{name} = {value!r}\n" for name, value in conf.items()))
    (source / "index.rst").write_text("T\n=\n\n.. toctree::\n\n   g/index\n   h/index\n")
    sites = []
    for jobs in ("1", "2"):
        site = tmp_path / jobs
        command = [sys.executable, "-m", "sphinx", "-q", "-W", "-j", jobs, "-d", str(tmp_path / f"env{jobs}")]
        subprocess.run([*command, str(source), str(site)], check=True)
        sites.append({path.relative_to(site): path.read_bytes() for path in site.rglob("*") if path.is_file()})
    one, two = sites
    pages = {path.relative_to(source).with_suffix(".html") for path in source.rglob("*.rst")}
    assert pages <= one.keys()
    assert len(pages) > 5  # with fewer documents Sphinx reads in one process
    assert set(one) == set(two)
    assert [str(path) for path in one if one[path] != two[path]] == []
