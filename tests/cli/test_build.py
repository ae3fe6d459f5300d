"""``sphinx-qapi build``: from schemas to a site."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from sphinx_qapi.cli.main import main

EXAMPLE = Path(__file__).parents[2] / "examples" / "granary" / "granary.json"

SCHEMA = """\
##
# = Doors
#
# How to open them, as :doc:`/elsewhere` says.
##

##
# @door-open:
#
# Open it.
#
# @door: which one
#
# Since: 1.0
##
{ 'command': 'door-open', 'data': { 'door': 'int' } }
"""


class Builder:
    """Runs the command in a folder of its own, in a new process, because Sphinx changes the process that runs it."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.out = self.err = ""

    def __call__(self, *words: str) -> int:
        command = [sys.executable, "-m", "sphinx_qapi", "build", *words]
        run = subprocess.run(
            command, cwd=self.folder, capture_output=True, text=True, check=False, env={**os.environ, "NO_COLOR": "1"}
        )
        self.out, self.err = run.stdout, run.stderr
        return run.returncode

    def page(self, name: str) -> str:
        return (self.folder / name).read_text("utf-8")


@pytest.fixture
def build(tmp_path: Path) -> Builder:
    (tmp_path / "doors.json").write_text(SCHEMA, "utf-8")
    (tmp_path / "gates.json").write_text(SCHEMA.replace("door", "gate").replace("Doors", "Gates"), "utf-8")
    return Builder(tmp_path)


def test_one_schema_is_the_site(build: Builder) -> None:
    assert build("doors.json", "-W") == 0, build.err
    assert build.out.splitlines()[-1] == "The site is in qapi-site/html/index.html"
    assert "door-open" in build.page("qapi-site/html/index.html")
    assert 'id="qapi-Doors-door-open"' in build.page("qapi-site/html/command-door-open.html")


def test_several_schemas_are_one_site(build: Builder) -> None:
    assert build("A=doors.json", "B=gates.json", "-o", "site", "--title", "Ways in", "-W") == 0, build.err
    front = build.page("site/html/index.html")
    assert "<title>Ways in</title>" in front
    assert 'href="a/index.html"' in front
    assert 'href="b/index.html"' in front
    assert 'id="qapi-B-gate-open"' in build.page("site/html/b/command-gate-open.html")


def test_the_release_that_is_named_decides_what_is_an_error(build: Builder) -> None:
    schema = build.folder / "doors.json"
    schema.write_text(
        schema.read_text("utf-8").replace("# Since: 1.0\n", "# Note: mind the step\n#\n# Since: 1.0\n"), "utf-8"
    )
    assert build("doors.json", "-W", "--dialect", "9.0") == 0, build.err
    assert build("doors.json", "-W", "--dialect", "9.1") == 1
    assert "[qapi.obsolete-tag]" in build.err
    assert build("doors.json", "--dialect", "new") == 2
    assert build.err == 'sphinx-qapi: error: --dialect: "new" is no release; one looks like 10.2\n'


def test_references_that_lead_out_are_listed_once_at_the_end(build: Builder) -> None:
    assert build("doors.json", "-W") == 0, build.err
    assert (build.out + build.err).count(":doc:`/elsewhere`") == 1
    assert "doors.json:4: :doc:`/elsewhere`" in build.out + build.err


def test_second_build_reads_only_what_has_changed(build: Builder) -> None:
    words = ("A=doors.json", "B=gates.json", "-v")
    assert build(*words) == 0
    assert build(*words) == 0
    assert "0 added, 0 changed, 0 removed" in build.out
    changed = build.folder / "gates.json"
    changed.write_text(changed.read_text("utf-8").replace("Open it.", "Open it wide."), "utf-8")
    assert build(*words) == 0
    assert "0 removed" in build.out
    assert "reading sources... [100%] b/" in build.out
    assert "a/doors" not in build.out.partition("reading sources")[2].partition("writing output")[0]
    assert "Open it wide." in build.page("qapi-site/html/b/command-gate-open.html")


def test_nothing_of_another_schema_stays(build: Builder) -> None:
    assert build("doors.json") == 0
    assert build("gates.json", "-W") == 0, build.err
    assert not (build.folder / "qapi-site/html/doors.html").exists()
    assert not (build.folder / "qapi-site/html/command-door-open.html").exists()
    assert "door-open" not in build.page("qapi-site/html/index.html")


def test_another_builder_has_its_own_folder(build: Builder) -> None:
    assert build("doors.json", "-b", "text") == 0
    assert build.out.splitlines()[-1] == "The site is in qapi-site/text"
    assert "door-open" in build.page("qapi-site/text/doors.txt")


def test_findings_are_warnings_at_their_line_and_fail_on_demand(build: Builder) -> None:
    (build.folder / "doors.json").write_text(SCHEMA.replace("'int'", "'Dor'"), "utf-8")
    assert build("doors.json") == 0
    assert "doors.json:16: WARNING: " in build.err
    assert "[qapi.unknown-type]" in build.err
    assert build("doors.json", "--fresh", "-W") == 1


def test_included_files_are_found_in_folders_that_are_named(build: Builder) -> None:
    (build.folder / "more").mkdir()
    (build.folder / "more/knobs.json").write_text(SCHEMA.replace("door", "knob"), "utf-8")
    (build.folder / "root.json").write_text("{ 'include': 'knobs.json' }\n", "utf-8")
    assert build("root.json", "--include-dir", "more", "-W") == 0, build.err
    assert 'id="qapi-Root-knob-open"' in build.page("qapi-site/html/command-knob-open.html")
    assert build("root.json", "-W") == 1


def test_pages(build: Builder) -> None:
    assert build("doors.json", "--pages", "module", "-W") == 0, build.err
    assert 'id="qapi-Doors-door-open"' in build.page("qapi-site/html/doors.html")
    assert not (build.folder / "qapi-site/html/command-door-open.html").exists()
    assert build("doors.json", "--pages", "schema", "-W") == 0, build.err
    assert 'id="qapi-Doors-door-open"' in build.page("qapi-site/html/index.html")
    assert not (build.folder / "qapi-site/html/doors.html").exists()


def test_theme(build: Builder) -> None:
    assert build("doors.json", "--theme", "alabaster", "-W") == 0, build.err
    assert "alabaster.css" in build.page("qapi-site/html/index.html")
    assert build("doors.json", "--theme", "none-such") == 2
    assert "none-such" in build.err


def test_example(build: Builder) -> None:
    assert build(f"Granary={EXAMPLE}", "-j", "2", "-W") == 0, build.err


@pytest.mark.parametrize(
    ("words", "jobs"), [((), "7"), (("-j", "auto"), "7"), (("-j", "1"), "1"), (("--jobs=3",), "3")]
)
def test_all_cores_are_used_unless_a_number_is_given(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, words: tuple[str, ...], jobs: str
) -> None:
    told: list[str] = []

    def build_main(words: list[str]) -> int:
        told.extend(words)
        return 1

    monkeypatch.setattr("sphinx.cmd.build.build_main", build_main)
    monkeypatch.setattr(os, "sched_getaffinity", lambda _process: set(range(7)), raising=False)
    (tmp_path / "doors.json").write_text(SCHEMA, "utf-8")
    assert main(["build", str(tmp_path / "doors.json"), "-o", str(tmp_path / "site"), "--theme", "basic", *words]) == 1
    assert told[told.index("-j") + 1] == jobs


def test_workers_change_nothing(build: Builder) -> None:
    words = (f"Granary={EXAMPLE}", "--theme", "alabaster", "-W")
    for number in "1", "2":
        assert build(*words, "-o", number, "-j", number) == 0, build.err
    one, two = (
        {path.relative_to(site): path.read_bytes() for path in site.rglob("*") if path.is_file()}
        for site in (build.folder / "1" / "html", build.folder / "2" / "html")
    )
    assert one == two
