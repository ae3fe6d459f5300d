"""References of schemas with a history: versions, changes, availability, and which pages are read again."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from docutils import nodes
from sphinx.errors import ConfigError

from sphinx_qapi.analysis.history.history import History
from sphinx_qapi.analysis.history.history_file import history_lines
from sphinx_qapi.analysis.wire.schema_shapes import graph_of
from sphinx_qapi.schema.load import load_schema
from sphinx_qapi.sphinx_ext.doctree.builders import BUILDERS
from sphinx_qapi.sphinx_ext.linking import definition_links
from tests.incremental.sites import differences, new_site
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
MARKED = NEW.replace("'command': 'drain' }", "'command': 'drain', 'features': [ 'deprecated' ] }")


def history_text(folder: Path, releases: dict[str, str]) -> str:
    """The text of a history file of *releases* (schemas by name of the release)."""
    history = History()
    for name, text in releases.items():
        path = folder / "release.json"
        path.write_text(text, "utf-8")
        history.add(name, graph_of(load_schema(path).schema))
        path.unlink()
    return "".join(history_lines(history))


@pytest.fixture
def reference(build: Build, tmp_path: Path) -> Project:
    """A reference with a history, built as text."""
    files = {"schema.json": NEW, "history.jsonl": history_text(tmp_path, RELEASES)}
    return build(files, builder="text", settings={"history": "history.jsonl"})


def test_rows_show_what_is_proven(reference: Project) -> None:
    text = reference.output("schema.txt")
    assert reference.warnings == []
    assert '"id" ("str", optional, since 3.0 (documented 1.1))' in text
    assert '"wheat" (since 3.0 (documented 1.0))' in text
    assert "command drain (since 2.0 (documented 1.0))" in text
    assert '"rye"\n' in text.replace("   ", ""), "a value that came with its definition has no badge"


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
def test_a_file_that_is_no_history_is_an_error(build: Build, content: str | None, reason: str) -> None:
    files = {"schema.json": NEW, **({} if content is None else {"history.jsonl": content})}
    with pytest.raises(ConfigError, match=rf"qapi_schemas\['QMP'\]: 'history': .*{reason}"):
        build(files, builder="text", settings={"history": "history.jsonl"})


def test_settings_are_checked(build: Build) -> None:
    with pytest.raises(ConfigError, match="'history_complete_from' must be a release"):
        build(NEW, settings={"history_complete_from": "new"})


def test_a_page_for_each_release(reference: Project) -> None:
    text = reference.output("changes/3.0.txt")
    assert "What changed since 2.0: 2 new, 1 removed, 1 may break clients." in text
    assert '"arguments.sort=wheat" (new value, compatible)' in text
    assert '"arguments.id" (new, optional, "?str", compatible)' in text
    assert '"stop" (removed, may break clients, announced)' in text
    assert "Earlier: 2.0." in text
    overview = reference.output("changes/index.txt")
    assert overview.index("3.0") < overview.index("2.0"), "the newest first"
    assert "1 new" in overview


def test_what_was_removed_has_a_page(reference: Project) -> None:
    text = reference.output("changes/removed.txt")
    assert "available in 1.0 to 2.0; removed in 3.0." in text


def test_a_release_more_makes_only_those_pages_stale_on_which_a_word_changes(reference: Project) -> None:
    source = Path(reference.app.srcdir)
    (source / "history.jsonl").write_text(history_text(source, {**RELEASES, "4.0": NEW}), "utf-8")
    assert reference.rebuild() == ["changes/3.0", "changes/4.0", "changes/index"]
    assert "Later: 4.0." in reference.output("changes/3.0.txt")
    assert "What changed since 3.0: nothing." in reference.output("changes/4.0.txt")
    (source / "history.jsonl").write_text(history_text(source, {**RELEASES, "2.0": OLD + STOP}), "utf-8")
    assert "schema" in reference.rebuild(), "drain came later than was thought"
    assert "command drain (since 3.0 (documented 1.0))" in reference.output("schema.txt")


@pytest.mark.parametrize("jobs", [1, 2])
def test_incremental_builds_are_as_clean_ones(tmp_path: Path, jobs: int) -> None:
    schema = tmp_path / "original" / "schema.json"
    schema.parent.mkdir()
    schema.write_text(NEW, "utf-8")
    site = new_site(schema, tmp_path)
    history, settings = site.edited / "history.jsonl", site.edited / "settings.json"
    table = {"path": str(site.edited / "schema.json"), "output": "qmp", "pages": "definition", "history": str(history)}
    settings.write_text(json.dumps({"QMP": table}), "utf-8")
    site.pages["more.rst"] = (
        "Changes\n=======\n\n.. qapi:changes:: 1.0 2.0\n   :kinds: new removed\n\n"
        ".. qapi:changes:: 2.0\n   :unstable:\n"
    )
    edits: list[Callable[[], object]] = [
        lambda: history.write_text(history_text(tmp_path, dict(list(RELEASES.items())[:2])), "utf-8"),
        lambda: history.write_text(history_text(tmp_path, RELEASES), "utf-8"),
        lambda: (site.edited / "schema.json").write_text(NEW.replace("(since 1.1)", "(since 2.9)"), "utf-8"),
        lambda: history.write_text(history_text(tmp_path, {**RELEASES, "3.1": NEW, "4.0": OLD}), "utf-8"),
        lambda: settings.write_text(json.dumps({"QMP": {**table, "history_complete_from": "2.0"}}), "utf-8"),
        lambda: settings.write_text(json.dumps({"QMP": {key: table[key] for key in ("path", "output")}}), "utf-8"),
    ]
    for number, edit in enumerate(edits):
        edit()
        kept = site.build(jobs=jobs)
        assert number == len(edits) - 1 or "qmp/changes/2.0.html" in kept
        assert differences(kept, site.build_clean()) == [], f"after edit {number}"


STRIPS = """\
.. qapi:availability:: fill

.. qapi:availability:: fill.id
   :from: 2.0

.. qapi:availability:: fill.it

.. qapi:availability:: fill
   :to: 7.0

.. qapi:changes:: 2.0 1.0

.. qapi:changes:: 3.0
   :kinds: novel

.. qapi:changes:: 1.0 3.0
   :kinds: command new

.. qapi:changes:: 4.0

.. qapi:availability:: fil

.. qapi:availability:: Sort.whaet

.. qapi:availability:: QGA:fill

.. qapi:availability:: fill
   :from: 3.0
   :to: 1.0

.. qapi:changes::

.. qapi:changes:: 1.0

.. qapi:changes:: 3.1

.. qapi:changes:: 3.0
   :namespace: QPM
"""


def test_authors_ask_for_strips_and_changes(build: Build, tmp_path: Path) -> None:
    files = {"schema.json": NEW, "history.jsonl": history_text(tmp_path, {**RELEASES, "4.0": MARKED})}
    project = build(files, {"index.rst": STRIPS}, builder="text", settings={"history": "history.jsonl"})
    text = project.output("index.txt")
    rows = [[cell.strip() for cell in line.strip("|").split("|")] for line in text.splitlines() if line.startswith("|")]
    assert [row for row in rows if set("".join(row)) - {"="}] == [
        ["", "1.0 to 2.0", "3.0 and later"],
        ['"fill"', "yes", "yes"],
        ['"id"', "no", "yes"],
        ["", "2.0", "3.0 and later"],
        ['"id"', "no", "yes"],
    ]
    assert [line.partition("WARNING: ")[2] for line in project.warnings] == [
        'qapi:availability: no member "it" in command "fill" [qapi.availability]',
        'qapi:availability: the history has no release "7.0" (did you mean "4.0", "3.0" or "2.0"?) [qapi.availability]',
        "qapi:changes: 2.0 is not older than 1.0: the older release comes first [qapi.changes]",
        'qapi:changes: unknown kind "novel" [qapi.changes]',
        'qapi:availability: no definition "fil" (did you mean "fill"?) [qapi.availability]',
        'qapi:availability: no member "whaet" in enum "Sort" (did you mean "wheat"?) [qapi.availability]',
        'no schema "QGA" [qapi.unknown-schema]',
        "qapi:availability: 3.0 is newer than 1.0 [qapi.availability]",
        "qapi:changes: a release was expected, or two [qapi.changes]",
        "qapi:changes: 1.0 is the oldest release of the history: two releases were expected [qapi.changes]",
        'qapi:changes: the history has no release "3.1" (did you mean "3.0"?) [qapi.changes]',
        'no schema "QPM" (did you mean "QMP"?) [qapi.unknown-schema]',
    ]
    assert '"drain" (new, compatible)' in text
    assert '"drain" (deprecated, compatible)' in text, "the name of the feature is not said twice"


@pytest.fixture
def site(build: Build, tmp_path: Path) -> Project:
    """The same reference as HTML, with an older release that has no number."""
    seed = OLD.replace("'rye'", "'rye', 'oat'") + STOP
    files = {"schema.json": NEW, "history.jsonl": history_text(tmp_path, {"seed": seed, **RELEASES})}
    return build(files, settings={"history": "history.jsonl"})


def test_a_strip_is_a_table_with_headers(site: Project) -> None:
    html = site.output("command-fill.html")
    assert '<th scope="col">seed to 2.0</th><th scope="col">3.0 and later</th>' in html
    assert '<th scope="row"><a href="#qapi-QMP-fill.id"><code>id</code></a></th><td class="qapi-no">no</td>' in html
    for name in ("command-fill", "enum-Sort", "command-drain"):
        assert site.output(f"{name}.html").count('<div class="qapi-strip">') == 1, name
    assert '<div id="qapi-QMP-fill.id" data-since="3.0">' in html


def test_names_in_strips_of_manuals_are_not_hyphenated(build: Build, tmp_path: Path) -> None:
    files = {"schema.json": NEW, "history.jsonl": history_text(tmp_path, RELEASES)}
    pages = [("schema", "p", "P", "A", 7)]
    project = build(files, builder="man", settings={"history": "history.jsonl"}, man_pages=pages)
    manual = project.output("p.7")
    assert manual.count(".na\n.nh\n.TS\n") == manual.count(".TE\n.ad\n.hy\n.sp\n") == manual.count(".TS\n") == 3


def test_only_numbers_can_be_a_readers_release(site: Project) -> None:
    """Nobody can tell whether a version is newer than "seed-2012"."""
    assert site.output("_static/qapi-releases.js") == 'var qapiReleases = {"QMP":["1.0","2.0","3.0"]};\n'


def test_rows_of_changes_have_anchors_and_links(site: Project) -> None:
    """The rows are made when links are resolved; a change links to its row, if the schema still has one."""
    removed = site.output("changes/removed.html")
    assert '<div id="qapi-removed:QMP:command.stop"><dt><b>' in removed
    assert 'removed in <a class="reference internal" href="3.0.html"><span class="doc">3.0</span></a>.' in removed
    changes = site.output("changes/3.0.html")
    assert re.findall(r'<div[^>]*><dt><b><a href="([^"]*)"', changes) == [
        "../command-fill.html",
        "../command-fill.html#qapi-QMP-fill.id",
    ]
    assert changes.count('<div id="qapi-change:QMP:') == 3
    gone = site.output("changes/1.0.html")
    assert "sort=oat" in gone
    assert "qapi-bare" not in gone, "the text on a change needs the whole line"


def test_rows_of_changes_are_written_as_their_nodes_would_be(
    build: Build, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """HTML builders write the rows without making nodes; all other builders get the nodes."""
    event = (
        HEAD.format(name="FULL", text="A silo is full.", since="1.0") + "{ 'event': 'FULL', 'data': { 'id': 'str' } }\n"
    )
    unstable = NEW.replace("'*id': 'str'", "'*id': { 'type': 'str', 'features': [ 'unstable' ] }")
    releases = {"1.0": NEW + event, **{f"1.{number + 1}": text for number, text in enumerate(RELEASES.values())}}
    releases |= {"2.0": unstable + event, "2.1": NEW, "3.0": OLD}  # the schema again has what 3.0 lacks
    files = {"schema.json": MARKED, "history.jsonl": history_text(tmp_path, releases)}
    pages = {"index.rst": "A\n=\n\n.. qapi:changes:: 1.0 3.0\n\n.. toctree::\n   :glob:\n\n   */index\n"}
    project = build(files, pages, settings={"history": "history.jsonl", "output": "ref"})
    site = Path(project.app.outdir)
    written = {path: path.read_text("utf-8") for path in [site / "index.html", *site.glob("ref/changes/*.html")]}
    assert len(written) == 9
    for path in written:
        path.unlink()
    without_pages = replace(BUILDERS["html"], has_pages=False)
    monkeypatch.setattr(definition_links, "abilities_of", lambda _builder: without_pages)
    project.rebuild()
    for path, text in written.items():
        # Rows that are nodes have a class that tells Sphinx's search to leave them out.
        assert path.read_text("utf-8").replace(" no-search", "") == text.replace(" no-search", "")
    removed = written[site / "ref/changes/removed.html"]
    assert "<p>available in" in removed
    assert "<dd>available in" in removed, "next to a link there is no paragraph"


CONDITIONS = """\
.. qapi:availability:: fill.id
   :conditions:

.. qapi:availability:: Sort
   :conditions:
   :to: 2.0
"""


def test_strips_tell_in_which_builds_something_is_there(build: Build, tmp_path: Path) -> None:
    """Strips are in the reader's language; conditions around a row count too, and one of several uses is enough."""
    plain, named = "'*id': 'str'", "'*id': { 'type': 'str', 'if': %s }"
    several = "{ 'any': [ 'ROOF', { 'all': [ 'LID', { 'not': 'OPEN' } ] } ] }"
    newest = NEW.replace(plain, named % several)
    conditional = NEW.replace(plain, named % "'ROOF'").replace(" } }\n##\n# @Sort", " }, 'if': 'SILO' }\n##\n# @Sort")
    releases = {"1.0": OLD, "2.0": conditional, "3.0": newest}
    files = {"schema.json": newest, "history.jsonl": history_text(tmp_path, releases)}
    settings = {"history": "history.jsonl"}
    project = build(files, {"index.rst": CONDITIONS}, builder="text", settings=settings, language="de")
    lines = [line for line in project.output("index.txt").splitlines() if line.startswith("|")]
    rows = [[" ".join(cell.split()) for cell in line.strip("|").split("|")] for line in lines]
    assert ['"id"', "nein", "falls ROOF und SILO", "falls ROOF oder (LID und nicht"] in rows
    assert ["", "", "", "OPEN)"] in rows
    assert ['"Sort"', "ja", "falls SILO"] in rows


def test_wide_strips_are_tables_below_each_other(build: Build, tmp_path: Path) -> None:
    """Paper would cut a single wide table off; HTML has one, which can be scrolled."""
    releases = {f"{number}.0": OLD if number % 2 else OLD + DRAIN for number in range(1, 8)}
    files = {"schema.json": OLD + DRAIN, "history.jsonl": history_text(tmp_path, releases)}
    settings = {"history": "history.jsonl"}
    project = build(files, {"index.rst": ".. qapi:availability:: drain\n"}, builder="text", settings=settings)
    resolved = project.doctree()
    project.app.env.apply_post_transforms(resolved, "index")
    is_header = [each.get("stub", 0) for each in resolved.findall(nodes.colspec)]
    assert is_header == [1, 0, 0, 0, 1, 0, 0, 0, 0], "names are headers of their rows"
    lines = [line for line in project.output("index.txt").splitlines() if line.startswith("|") and "=" not in line]
    rows = [[cell.strip() for cell in line.strip("|").split("|")] for line in lines]
    assert rows == [
        ["", "1.0", "2.0", "3.0"],
        ['"drain"', "no", "yes", "no"],
        ["", "4.0", "5.0", "6.0", "7.0 and later"],
        ['"drain"', "yes", "no", "yes", "no"],
    ]
