"""``sphinx-qapi history``: the file grows, and questions about it are answered."""

from __future__ import annotations

import errno
import json
from pathlib import Path

import pytest

from sphinx_qapi.cli.main import main

V1 = "{ 'command': 'fill', 'data': { 'sort': 'str' } }\n"
V2 = "{ 'command': 'fill', 'data': { 'sort': 'str', '*now': 'bool' } }\n{ 'event': 'FULL' }\n"


class History:
    """Runs the command in a folder with the schemas of two releases."""

    def __init__(self, folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
        self.folder = folder
        self.capsys = capsys
        self.file = folder / "h.jsonl"
        self.out = self.err = ""
        for name, text in (("v1.json", V1), ("v2.json", V2)):
            (folder / name).write_text(text, "utf-8")

    def __call__(self, action: str, *words: str) -> int:
        status = main(["history", action, "h.jsonl", *words])
        self.out, self.err = self.capsys.readouterr()
        return status


@pytest.fixture
def history(tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> History:
    monkeypatch.chdir(tmp_path)
    return History(tmp_path, capsys)


def test_update_only_appends_and_a_second_one_changes_nothing(history: History) -> None:
    assert history("update", "1.0=v1.json") == 0
    first = history.file.read_bytes()
    assert history("update", "1.0=v1.json", "1.1=v2.json") == 0
    assert history.out == "h.jsonl: 2 releases; added: 1.1\n"
    both = history.file.read_bytes()
    assert both.startswith(first)
    assert history("update", "1.0=v1.json", "1.1.0=v2.json") == 0
    assert history.out == "h.jsonl: 2 releases; added: none\n", "a number may be spelled otherwise"
    assert history.file.read_bytes() == both
    history.file.unlink()
    history("update", "1.0=v1.json", "1.1=v2.json")
    assert history.file.read_bytes() == both


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (("1.1=v1.json",), "has release 1.1 with another schema; the first difference: member-removed-optional at "),
        (("1.0.5=v1.json",), "h.jsonl: release 1.0.5 cannot be added after 1.1: a higher number was expected"),
        (("1.2",), '"1.2" names no release and schema: RELEASE=SCHEMA was expected'),
        (("a b=v1.json",), 'h.jsonl: "a b" names no release'),
        (("1.2=none.json",), "cannot read none.json"),
        (("--tags", "v*"), "--tags and --schema belong to --git REPO"),
        (("--git", "."), "--git needs --tags PATTERN and --schema PATH"),
        (("--git", "none", "--tags", "v*", "--schema", "s"), "cannot read the repository none: no such folder"),
    ],
)
def test_refused_and_nothing_written(words: tuple[str, ...], message: str, history: History) -> None:
    history("update", "1.0=v1.json", "1.1=v2.json")
    before = history.file.read_bytes()
    assert history("update", *words) == 2
    assert message in history.err
    assert history.err.count("\n") == 1
    assert history.file.read_bytes() == before
    assert sorted(path.name for path in history.folder.iterdir()) == ["h.jsonl", "v1.json", "v2.json"]


def test_show(history: History) -> None:
    history("update", "1.0=v1.json", "1.1=v2.json")
    assert history("show", "fill") == 0
    assert history.out == (
        "+ 1.0: command fill\n+ 1.0: command fill arguments: object\n+ 1.0: command fill arguments.sort: str\n"
        "+ 1.1: command fill arguments.now: ?bool\n"
    )
    assert history("show", "fill", "--since", "1.1") == 0
    assert history.out == "+ 1.1: command fill arguments.now: ?bool\n"
    assert history("show", "FULL", "--format", "json") == 0
    assert json.loads(history.out)["events"] == [
        {"release": "1.1", "change": "added", "path": "event FULL", "shape": None}
    ]
    assert history("show", "fil") == 2
    assert 'no command or event is named "fil" (did you mean "fill"?)' in history.err
    for release, lines in (("0.9", 4), ("1.0.5", 1), ("2.0", 0)):
        assert history("show", "fill", "--since", release) == 0
        assert history.out.count("\n") == lines, "a number need not be in the file"
    assert history("show", "fill", "--since", "next") == 2


def test_paths(history: History) -> None:
    history("update", "1.0=v1.json", "1.1=v2.json")
    assert history("paths") == 0
    assert history.out == (
        "path\tdeclared\taccepted-undeclared\tshape\n"
        "command fill\t1.0-\t\t\n"
        "command fill arguments\t1.0-\t\tobject\n"
        "command fill arguments.now\t1.1-\t\t?bool\n"
        "command fill arguments.sort\t1.0-\t\tstr\n"
        "event FULL\t1.1-\t\t\n"
    )


def test_export_rewrites_only_what_changed(history: History) -> None:
    history("update", "1.0=v1.json", "1.1=v2.json")
    assert history("export", "out") == 0
    assert history.out == "out: 2 files, 2 of them written\n"
    files = sorted((history.folder / "out").iterdir())
    assert [path.name for path in files] == ["command-fill.txt", "event-FULL.txt"]
    assert files[1].read_text("utf-8") == "+ 1.1: event FULL\n"
    (history.folder / "v3.json").write_text(V2.replace("'bool'", "'int'"), "utf-8")
    files[1].chmod(0o444)
    stamp = files[1].stat().st_mtime_ns
    history("update", "1.2=v3.json")
    assert history("export", "out") == 0
    assert history.out == "out: 2 files, 1 of them written\n"
    assert files[1].stat().st_mtime_ns == stamp
    assert files[0].read_text("utf-8").endswith("~ 1.2: command fill arguments.now: ?int64\n")


def test_exported_files_differ_in_more_than_case(history: History) -> None:
    """An existing file keeps its name when a later release adds an entry whose name sorts before."""
    (history.folder / "v3.json").write_text(V2 + "{ 'event': 'Full' }\n{ 'event': 'AUX' }\n", "utf-8")
    history("update", "1.1=v2.json", "1.2=v3.json")
    assert history("export", "out") == 0
    files = {path.name: path.read_text("utf-8") for path in (history.folder / "out").iterdir()}
    assert set(files) == {"command-fill.txt", "event-FULL.txt", "event-Full-2.txt", "event-AUX.txt"}
    assert files["event-FULL.txt"] == "+ 1.1: event FULL\n"
    assert files["event-Full-2.txt"] == "+ 1.2: event Full\n"


def test_a_file_that_is_no_history(history: History) -> None:
    for text in (V1, "", '{"format":1}\n{"release"'):
        history.file.write_text(text, "utf-8")
        for action in (("show", "fill"), ("paths",), ("update", "1.0=v1.json"), ("export", "out")):
            assert history(*action) == 2
            assert history.err.startswith("sphinx-qapi: error: h.jsonl")
            assert history.err.count("\n") == 1
            assert history.file.read_text("utf-8") == text


def test_check_holds_versions_against_it(history: History) -> None:
    comment = "##\n# @fill:\n#\n# @sort: what\n#\n# @now: at once\n#\n# Since: 1.0\n##\n"
    (history.folder / "v2.json").write_text(comment + V2, "utf-8")
    history("update", "1.0=v1.json", "1.1=v2.json")
    words = ["check", "v2.json", "--format", "json", "--select", "since-mismatch"]
    main([*words, "--history", "h.jsonl"])
    (found,) = json.loads(history.capsys.readouterr().out)["diagnostics"]
    told = (
        '"command fill arguments.now" is said to be there since 1.0, but 1.0 lacks it, and 1.1 is the first that has it'
    )
    assert (found["line"], found["message"]) == (6, told)
    main([*words, "--history", "h.jsonl", "--complete-from", "1.1"])
    assert json.loads(history.capsys.readouterr().out)["diagnostics"] == []
    main(words)
    assert json.loads(history.capsys.readouterr().out)["diagnostics"] == []
    for wrong in (["--complete-from", "1.1"], ["--history", "none"]):
        assert main([*words, *wrong]) == 2
        assert history.capsys.readouterr().err.count("\n") == 1
    assert main(["check", "v1.json", "v2.json", "--history", "h.jsonl"]) == 2
    assert history.capsys.readouterr().err.count("\n") == 1


def test_a_full_disk_leaves_the_file_as_it_was(history: History, monkeypatch: pytest.MonkeyPatch) -> None:
    history("update", "1.0=v1.json")
    before = history.file.read_bytes()

    def fail(*_arguments: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(Path, "replace", fail)
    assert history("update", "1.1=v2.json") == 2
    assert "cannot write h.jsonl: No space left on device" in history.err
    assert history.file.read_bytes() == before
    assert not [each.name for each in history.folder.iterdir() if each.name.startswith(".")], "no part of it stays"
