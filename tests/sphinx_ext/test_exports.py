"""The files in other formats that a site has of its schemas."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from sphinx_qapi.schema.load import load_schema
from tests.sphinx_ext.conftest import Build, Project

SCHEMA = """
##
# @fly:
#
# Take off.
##
{ 'command': 'fly', 'data': { 'plane': 'Plane' } }
{ 'struct': 'Plane', 'data': { '*name': 'str', 'kind': 'Kind' } }
{ 'enum': 'Kind', 'data': [ 'wing', 'rotor' ] }
{ 'command': 'stop' }
{ 'event': 'STOP' }
"""
_LINK = re.compile(r'<a class="viewcode-link" href="([^"]*)">([^<]*)</a>')


def links(project: Project) -> dict[str, str]:
    """The links of all pages of definitions, by address."""
    pages = (path for path in Path(project.app.outdir).glob("*-*.html") if not path.name.startswith("qapi-"))
    return {href: text for path in pages for href, text in _LINK.findall(path.read_text("utf-8"))}


def files(project: Project) -> set[str]:
    folder = Path(project.app.outdir, "_qapi")
    return {path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()}


def test_each_entry_links_its_json_schema(build: Build) -> None:
    project = build(SCHEMA)
    names = ["fly", "Plane", "Kind", "stop", "STOP-2"]
    assert links(project) == {f"_qapi/QMP/{name}.schema.json": "JSON Schema" for name in names}
    assert '"$ref":"Plane.schema.json#/$defs/Plane"' in project.output("_qapi/QMP/fly.schema.json")
    assert '"$ref":"#/$defs/STOP_event"' in project.output("_qapi/QMP/STOP-2.schema.json")
    assert files(project) == {f"QMP/{name}.schema.json" for name in names}


def test_pages_in_folders_lead_there_too(build: Build) -> None:
    index = {"index.rst": "T\n=\n\n.. toctree::\n\n   ref/index\n"}
    project = build(SCHEMA, builder="dirhtml", settings={"output": "ref"}, pages=index)
    ((href, _text),) = _LINK.findall(project.output("ref/command-fly/index.html"))
    assert href == "../../_qapi/QMP/fly.schema.json"


@pytest.mark.parametrize("builder", ["text", "xml", "epub", "latex", "man"])
def test_other_builders_have_neither_files_nor_links(build: Build, builder: str) -> None:
    project = build(SCHEMA, builder=builder, copyright="x", version="1")
    assert files(project) == set()
    written = [
        path for path in Path(project.app.outdir).rglob("*") if path.suffix in (".txt", ".xml", ".xhtml", ".tex")
    ]
    assert not [path for path in written if "JSON Schema" in path.read_text("utf-8", "replace")]


def test_files_follow_the_schema(build: Build) -> None:
    project = build(SCHEMA)
    path = Path(project.app.srcdir, "schema.json")
    written = {name: Path(project.app.outdir, "_qapi", name).stat().st_mtime_ns for name in files(project)}
    path.write_text(SCHEMA.replace("'rotor'", "'kite'").replace("{ 'event': 'STOP' }", ""), "utf-8")
    project.rebuild()
    assert files(project) == {f"QMP/{name}.schema.json" for name in ("fly", "Plane", "Kind", "stop")}
    assert '"kite"' in project.output("_qapi/QMP/Kind.schema.json")
    untouched = Path(project.app.outdir, "_qapi/QMP/stop.schema.json").stat().st_mtime_ns
    assert untouched == written["QMP/stop.schema.json"]


def test_what_was_removed_by_hand_comes_back(build: Build) -> None:
    project = build(SCHEMA)
    path = Path(project.app.outdir, "_qapi/QMP/fly.schema.json")
    text = path.read_text("utf-8")
    path.unlink()
    project.rebuild()
    assert path.read_text("utf-8") == text


def test_formats_are_chosen(build: Build) -> None:
    # The output folder is below the sources here, where files in Markdown would be taken for documents.
    exports = ["markdown", "model", "openrpc"]
    project = build(SCHEMA, qapi_exports=exports, project="Planes", exclude_patterns=["_build"])
    assert files(project) == {
        *(f"QMP/{name}.md" for name in ("fly", "Plane", "Kind", "stop", "STOP-2")),
        "QMP/model.json",
        "QMP/openrpc.json",
    }
    assert set(links(project).values()) == {"Markdown"}
    index = project.output("llms.txt")
    assert index.startswith("# Planes\n")
    assert "- [fly](_qapi/QMP/fly.md): Take off." in index
    assert project.output("_qapi/QMP/fly.md") in project.output("llms-full.txt")
    assert load_schema(Path(project.app.outdir, "_qapi/QMP/model.json")).schema == load_schema(
        Path(project.app.srcdir, "schema.json")
    ).schema  # fmt: skip
    conf = Path(project.app.srcdir, "conf.py")
    conf.write_text(re.sub("qapi_exports = .*", "qapi_exports = []", conf.read_text("utf-8")), "utf-8")
    project.rebuild()
    assert files(project) == set()
    assert links(project) == {}
    assert not Path(project.app.outdir, "llms.txt").exists()


def test_an_index_of_the_projects_own_stays(build: Build) -> None:
    project = build(
        {"schema.json": SCHEMA, "extra/llms.txt": "Mine.\n"}, qapi_exports=["markdown"], html_extra_path=["extra"]
    )
    assert project.output("llms.txt") == "Mine.\n"


def test_a_site_of_a_model_is_that_of_its_schema(build: Build, tmp_path: Path) -> None:
    """The model contains positions, so links to the source lead to the same lines."""
    from sphinx_qapi.cli.main import main

    settings = {"source_url": "https://example.org/{path}#L{line}"}
    project = build(SCHEMA, settings=settings)
    before = {path.relative_to(project.app.outdir): path.read_bytes() for path in _pages(project)}
    schema = str(Path(project.app.srcdir, "schema.json"))
    assert main(["export", "model", schema, "-o", str(tmp_path / "model.json")]) == 0
    conf = Path(project.app.srcdir, "conf.py")
    conf.write_text(conf.read_text("utf-8").replace("'schema.json'", "'model.json'"), "utf-8")
    project.rebuild()
    assert {path.relative_to(project.app.outdir): path.read_bytes() for path in _pages(project)} == before
    assert project.warnings == []


def _pages(project: Project) -> list[Path]:
    kept = (".html", ".json", ".js", ".inv")
    return [path for path in sorted(Path(project.app.outdir).rglob("*")) if path.suffix in kept]
