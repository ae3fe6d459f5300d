"""References that describe one binary: what it lacks is marked, what only it has is listed, nothing is hidden."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from sphinx.errors import ConfigError

from sphinx_qapi.analysis.binary.absent_rows import binary_view
from sphinx_qapi.analysis.history.wire_rows import WHOLE
from sphinx_qapi.analysis.probes.probe_paths import reply_probe_paths
from sphinx_qapi.analysis.wire.introspection import introspection_of
from sphinx_qapi.analysis.wire.reply_shapes import reply_infos
from sphinx_qapi.analysis.wire.schema_shapes import graph_of
from sphinx_qapi.cli.compared_sources import read_source_text
from sphinx_qapi.schema.load import load_schema
from tests.sphinx_ext.conftest import Build, Project

FLY = """\
{ 'include': 'parts.json' }
{ 'union': 'Plane', 'base': { 'kind': 'Kind' }, 'discriminator': 'kind', 'data': { 'wing': 'Wing', 'rotor': 'Rotor' } }
{ 'command': 'fly', 'boxed': true, 'data': 'Plane' }
{ 'command': 'hover', 'data': { 'height': 'int' }, 'returns': 'Report', 'if': 'HAVE_ROTOR' }
{ 'command': 'loop', 'features': [ { 'name': 'fast', 'if': 'HAVE_JET' } ] }
{ 'event': 'LANDED', 'data': { '*road': 'str' } }
"""
PARTS = """\
{ 'enum': 'Kind', 'data': [ 'wing', { 'name': 'rotor', 'if': 'HAVE_ROTOR' } ] }
{ 'struct': 'Wing', 'data': { 'span': 'int', '*flaps': { 'type': 'int', 'if': 'HAVE_FLAPS' } } }
{ 'struct': 'Rotor', 'data': { 'blades': 'int' } }
{ 'struct': 'Report', 'data': { 'height': 'int' } }
"""
BUILT = """\
{ 'enum': 'Kind', 'data': [ 'wing' ] }
{ 'struct': 'Wing', 'data': { 'span': 'int', '*slats': 'int' } }
{ 'union': 'Plane', 'base': { 'kind': 'Kind' }, 'discriminator': 'kind', 'data': { 'wing': 'Wing' } }
{ 'command': 'fly', 'boxed': true, 'data': 'Plane' }
{ 'command': 'loop' }
{ 'event': 'LANDED' }
{ 'command': 'dive' }
"""
WITH_FLAPS = BUILT.replace("'*slats'", "'*flaps': 'int', '*slats'")


def reply_of(folder: Path, schema: str) -> str:
    """The introspection reply of a binary that was built from *schema*."""
    path = folder / "built.json"
    path.write_text(schema, "utf-8")
    reply = json.dumps({"return": introspection_of(graph_of(load_schema(path).schema))})
    path.unlink()
    return reply


@pytest.fixture
def reference(build: Build, tmp_path: Path) -> Project:
    """The reference of a schema with a binary, built as text."""
    files = {"schema.json": FLY, "parts.json": PARTS, "reply.json": reply_of(tmp_path, BUILT)}
    return build(files, builder="text", settings={"binary": "reply.json"})


def test_rows_say_what_the_binary_lacks(reference: Project) -> None:
    text = " ".join(reference.output("schema.txt").split())
    assert 'command hover (if "HAVE_ROTOR", not in this binary: "HAVE_ROTOR")' in text
    assert '"rotor" ("Rotor", if "HAVE_ROTOR", not in this binary: "HAVE_ROTOR")' in text
    assert '"blades" ("int", required, if "HAVE_ROTOR", not in this binary: "HAVE_ROTOR")' in text
    assert '"flaps" ("int", optional, if "HAVE_FLAPS", not in this binary: "HAVE_FLAPS")' in text
    assert '"fast" (if "HAVE_JET", not in this binary: "HAVE_JET")' in text
    assert '"road" ("str", optional, not in this binary)' in text, "no condition excludes it"
    assert '"span" ("int", required)' in text
    assert "command fly Arguments" in text.replace("-[ ", "").replace(" ]-", "")
    parts = " ".join(reference.output("parts.txt").split())
    assert 'struct Rotor (not in this binary: "HAVE_ROTOR")' in parts
    assert '"rotor" (if "HAVE_ROTOR", not in this binary: "HAVE_ROTOR")' in parts
    assert "struct Wing (" not in parts


def test_the_index_page_says_how_it_was_built_and_what_is_newer(reference: Project) -> None:
    text = reference.output("index.txt").partition("The binary\n")[2]
    assert 'Not defined: "HAVE_FLAPS", "HAVE_JET", "HAVE_ROTOR"' in text
    assert "The binary has parts that are newer than this schema:" in text
    assert '* "dive"' in text
    assert '* "fly/arg-type/+wing/slats" and 2 below' in text


def test_another_reply_makes_only_those_pages_stale_that_change(build: Build, tmp_path: Path) -> None:
    files = {"schema.json": FLY, "parts.json": PARTS, "reply.json": reply_of(tmp_path, BUILT)}
    project = build(files, builder="html", settings={"binary": "reply.json"})
    reply = Path(project.app.srcdir, "reply.json")
    reply.write_text(reply_of(tmp_path, BUILT), "utf-8")
    assert project.rebuild() == []
    reply.write_text(reply_of(tmp_path, BUILT + "{ 'command': 'wait' }"), "utf-8")
    assert project.rebuild() == ["index"], "only the list there has grown"
    reply.write_text(reply_of(tmp_path, WITH_FLAPS), "utf-8")
    assert project.rebuild() == ["index", "parts", "schema"]
    pages = _pages(project)
    assert {"index.html", "parts.html", "command-fly.html", "struct-Wing.html"} <= {*pages}
    clean = build({**files, "reply.json": reply.read_text("utf-8")}, builder="html", settings={"binary": "reply.json"})
    assert pages == _pages(clean)


def _pages(project: Project) -> dict[str, str]:
    return {path.name: path.read_text("utf-8") for path in Path(project.app.outdir).glob("*.html")}


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (None, "cannot read"),
        ("", "there is no reply of query-qmp-schema in it"),
        ('[{"meta-type": "command"}]', "lacks something"),
        ("[" * 10_000, "is no JSON"),
    ],
)
def test_a_file_that_is_no_reply_is_an_error(build: Build, content: str | None, reason: str) -> None:
    files = {"schema.json": FLY, "parts.json": PARTS, **({} if content is None else {"reply.json": content})}
    with pytest.raises(ConfigError, match=rf"qapi_schemas\['QMP'\]: 'binary': .*{reason}"):
        build(files, builder="text", settings={"binary": "reply.json"})


@pytest.mark.shared
def test_a_real_binary(shared: Path) -> None:
    schema = load_schema(shared / "corpus/7.2/qapi/qapi-schema.json").schema
    there = reply_probe_paths(reply_infos(read_source_text(shared / "replies/introspect-7.2-x86_64.json.gz")))
    view = binary_view(schema, there)
    wholes = {name: rows[WHOLE] for name, rows in view.absent.items() if WHOLE in rows}
    assert wholes["query-gic-capabilities"] == wholes["GICCapability"] == "TARGET_ARM"
    assert "BlockdevOptions" not in wholes
    assert {"CONFIG_BLKIO"} == set(view.absent["blockdev-add"].values())
    assert view.newer == ()
