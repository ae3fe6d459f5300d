"""``sphinx-qapi diff``: exit statuses, sides, formats, and files that choose what is reported."""

from __future__ import annotations

import gzip
import json
import re
from pathlib import Path
from typing import Any

import pytest

from sphinx_qapi.analysis.diff.change_kinds import KINDS
from sphinx_qapi.cli.main import main
from sphinx_qapi.export.diff.json import SCHEMA
from tests.schema_check import problems

OLD = """\
{ 'command': 'fill', 'data': { 'sort': 'Grain', '*now': 'bool' }, 'returns': 'Grain' }
{ 'command': 'weigh', 'data': { 'sort': 'Grain' } }
{ 'enum': 'Grain', 'data': [ 'rye', 'oats' ] }
{ 'event': 'FULL', 'features': [ 'deprecated' ] }
{ 'command': 'x-dry', 'features': [ 'unstable' ] }
"""
NEW = """\
{ 'command': 'fill', 'data': { 'sort': 'Grain', '*now': 'bool' }, 'returns': 'Grain' }
{ 'command': 'weigh', 'data': { 'sort': 'Grain',
                                '*exact': 'bool' } }
{ 'enum': 'Grain', 'data': [ 'rye' ] }
"""


class Diff:
    """Runs the command in a folder with two schemas."""

    def __init__(self, folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
        self.folder = folder
        self.capsys = capsys
        self.out = self.err = ""
        self.write("old.json", OLD)
        self.write("new.json", NEW)

    def write(self, name: str, text: str) -> str:
        (self.folder / name).write_text(text, "utf-8")
        return name

    def __call__(self, *words: str, sides: tuple[str, str] = ("old.json", "new.json")) -> int:
        status = main(["diff", *sides, *words])
        self.out, self.err = self.capsys.readouterr()
        return status

    def json(self, *words: str, sides: tuple[str, str] = ("old.json", "new.json")) -> dict[str, Any]:
        self(*words, "--format", "json", sides=sides)
        report: dict[str, Any] = json.loads(self.out)
        assert problems(report, json.loads(SCHEMA.read_text("utf-8"))) == []
        return report


@pytest.fixture
def diff(tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Diff:
    monkeypatch.chdir(tmp_path)
    return Diff(tmp_path, capsys)


def test_text(diff: Diff) -> None:
    assert diff() == 1
    lines = diff.out.splitlines()
    assert [line for line in lines if line and not line.startswith(" ")] == [
        "WIRE event-removed: event FULL (announced)",
        "WIRE value-removed: command fill arguments.sort=oats (in 2 places)",
        "INTROSPECTION value-removed: command fill returns=oats",
        "COMPATIBLE member-added-optional: command weigh arguments.exact (?bool)",
        "old.json -> new.json: 2 WIRE (1 announced), 1 INTROSPECTION, 1 COMPATIBLE; 1 unstable hidden",
    ]
    assert any(
        line.startswith("    old.json:3: Messages with the value were valid and are refused now. [") for line in lines
    )
    assert diff("--places") == 1
    assert "    also command weigh arguments.sort=oats [" in diff.out


@pytest.mark.parametrize(
    ("words", "status"),
    [
        (("--fail-on", "never"), 0),
        (("--fail-on", "introspection"), 1),
        (("--ignore", "known"), 0),
        (("--ignore", "known", "--strict"), 1),
        (("--ignore", "known", "--fail-on", "introspection"), 1),
        (("--ignore", "known", "--unstable"), 1),
        (("--only", "used"), 0),
        (("--severity", "mild"), 0),
    ],
)
def test_status(words: tuple[str, ...], status: int, diff: Diff) -> None:
    diff.write("known", "value-removed command * arguments.sort=oats\n")
    diff.write("used", "command fill arguments.now\nevent FULL\n")
    diff.write("mild", "value-removed SOURCE\n")
    assert diff(*words) == status


def test_json(diff: Diff) -> None:
    report = diff.json()
    assert [(each["kind"], each["file"], each["line"], each["definition"]) for each in report["changes"]] == [
        ("event-removed", "old.json", 4, "FULL"),
        ("value-removed", "old.json", 3, "Grain"),
        ("value-removed", "old.json", 3, "Grain"),
        ("member-added-optional", "new.json", 3, "weigh"),
    ]
    assert report["changes"][1]["places"] == ["command weigh arguments.sort=oats"]
    assert (report["format"], report["old"], report["new"], report["hidden"]) == (1, "old.json", "new.json", 1)
    fingerprints = [each["fingerprint"] for each in report["changes"]]
    assert len(set(fingerprints)) == 4
    assert fingerprints == [each["fingerprint"] for each in diff.json()["changes"]]


def test_places_are_relative_to_the_working_folder(diff: Diff) -> None:
    report = diff.json(sides=(str(diff.folder / "old.json"), str(diff.folder / "new.json")))
    assert {each["file"] for each in report["changes"]} == {"old.json", "new.json"}


def test_github_annotations_are_in_the_new_schema(diff: Diff) -> None:
    diff("--format", "github")
    found = re.findall(r"^::(\w+) file=new\.json,line=(\d+),title=(\w+) ", diff.out, re.MULTILINE)
    assert found == [("error", "4", "WIRE"), ("warning", "4", "INTROSPECTION"), ("notice", "3", "COMPATIBLE")]
    assert "::warning title=WIRE event-removed::event FULL (announced): Clients that wait" in diff.out


def test_sarif(diff: Diff) -> None:
    diff("--format", "sarif")
    (run,) = json.loads(diff.out)["runs"]
    rules = [rule["id"] for rule in run["tool"]["driver"]["rules"]]
    assert rules == ["event-removed", "member-added-optional", "value-removed"]
    for result in run["results"]:
        assert rules[result["ruleIndex"]] == result["ruleId"]
        assert re.fullmatch("[0-9a-f]{12}", result["partialFingerprints"]["kindAndPath/v1"])
    assert [each["level"] for each in run["results"]] == ["warning", "error", "warning", "note"]
    places = [each["locations"][0].get("physicalLocation", {}).get("region", {}) for each in run["results"]]
    assert [each.get("startLine") for each in places] == [None, 4, 4, 3]
    assert len(run["results"][1]["locations"][0]["logicalLocations"]) == 2


def test_markdown_reads_as_a_release_note(diff: Diff) -> None:
    diff("--format", "markdown", "--places")
    assert diff.out == (
        "# Changes from old.json to new.json\n\n"
        "## May break clients\n\n"
        "- event removed: `event FULL` (announced). Clients that wait for the event wait in vain, "
        "unless it was never sent.\n"
        "- value removed: `command fill arguments.sort=oats` (in 2 places). "
        "Messages with the value were valid and are refused now.\n"
        "  - `command weigh arguments.sort=oats`\n\n"
        "## Visible to clients\n\n"
        "- value removed: `command fill returns=oats`. Clients wait for a value that no longer comes.\n\n"
        "## Compatible\n\n"
        "- member added optional: `command weigh arguments.exact` (?bool). "
        "Clients that do not know the member leave it out.\n\n"
        "In all: 2 WIRE (1 announced), 1 INTROSPECTION, 1 COMPATIBLE; 1 unstable hidden.\n"
    )


def test_html_escapes_and_needs_no_other_file(diff: Diff) -> None:
    union = "{ 'command': 'c', 'data': 'U', 'boxed': true }\n{ 'enum': 'E', 'data': [ 'a', 'b' ] }\n"
    union += "{ 'union': 'U', 'base': { 't': 'E' }, 'discriminator': 't', 'data': { 'a': 'S' } }\n"
    diff.write("<u>.json", union + "{ 'struct': 'S', 'data': { 'x': 'int' } }\n")
    diff.write("v.json", union + "{ 'struct': 'S', 'data': { } }\n")
    diff("--format", "html", sides=("<u>.json", "v.json"))
    assert "<code>command c arguments&lt;t=a&gt;.x</code>" in diff.out
    assert "<u>" not in diff.out
    assert "http" not in diff.out


def test_table_and_explanations(diff: Diff) -> None:
    assert main(["diff", "--list-kinds"]) == 0
    lines = diff.capsys.readouterr().out.splitlines()
    assert [line.split()[0] for line in lines[1:]] == list(KINDS)
    assert main(["diff", "--explain", "became-optional"]) == 0
    out = diff.capsys.readouterr().out
    assert "sent: COMPATIBLE: " in out
    assert "received: WIRE: " in out
    assert "after:\n  {" in out


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (("old.json",), "name two schemas"),
        (("old.json", "none.json"), "cannot read none.json: no such file or directory"),
        (("none.jsonl@1.0", "new.json"), "cannot read none.jsonl: no such file"),
        (("old.json@1.0", "new.json"), "old.json:1: this is no history"),
        (("--explain", "value-remove"), 'no kind of change is named "value-remove" (did you mean "value-removed"'),
        (("old.json", "new.json", "--ignore", "none"), "cannot read none: no such file"),
        (("damaged.gz", "new.json"), "cannot read damaged.gz: its compression is damaged"),
        (("reply.gz", "new.json"), "cannot read reply.gz: there is no reply of query-qmp-schema in it"),
        (("history.jsonl", "new.json"), "history.jsonl is a history: name a release of it, history.jsonl@RELEASE"),
        (("history.jsonl@3", "new.json"), 'history.jsonl: the history has no release "3"'),
    ],
)
def test_wrong_use(words: tuple[str, ...], message: str, diff: Diff) -> None:
    (diff.folder / "damaged.gz").write_bytes(b"\x1f\x8b123")
    (diff.folder / "reply.gz").write_bytes(gzip.compress(b"[]"))
    main(["history", "update", "history.jsonl", "1.0=old.json"])
    diff.capsys.readouterr()
    assert main(["diff", *words]) == 2
    err = diff.capsys.readouterr().err
    assert message in err
    assert err.count("\n") == 1


def test_releases_of_histories(diff: Diff) -> None:
    """The changes are those of the schemas, without places; deprecation in one release only announces nothing."""
    main(["history", "update", "h.jsonl", "1.0=old.json", "1.1=new.json"])
    main(["history", "update", "other.jsonl", "2.0=new.json"])
    for sides in (("h.jsonl@1.0", "h.jsonl@1.1"), ("h.jsonl@1.0", "other.jsonl@2.0"), ("h.jsonl@1.0", "new.json")):
        diff.capsys.readouterr()
        report = diff.json(sides=sides)
        assert [(each["kind"], each["verdict"]) for each in report["changes"]] == [
            ("event-removed", "WIRE"), ("value-removed", "WIRE"), ("value-removed", "INTROSPECTION"),
            ("member-added-optional", "COMPATIBLE"),
        ]  # fmt: skip
        assert {each["file"] for each in report["changes"]} <= {None, "new.json"}
    diff.write("older.json", OLD.replace(", 'features': [ 'deprecated' ]", ""))
    main(["history", "update", "k.jsonl", "0.9=older.json", "1.0=old.json", "1.1=new.json"])
    main(["history", "update", "l.jsonl", "0.8=older.json", "0.9=old.json", "1.0=old.json", "1.1=new.json"])
    diff.capsys.readouterr()
    announced = [
        diff.json(sides=(f"{name}@1.0", f"{name}@1.1"))["changes"][0]["announced"] for name in ("k.jsonl", "l.jsonl")
    ]
    assert announced == [False, True]


def test_names_tell_what_is_experimental_before_there_was_a_feature(diff: Diff) -> None:
    """They are hidden like unstable parts, although the schema does not call them unstable."""
    old = "{ 'command': 'x-dry', 'data': { 'id': 'str' } }\n{ 'command': 'fill', 'if': 'defined(FILL)' }\n"
    sides = diff.write("5.json", old), diff.write("6.json", old.replace("'str'", "'int'"))
    assert diff(sides=sides) == 0
    assert "no changes; 1 unstable hidden" in diff.out
    (change,) = diff.json("--unstable", sides=sides)["changes"]
    assert (change["kind"], change["verdict"], change["unstable"]) == ("type-changed", "WIRE", False)
    today = diff.write(
        "10.json", old.replace("'defined(FILL)'", "{ 'all': [ 'FILL', 'B' ] }").replace("'str'", "'int'")
    )
    assert diff(sides=(today, diff.write("11.json", "{ 'command': 'fill', 'if': { 'all': [ 'FILL', 'B' ] } }"))) == 1


def test_parts_that_cannot_be_read_are_told(diff: Diff) -> None:
    diff.write("new.json", NEW + "{ 'command': }\n")
    diff()
    assert "new.json has parts that cannot be read, and that count as absent; the first: line 5" in diff.err
