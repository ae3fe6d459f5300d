"""Facts on pages about the events that commands emit, and about types next to their names."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from .conftest import Build

RUN = """\
##
# @run:
#
# Runs.  See `GONE`.
#
# @way: how (default: foot)
#
# @kind: which
#
# @size: how large
#
# @least: how small
##
{ 'command': 'run', 'data': { '*way': 'Way', 'kind': 'Long', '*size': 'size', '*least': [ 'int8' ] } }
"""
DONE = """\
##
# @DONE:
#
# It is done.
##
{ 'event': 'DONE' }
##
# @GONE:
#
# It is gone.
##
{ 'event': 'GONE' }
"""
TYPES = """\
##
# @Way:
#
# How.
##
{ 'enum': 'Way', 'data': [ 'foot', 'hand' ] }
##
# @Long:
#
# Many.
##
{ 'enum': 'Long', 'data': [ 'a', 'b', 'c', 'd', 'e', 'f', 'g' ] }
"""
SCHEMA = {
    "root.json": "{ 'include': 'run.json' }\n{ 'include': 'done.json' }\n{ 'include': 'types.json' }\n",
    "run.json": RUN,
    "done.json": DONE,
    "types.json": TYPES,
}


def _words(html: str) -> str:
    return " ".join(re.sub("<[^>]*>", "", html).split())


def _line(html: str) -> str:
    found = re.search(r'<p class="qapi-meta".*?</p>', html)
    return _words(found[0]) if found else ""


def _row(html: str, word: str) -> str:
    found = re.search(rf'<b class="qapi-word">{word}</b></dt>\s*<dd>(.*?)</dd>', html, re.DOTALL)
    return _words(found[1]) if found else ""


def test_what_is_emitted_is_told_on_both_pages_and_kept_up_to_date(build: Build, tmp_path: Path) -> None:
    pages = {"index.rst": "T\n=\n\n.. toctree::\n\n   g/index\n"}
    project = build(SCHEMA, pages, settings={"output": "g", "pages": "definition"}, qapi_emits={"run": ["DONE"]})
    assert project.warnings == []
    command, event = "g/command-run.html", "g/event-DONE.html"
    assert _line(project.output(command)) == "emits DONE"
    assert _row(project.output(command), "Emits") == "DONE (the project); may be incomplete"
    assert _row(project.output(command), "Mentions events") == "GONE"
    assert _row(project.output(event), "Emitted by") == "run (the project); may be incomplete"
    assert _row(project.output("g/event-GONE.html"), "Mentioned by") == "run"

    # A page also shows what another definition's comment says: only `g/done` was changed itself.
    (tmp_path / "done.json").write_text(DONE.replace("It is gone.", "Emitted after `run`."))
    assert project.rebuild() == ["g/done", "g/run"]
    assert _row(project.output(command), "Emits") == "DONE (the project), GONE (its comment); may be incomplete"
    assert _row(project.output(command), "Mentions events") == ""
    assert _line(project.output("g/event-GONE.html")) == "emitted by run"
    assert _row(project.output("g/event-GONE.html"), "Emitted by") == "run (this comment); may be incomplete"
    assert '"emits":[[0,1,2]]' in project.output("_static/qapi-symbols.js")

    # The index is written only when one of its hits changes; this text belongs to none.
    index = project.app.outdir / "_static/qapi-symbols.js"
    written = index.stat().st_mtime_ns
    (tmp_path / "done.json").write_text(DONE.replace("It is gone.", "Emitted after `run`.\n#\n# That may be late."))
    assert project.rebuild() == ["g/done"]
    assert index.stat().st_mtime_ns == written


def test_names_in_the_table_that_nobody_has_are_warned_of(build: Build) -> None:
    table = {"rum": ["DONE"], "QMP:run": ["DONNE", "GONE"], "QPM:run": ["DONE"]}
    project = build(SCHEMA, builder="dummy", qapi_emits=table)
    assert project.warnings == [
        'WARNING: qapi_emits: there is no command "rum" (did you mean "run"?) [qapi.emits]',
        'WARNING: qapi_emits[\'QMP:run\']: there is no event "DONNE" (did you mean "DONE" or "GONE"?) [qapi.emits]',
        'WARNING: qapi_emits: there is no schema "QPM" (did you mean "QMP"?) [qapi.emits]',
    ]


def test_rows_have_few_values_and_what_numbers_may_be(build: Build) -> None:
    html = build(SCHEMA).output("command-run.html")
    assert ">Way</code></a><i>, </i>one of foot, hand<i>, </i>" in html
    assert "one of a" not in html
    assert '<code title="bytes">size</code>' in html
    assert f'<code title="{chr(8722)}128{chr(8211)}127">[int8]</code>' in html
