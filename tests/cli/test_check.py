"""``sphinx-qapi check``: exit statuses, formats, selection of rules, dialects and baselines."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from sphinx_qapi.analysis.catalogue import RULES
from sphinx_qapi.cli.main import main

SOUND = """\
##
# @door-open:
#
# @door: which one
#
# Since: 1.0
##
{ 'command': 'door-open', 'data': { 'door': 'int' } }
"""
UNKNOWN_TYPE = SOUND.replace("'int'", "'Dor'")
UNREADABLE = SOUND + "{ 'command': 'door-close', 'data' }\n"
UNFINISHED = SOUND.replace("# @door: which one\n#\n", "")


class Check:
    """Runs the command in a folder of its own."""

    def __init__(self, folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
        self.folder = folder
        self.capsys = capsys
        self.out = self.err = ""

    def write(self, text: str, name: str = "doors.json") -> str:
        path = self.folder / name
        path.write_text(text, "utf-8")
        return str(path)

    def __call__(self, *words: str) -> int:
        status = main(["check", *words])
        self.out, self.err = self.capsys.readouterr()
        return status

    def found(self, *words: str) -> list[tuple[str, str, int]]:
        """The rule, severity and line of each finding."""
        self(*words, "--format", "json")
        diagnostics = json.loads(self.out)["diagnostics"]
        return [(each["rule"], each["severity"], each["line"]) for each in diagnostics]


@pytest.fixture
def check(tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Check:
    monkeypatch.chdir(tmp_path)
    return Check(tmp_path, capsys)


def test_sound_schema(check: Check) -> None:
    path = check.write(SOUND)
    assert check(path) == 0
    assert check.out.startswith(f"{path}: read in the dialect of ")
    assert check.out.endswith(": 1 command\nNo findings.\n")
    assert check(path, "--dialect", "10.2") == 0
    assert check.out == f"{path}: checked in the dialect of 10.2: 1 command\nNo findings.\n"


def test_error_is_status_1(check: Check) -> None:
    path = check.write(UNKNOWN_TYPE.replace("'data'", "\n  'data'"))
    assert check(path, "--dialect", "10.2") == 1
    assert f"{path}:9:21: error: " in check.out
    assert "    in door-open\n" in check.out
    assert "    9 |   'data': { 'door': 'Dor' } }\n" in check.out
    assert check.out.endswith("Findings: 1 error.\n")


def test_warnings_fail_only_on_demand(check: Check) -> None:
    path = check.write(UNKNOWN_TYPE)
    assert check(path) == 0
    assert check.out.endswith("Findings: 1 warning.\n")
    assert check(path, "-W") == 1


def test_what_cannot_be_read_is_an_error_in_automatic_mode_too(check: Check) -> None:
    assert check(check.write(UNREADABLE)) == 1


def test_wrong_use_is_one_line_and_status_2(check: Check) -> None:
    path = check.write(SOUND)
    for words, message in (
        ([], "name at least one schema, or --explain RULE"),
        (["none.json"], "cannot read none.json: no such file or directory"),
        (["."], "cannot read .: it is a folder"),
        ([path, "none.json"], "cannot read none.json: no such file or directory"),
        ([path, "--include-dir", "none"], "cannot look for included files in none: no such folder"),
        ([path, "--dialect", "new"], '--dialect: "new" is no release; one looks like 10.2'),
        ([path, "--target", "next"], '--target: "next" is no release; one looks like 10.2'),
        ([path, "--select", "other-releas"], 'no rule is named "other-releas" (did you mean "other-release"?)'),
        ([path, "--ignore", "qqq"], 'no rule is named "qqq"'),
        (["--explain", "qqq"], 'no rule is named "qqq"'),
        ([path, "--baseline", "none"], "cannot read the baseline none: No such file or directory"),
        ([path, "--write-baseline", "none/x"], "cannot write the baseline none/x: No such file or directory"),
    ):
        assert check(*words) == 2, words
        assert check.err == f"sphinx-qapi: error: {message}\n"
        assert check.out == ""


def test_select_and_ignore(check: Check) -> None:
    path = check.write(UNKNOWN_TYPE.replace("# Since: 1.0\n", "# Since: soon\n"))
    both = [("malformed-since", "note", 6), ("unknown-type", "warning", 8)]
    assert sorted(check.found(path), key=lambda each: each[2]) == both
    assert check.found(path, "--select", "unknown-type") == both[1:]
    assert check.found(path, "--ignore", "unknown-type") == both[:1]
    assert check.found(path, "--select", "unknown-type", "--ignore", "unknown-type") == []


def test_rules_for_authors_are_applied_on_demand(check: Check) -> None:
    path = check.write(UNFINISHED)
    assert check.found(path) == []
    assert check.found(path, "--lint") == [("undocumented-member", "warning", 6)]
    assert check.found(path, "--select", "undocumented-member") == [("undocumented-member", "warning", 6)]
    assert check.found(path, "--lint", "--ignore", "undocumented-member") == []


def test_finding_of_reader_and_author_rules_alike_is_told_once(check: Check) -> None:
    path = check.write(UNFINISHED)
    assert [rule for rule, _, _ in check.found(path, "--lint", "--dialect", "10.2")] == ["undocumented-member"]


def test_target(check: Check) -> None:
    path = check.write(SOUND.replace("1.0", "3.0"))
    assert check.found(path, "--target", "3.0") == []
    assert check.found(path, "--target", "2.12") == [("since-after-target", "warning", 6)]


def test_max(check: Check) -> None:
    path = check.write("".join(UNKNOWN_TYPE.replace("door-open", f"door-open-{number}") for number in range(5)))
    assert check(path, "--dialect", "10.2", "--max", "2") == 1
    assert check.out.endswith("Findings: 2 errors, 3 more not shown.\n")
    assert check(path, "--dialect", "10.2", "--max", "0") == 1
    assert check.out.endswith("Findings: 5 more not shown.\n")


def test_file_of_two_schemas_is_reported_once(check: Check) -> None:
    check.write(UNKNOWN_TYPE, "common.json")
    roots = [check.write("{ 'include': 'common.json' }\n", name) for name in ("a.json", "b.json")]
    assert len(check.found(*roots)) == 1
    assert [each["path"] for each in json.loads(check.out)["schemas"]] == roots


def test_included_from(check: Check) -> None:
    check.write(UNKNOWN_TYPE, "common.json")
    root = check.write("\n{ 'include': 'common.json' }\n", "root.json")
    check(root)
    assert f"    included from {root}:2:" in check.out


def test_baseline(check: Check) -> None:
    path = check.write(UNFINISHED)
    assert check(path, "--lint", "--write-baseline", "known") == 0
    assert check.out == "1 findings are in the baseline known\n"
    assert check(path, "--lint", "--baseline", "known") == 0
    assert check.out.endswith("No findings.\n")
    check.write("\n" + UNFINISHED.replace("'door': 'int'", "'door': 'int', 'by': 'str'"))
    assert check(path, "--lint", "--baseline", "known") == 1
    assert '"by" is not described' in check.out
    assert '"door" is not described' not in check.out
    (check.folder / "known").write_text("{}", "utf-8")
    assert check(path, "--baseline", "known") == 2
    assert check.err.startswith("sphinx-qapi: error: known is no baseline: ")


@pytest.mark.parametrize("name", RULES)
def test_explain(name: str, check: Check) -> None:
    assert check("--explain", name) == 0
    assert check.out.startswith(f"{name}\n\n{RULES[name].summary[0].upper()}")
    assert RULES[name].explanation.strip() in check.out


@pytest.mark.parametrize("output_format", ["text", "json", "github", "sarif"])
def test_hostile_names_reach_no_terminal(output_format: str, check: Check) -> None:
    path = check.write(SOUND.replace("'int'", "'In\x1b[31mt\u202e'").replace("which one", "\x1b]0;x\x07"))
    check(path, "--format", output_format, "--lint")
    assert check.out.replace("\n", "").isprintable()
