"""References of schemas with a history: versions, changes, availability, and which pages are read again."""

from __future__ import annotations

from pathlib import Path

import pytest

from sphinx_qapi.analysis.history.history import History
from sphinx_qapi.analysis.history.history_file import history_lines
from sphinx_qapi.analysis.wire.schema_shapes import graph_of
from sphinx_qapi.schema.load import load_schema
from tests.sphinx_ext.conftest import Build, Project

HEAD = """\
##
# @{name}:
#
# {text}
#
# Since: {since}
##
"""
FILL = """\
##
# @fill:
#
# Fill a silo.
#
# @sort: what goes in
#
# @id: its name (since 1.1)
#
# Since: 1.0
##
{ 'command': 'fill', 'data': { 'sort': 'Sort', '*id': 'str' } }
"""
SORT = """\
##
# @Sort:
#
# @rye: rye
#
# @wheat: wheat
#
# Since: 1.0
##
{ 'enum': 'Sort', 'data': [ 'rye', 'wheat' ] }
"""
DRAIN = HEAD.format(name="drain", text="Empty a silo.", since="1.0") + "{ 'command': 'drain' }\n"
OLD = FILL.replace(", '*id': 'str'", "").replace("# @id: its name (since 1.1)\n#\n", "") + SORT.replace(
    ", 'wheat'", ""
).replace("# @wheat: wheat\n#\n", "")
STOP = HEAD.format(name="stop", text="Stop.", since="1.0") + "{ 'command': 'stop', 'features': [ 'deprecated' ] }\n"
NEW = FILL + SORT + DRAIN
RELEASES = {"1.0": OLD + STOP, "2.0": OLD + STOP + DRAIN, "3.0": NEW}


def history_text(folder: Path, releases: dict[str, str]) -> str:
    """The file of a history."""
    history = History()
    for name, text in releases.items():
        path = folder / "release.json"
        path.write_text(text, "utf-8")
        history.add(name, graph_of(load_schema(path).schema))
        path.unlink()
    return "".join(history_lines(history))


@pytest.fixture
def reference(build: Build, tmp_path: Path) -> Project:
    """The text of a reference with a history."""
    files = {"schema.json": NEW, "history.jsonl": history_text(tmp_path, RELEASES)}
    return build(files, builder="text", settings={"history": "history.jsonl"})


def test_rows_show_what_is_proven(reference: Project) -> None:
    text = reference.output("schema.txt")
    assert reference.warnings == []
    assert '"id" ("str", optional, since 3.0 (documented 1.1))' in text
    assert '"wheat" (since 3.0 (documented 1.0))' in text
    assert "command drain (since 2.0 (documented 1.0))" in text
    assert '"rye"\n' in text.replace("   ", ""), "what came with its definition says nothing"


def test_lists_show_what_is_proven(reference: Project) -> None:
    text = reference.output("qapi-since-2.0.txt")
    assert "drain" in text
    assert "wheat" in reference.output("qapi-since-3.0.txt")


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (None, "cannot read"),
        ("", "is empty"),
        ("{}\n", "this is no history"),
        ('{"format":1}\n{"sha', "history.jsonl:2:"),
        ('{"format":1}\n', "has no release"),
    ],
)
def test_a_file_that_is_no_history_is_one_warning(build: Build, content: str | None, reason: str) -> None:
    files = {"schema.json": NEW, **({} if content is None else {"history.jsonl": content})}
    project = build(files, builder="text", settings={"history": "history.jsonl"})
    assert len(project.warnings) == 1
    assert "qapi_schemas['QMP']: 'history': " in project.warnings[0]
    assert reason in project.warnings[0]
    assert "command drain (since 1.0)" in project.output("schema.txt"), "the rest is shown"


def test_settings_are_checked(build: Build) -> None:
    project = build(NEW, builder="text", settings={"history_complete_from": "new"})
    assert [line for line in project.warnings if "'history_complete_from' must be a release" in line]
