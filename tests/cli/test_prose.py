"""``sphinx-qapi check --prose``: the findings of a build in comments, each at the part at fault."""

from __future__ import annotations

import json
import os
import re
import signal
import subprocess
import sys
import textwrap
import time
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

import pytest

from sphinx_qapi.analysis.catalogue import RULES
from sphinx_qapi.analysis.lint.build_rules import rule_of_warning
from sphinx_qapi.analysis.lint.prose_rules import OF_EXTENSIONS
from sphinx_qapi.cli.main import main

UGLY = {
    "ovens.json": """\
##
# ******
# Ovens
# ******
#
# .. _hot:
#
# .. image:: no-such-picture.png
#
# .. _cold:
#
# .. _cold:
#
# What is |hot| is |hot| still, and :doc:`/elsewhere` says more of :term:`heat`.
#
# .. frobnicate:: once
#
# .. frobnicate:: twice
##

{ 'include': 'bread.json' }

##
# @oven-heat:
#
# Heat *one oven, or **all of them, as `oven-hoot` does.
#
# @oven: which one, see oven_ and [3]_
#
# @degrees: how hot:
#    - not too hot
#  - never *cold
#
# +---+
# | a |
# +--+
#
# Since: 10.2
##
{ 'command': 'oven-heat', 'data': { 'oven': 'str', 'degrees': 'int' } }
""",
    "bread.json": """\
##
# @Bread:
#
# Bread
# =====
#
# .. image:: no-such-picture.png
#    :colour: brown
#
# .. code-block:: json
#
#    { not, json }
#
# @crust: :frob:`brown`, :frob:`black`, :math:`a
#
# @crumb: .. _hot: white
#
# .. qapi:graph:: NoBread
#
# .. note::
#
# Since: 10.2
##
{ 'struct': 'Bread', 'data': { 'crust': 'str', 'crumb': 'str' } }

##
# @unfeatured:
#
# TODO: *more
#
# Returns: **bread
#
# Since: 10.2
##
{ 'command': 'unfeatured', 'returns': 'Bread' }
""",
}
"""A schema in two files, with mistakes of every kind."""

Found = set[tuple[str, int, str]]
"""The file, line and rule of each finding."""


def write(folder: Path, files: Mapping[str, str]) -> Path:
    folder.mkdir(exist_ok=True)
    for name, text in files.items():
        (folder / name).write_text(text, "utf-8")
    return folder / next(iter(files))


def run(
    command: str, *words: str, env: Mapping[str, str] | None = None, cwd: Path | None = None
) -> subprocess.CompletedProcess[str]:
    """Run the program in a process of its own, because Sphinx changes the process that runs it."""
    return subprocess.run(
        [sys.executable, "-m", "sphinx_qapi", command, *words],
        capture_output=True,
        text=True,
        check=False,
        env={**os.environ, "NO_COLOR": "1", **(env or {})},
        cwd=cwd,
    )


def check(*words: str, cwd: Path | None = None) -> list[dict[str, Any]]:
    ran = run("check", *words, "--format", "json", cwd=cwd)
    assert ran.returncode in (0, 1), ran.stderr
    findings: list[dict[str, Any]] = json.loads(ran.stdout)["diagnostics"]
    return findings


def places(findings: Iterable[Mapping[str, Any]]) -> Found:
    return {(str(Path(each["path"]).resolve()), each["line"], each["rule"]) for each in findings}


_WARNING = re.compile(r"^(?P<path>/[^:\n]+):(?P<line>\d+): (?:WARNING|ERROR): .* \[(?P<kind>[\w.-]+)\]$", re.MULTILINE)


def warned_of(text: str) -> Found:
    """The warnings in the output *text* of a build, each with the rule that `check` has for it."""
    return {
        (str(Path(each["path"]).resolve()), int(each["line"]), rule_of_warning(each["kind"], RULES))
        for each in _WARNING.finditer(text)
    }


def compare(root: Path, folder: Path, *words: str) -> tuple[Found, Found]:
    """The findings of `check` and the warnings of a build, without rules about names that extensions may define."""
    built = run("build", str(root), "-b", "dummy", "-o", str(folder / "site"), *words)
    told = [each for each in check(str(root), "--prose", *words) if each["severity"] != "note"]
    found = {each for each in places(told) if each[2] not in OF_EXTENSIONS}
    warned = {each for each in warned_of(built.stderr) if each[2] not in OF_EXTENSIONS}
    return found, warned


@pytest.fixture(scope="module")
def ugly(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write(tmp_path_factory.mktemp("ugly"), UGLY)


def test_an_ugly_schema_has_the_findings_of_a_build(ugly: Path, tmp_path: Path) -> None:
    found, warned = compare(ugly, tmp_path)
    assert found == warned
    assert len({rule for _, _, rule in found}) >= 9, "the schema should have mistakes of many kinds"


@pytest.mark.shared
@pytest.mark.parametrize("root", ["10.1/docs/interop/firmware.json", "10.2.2/docs/interop/vhost-user.json"])
def test_a_release_has_the_findings_of_a_build(shared: Path, root: str, tmp_path: Path) -> None:
    found, warned = compare(shared / "corpus" / root, tmp_path)
    assert found == warned
    assert found


def test_findings_are_at_the_part_at_fault(ugly: Path) -> None:
    told = {
        (each["line"], each["rule"]): (each["column"], each["end"], each["definition"], each["included_from"])
        for each in check(ugly.name, "--prose", cwd=ugly.parent)
        if each["path"] == "bread.json"
    }
    include = [{"path": "ovens.json", "line": 21, "column": 1}]
    assert told[14, "unclosed-markup"] == (41, {"line": 14, "column": 48}, "Bread", include)
    assert told[8, "bad-directive"] == (7, {"line": 8, "column": 13}, "Bread", include)
    assert told[31, "unclosed-markup"] == (12, {"line": 31, "column": 14}, "unfeatured", include)


def test_messages_name_the_member(ugly: Path) -> None:
    messages = [each["message"] for each in check(str(ugly), "--prose") if each["definition"] == "Bread"]
    messages = [each for each in messages if "crust" in each]
    assert len(messages) == 2
    assert all(each.startswith('member "crust": ') for each in messages)


def test_what_an_extension_may_have_is_one_note_for_each_name(ugly: Path) -> None:
    notes = [each for each in check(str(ugly), "--prose") if each["rule"] in OF_EXTENSIONS]
    assert [(each["rule"], each["severity"]) for each in notes] == [
        ("unknown-directive", "note"),
        ("unknown-role", "note"),
    ]
    assert all("--conf" in each["message"] for each in notes)


SOUND = """\
##
# @oven-heat:
#
# Heat it.
#
# @oven: which one
#
# Since: 10.2
##
{ 'command': 'oven-heat', 'data': { 'oven': 'str' } }
"""
FAULTY = SOUND.replace("Heat it", "Heat *it")


def rules(*words: str) -> list[str]:
    return [each["rule"] for each in check(*words)]


def test_prose_is_on_with_lint_or_a_rule_of_its_own_and_off_on_demand(tmp_path: Path) -> None:
    path = str(write(tmp_path, {"oven.json": FAULTY}))
    assert rules(path) == []
    for words in (["--prose"], ["--lint"], ["--select", "unclosed-markup"]):
        assert rules(path, *words) == ["unclosed-markup"], words
    for words in (
        ["--lint", "--no-prose"],
        ["--select", "unclosed-markup", "--no-prose"],
        ["--prose", "--ignore", "unclosed-markup"],
        ["--prose", "--select", "bad-table"],
    ):
        assert rules(path, *words) == [], words


def test_statuses_and_the_baseline_know_what_is_in_comments(tmp_path: Path) -> None:
    path = write(tmp_path, {"oven.json": FAULTY})
    known = str(tmp_path / "known.json")
    assert run("check", str(path), "--prose").returncode == 0
    assert run("check", str(path), "--prose", "-W").returncode == 1
    assert run("check", str(path), "--prose", "--write-baseline", known).returncode == 0
    assert run("check", str(path), "--prose", "--baseline", known).returncode == 0
    path.write_text(FAULTY.replace("which one", "which *one"), "utf-8")
    ran = run("check", str(path), "--prose", "--baseline", known)
    assert ran.returncode == 1
    assert 'argument "oven": ' in ran.stdout
    assert "Findings: 1 warning." in ran.stdout


@pytest.mark.parametrize(
    ("form", "shown"), [("github", "line=4,col=8,endLine=4,endColumn=9"), ("sarif", '"startColumn": 8')]
)
def test_machines_are_told_too(tmp_path: Path, form: str, shown: str) -> None:
    ran = run("check", str(write(tmp_path, {"oven.json": FAULTY})), "--prose", "--format", form)
    assert shown in ran.stdout
    assert "unclosed-markup" in ran.stdout


CONF = """\
from docutils.nodes import emphasis
print("configured")
extensions = ["sphinx.ext.extlinks"]
extlinks = {"bug": ("https://example.org/%s", "bug %s")}
rst_epilog = ".. |door| replace:: the door"
suppress_warnings = ["qapi.bad-table"]
qapi_schemas = {"Ovens": {"path": "../oven.json", "markup": "markdown"}, "Other": "missing.json"}
def setup(app):
    app.add_role("lamp", lambda *words: ([emphasis(words[1], words[2])], []))
"""


def test_a_conf_file_brings_its_extensions_roles_substitutions_and_settings(tmp_path: Path) -> None:
    text = SOUND.replace("Heat it.", ":bug:`1`, :lamp:`on`, |door|, :frob:`a` and :frob:`b`.")
    path = write(tmp_path, {"oven.json": text, "cold.json": text})
    write(tmp_path / "docs", {"conf.py": CONF})
    before = sorted(tmp_path.rglob("*"))
    plain = check(str(path), "--prose")
    assert [(each["rule"], each["severity"]) for each in plain] == [
        ("unknown-role", "note"),
        ("unknown-role", "note"),
        ("broken-reference", "warning"),
        ("unknown-role", "note"),
    ]
    found = check(str(tmp_path / "cold.json"), "--conf", str(tmp_path / "docs"))
    assert [(each["rule"], each["severity"]) for each in found] == [("unknown-role", "warning")] * 2
    assert run("check", str(path), "--conf", str(tmp_path / "docs")).stderr == "configured\n", "it runs once"
    assert all('"frob"' in each["message"] for each in found)
    # With the project's settings the comments are Markdown, in which all of this is plain text.
    assert check(str(path), "--conf", str(tmp_path / "docs" / "conf.py")) == []
    assert [each for each in sorted(tmp_path.rglob("*")) if "__pycache__" not in each.parts] == before


@pytest.mark.parametrize(
    ("files", "message"),
    [
        ({}, "there is no conf.py in "),
        ({"conf.py": "extensions = ['no_such_extension']"}, "Could not import extension no_such_extension"),
        ({"conf.py": "1 / 0"}, "ZeroDivisionError: division by zero"),
        (
            {"conf.py": "def setup(app):\n    app.connect('doctree-read', lambda *a: 1 / 0)"},
            "division by zero",
        ),
    ],
)
def test_a_conf_file_that_fails_is_one_line(tmp_path: Path, files: dict[str, str], message: str) -> None:
    path = write(tmp_path, {"oven.json": SOUND})
    temporary = tmp_path / "tmp"
    write(tmp_path / "docs", {"index.rst": "", **files})
    temporary.mkdir()
    ran = run("check", str(path), "--conf", str(tmp_path / "docs"), env={"TMPDIR": str(temporary)})
    assert ran.returncode == 2
    assert ran.stdout == ""
    assert len(ran.stderr.splitlines()) == 1, ran.stderr
    assert message in ran.stderr
    assert list(temporary.iterdir()) == []


def test_conf_contradicts_no_prose(tmp_path: Path) -> None:
    path = write(tmp_path, {"oven.json": SOUND, "conf.py": ""})
    ran = run("check", str(path), "--conf", str(tmp_path), "--no-prose")
    assert ran.returncode == 2
    assert "--no-prose" in ran.stderr


@pytest.mark.parametrize(
    ("number", "is_deaf", "said"),
    [(signal.SIGTERM, False, b""), (signal.SIGTERM, True, b""), (signal.SIGINT, False, b"sphinx-qapi: interrupted\n")],
)
def test_a_process_that_is_ended_leaves_no_folder(number: int, is_deaf: bool, said: bytes, tmp_path: Path) -> None:
    """Editors end a check that is no longer needed; this works even if the project's code catches all exceptions."""
    path = write(tmp_path, {"oven.json": SOUND})
    temporary = tmp_path / "tmp"
    temporary.mkdir()
    wait = "import pathlib, time\npathlib.Path(__file__).with_name('begun').touch()\ntime.sleep(600)\n"
    if is_deaf:
        wait = f"try:\n{textwrap.indent(wait, '    ')}except BaseException:\n    pass\n"
    write(tmp_path / "docs", {"conf.py": wait})
    with subprocess.Popen(
        [sys.executable, "-m", "sphinx_qapi", "check", str(path), "--conf", str(tmp_path / "docs")],
        env={**os.environ, "TMPDIR": str(temporary)},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        preexec_fn=lambda: signal.signal(number, signal.SIG_DFL),  # noqa: PLW1509 - no threads; it may be ignored
    ) as process:
        while not (tmp_path / "docs/begun").exists():
            assert process.poll() is None
            time.sleep(0.05)
        assert list(temporary.glob("sphinx-qapi-*"))
        process.send_signal(number)
        assert process.communicate(timeout=120)[1] == said
        assert process.returncode == 128 + number
    assert list(temporary.glob("sphinx-qapi-*")) == []


def test_untrusted_comments_are_told_apart(tmp_path: Path) -> None:
    path = str(write(tmp_path, {"oven.json": SOUND.replace("Heat it.", ".. include:: /etc/passwd")}))
    assert "untrusted" in rules(path, "--prose", "--untrusted")
    assert "untrusted" not in rules(path, "--prose")


def test_comments_are_read_in_the_dialect_that_is_named(tmp_path: Path) -> None:
    path = str(write(tmp_path, {"oven.json": SOUND.replace("Heat it.", "Heat *it.")}))
    assert "unclosed-markup" in rules(path, "--prose", "--dialect", "10.2")
    assert "unclosed-markup" not in rules(path, "--prose", "--dialect", "2.12")


def test_a_name_that_is_unknown_is_told_once(tmp_path: Path) -> None:
    path = str(write(tmp_path, {"oven.json": SOUND.replace("Heat it.", "See :qapi:cmd:`oven-heet` and `oven-haet`.")}))
    found = [each for each in check(path, "--lint", "--dialect", "10.2") if each["rule"] == "unknown-reference"]
    assert len(found) == len({each["column"] for each in found}) == 2


def test_a_check_without_prose_imports_no_sphinx(tmp_path: Path) -> None:
    path = write(tmp_path, {"oven.json": FAULTY})
    code = "import sys; from sphinx_qapi.cli.main import main; main(sys.argv[1:])\n"
    code += "print([each for each in ('sphinx', 'docutils', 'sphinx_qapi.cli.prose_findings') if each in sys.modules])"
    words = [sys.executable, "-c", code, "check", str(path), "--lint", "--no-prose"]
    ran = subprocess.run(words, capture_output=True, text=True, check=True)
    assert ran.stdout.splitlines()[-1] == "[]"


def test_every_warning_of_directives_has_a_rule() -> None:
    """This includes the rule for all other warnings: `check` looks rules up by the subtypes of warnings."""
    page = (Path(__file__).parents[2] / "docs/reference/directives.md").read_text("utf-8")
    cells = re.findall(r"^\| (`.*?) \|", page.partition("## What they warn of")[2], re.MULTILINE)
    named = {*re.findall(r"`([a-z-]+)`", " ".join(cells))}
    assert {"unknown-name", "malformed-field"} <= named
    assert {rule_of_warning(f"qapi.{name}", RULES) for name in named} <= set(RULES)
    assert rule_of_warning("qapi.unknown-name", RULES) == "unknown-name"
    assert rule_of_warning("ref.term", RULES) == "broken-reference"
    assert rule_of_warning("", RULES) == "sphinx-warning"


def test_a_build_that_fails_is_a_finding_and_loses_no_others(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    path = write(tmp_path, {"oven.json": SOUND.replace("# @oven: which one\n#\n", "")})

    def fail(*_: object) -> None:
        raise KeyError("anything")

    monkeypatch.setattr("sphinx_qapi.cli.prose_findings._build", fail)
    assert main(["check", str(path), "--lint", "--format", "json"]) == 1
    found = json.loads(capsys.readouterr().out)["diagnostics"]
    assert [(each["rule"], each["severity"]) for each in found] == [
        ("undocumented-member", "warning"),
        ("sphinx-warning", "error"),
    ]
