"""The option ``--untrusted`` of the commands that have it."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from sphinx_qapi.cli.main import main

SCHEMA = """\
##
# @weigh:
#
# Before.
#
# .. csv-table::
#    :file: ../secret.csv
#
# .. raw:: html
#    :file: ../secret.csv
#
# After.
#
# Since: 1.0
##
{ 'command': 'weigh' }
"""
SECRET = "the-key-is-under-the-third-sack"


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    (tmp_path / "s").mkdir()
    (tmp_path / "s" / "granary.json").write_text(SCHEMA)
    (tmp_path / "secret.csv").write_text(SECRET)
    (tmp_path / "mill.json").write_text("{ 'command': 'grind' }\n")
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.mark.parametrize("builder", ["html", "text", "latex"])
def test_build(builder: str, folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["build", "s/granary.json", "--untrusted", "--theme", "basic", "-b", builder]) == 0
    told = re.findall(r"granary\.json:(\d+): WARNING: .*\[qapi\.untrusted\]", capsys.readouterr().err)
    assert told == ["6", "9"]
    files = [path for path in (folder / "qapi-site").rglob("*") if path.is_file()]
    assert not [path for path in files if SECRET.encode() in path.read_bytes()]
    page = next(path for path in files if path.name in ("command-weigh.html", "granary.txt", "granaryreference.tex"))
    assert re.search(r"Before\..*After\.", page.read_text("utf-8"), re.DOTALL)


def test_trust_is_part_of_what_was_built(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    words = ["build", "s/granary.json", "--theme", "basic"]
    (folder / "s" / "granary.json").write_text(SCHEMA.replace("../secret.csv", (folder / "secret.csv").as_posix()))
    page = folder / "qapi-site" / "html" / "command-weigh.html"
    assert main(words) == 0
    assert SECRET in page.read_text("utf-8")
    assert main([*words, "--untrusted"]) == 0
    assert SECRET not in page.read_text("utf-8")


def test_check(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = folder / "s" / "granary.json"
    path.write_text("{ 'command': 'weigh' }\n{ 'include': '../mill.json' }\n")
    assert main(["check", str(path), "--untrusted"]) == 0
    assert re.search(r"granary\.json:2:1: warning: .*\[untrusted\]", capsys.readouterr().out)
    assert main(["check", str(path), "--untrusted", "-W"]) == 1
    assert main(["check", str(path), "-W", "--ignore", "undocumented-definition"]) == 0
    assert main(["check", str(path), "--untrusted", "-W", "--include-dir", str(folder)]) == 0


def test_check_of_a_link_out_of_its_folder(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (folder / "s" / "linked.json").symlink_to("../mill.json")
    assert main(["check", "s/linked.json"]) == 0
    assert main(["check", "s/linked.json", "--untrusted"]) == 2
    assert "a link leads out of its folder" in capsys.readouterr().err
