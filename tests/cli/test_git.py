"""Schemas of other revisions, read from real repositories."""

from __future__ import annotations

import json
import os
import subprocess
from pathlib import Path

import pytest

from sphinx_qapi.cli.git import Repository
from sphinx_qapi.cli.main import main

ROOT = "{ 'include': 'sub/common.json' }\n{ 'command': 'fill', 'data': { 'sort': 'Grain' } }\n"
COMMON = "{ 'enum': 'Grain', 'data': [ 'rye' ] }\n"
ENVIRONMENT = {
    **{name: value for name, value in os.environ.items() if not name.startswith("GIT_")},
    "GIT_CONFIG_GLOBAL": os.devnull,
    "GIT_CONFIG_SYSTEM": os.devnull,
    **{f"GIT_{who}_{what}": "x@example.org" for who in ("AUTHOR", "COMMITTER") for what in ("NAME", "EMAIL")},
}


def git(folder: Path, *words: str) -> str:
    done = subprocess.run(["git", "-C", folder, *words], env=ENVIRONMENT, capture_output=True, text=True, check=True)
    return done.stdout


@pytest.fixture(scope="module")
def repository(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Four releases: the root moves in 2.0.0, where lines end as on Windows; tags are annotated and lightweight."""
    folder = tmp_path_factory.mktemp("repository")
    git(folder, "init", "-q")
    git(folder, "config", "core.autocrlf", "false")
    (folder / "sub").mkdir()

    def commit(*tag: str) -> None:
        git(folder, "add", "-A")
        git(folder, "commit", "-q", "-m", "x")
        git(folder, "tag", *tag)

    (folder / "root.json").write_text(ROOT, "utf-8")
    (folder / "sub/common.json").write_text(COMMON, "utf-8")
    commit("v1.9.0")
    (folder / "sub/common.json").write_text(COMMON.replace("'rye'", "'rye', 'oats'"), "utf-8")
    (folder / "unrelated.json").write_text("{ not a schema", "utf-8")
    commit("-a", "v1.10.0", "-m", "annotated")
    git(folder, "tag", "v1.10.1")
    (folder / "qapi").mkdir()
    git(folder, "mv", "root.json", "qapi/schema.json")
    crlf = ROOT.replace("sub/", "../sub/").replace("'Grain' }", "'Grain', '*now': 'bool' }").replace("\n", "\r\n")
    (folder / "qapi/schema.json").write_text(crlf, "utf-8", newline="")
    commit("v2.0.0")
    (folder / "sub/real.json").write_text(COMMON, "utf-8")
    (folder / "sub/common.json").unlink()
    (folder / "sub/common.json").symlink_to("real.json")
    commit("v2.1.0")
    return folder


def test_history_of_tags(repository: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = str(tmp_path / "h.jsonl")
    status = git(repository, "status", "--porcelain", "--branch")
    words = ["history", "update", file, "--git", str(repository), "--schema", "qapi/schema.json,root.json", "--tags"]
    assert main([*words, "v1.*.0"]) == 0
    assert main([*words, "v*.0"]) == 0
    first = Path(file).read_bytes()
    assert main([*words, "v*.0"]) == 0
    assert Path(file).read_bytes() == first
    assert capsys.readouterr().out.splitlines()[1:] == [
        f"{file}: 4 releases; added: 2.0.0, 2.1.0", f"{file}: 4 releases; added: none"
    ]  # fmt: skip
    assert main(["history", "show", file, "fill"]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert "+ 1.10.0: command fill arguments.sort=oats" in lines
    assert "+ 2.0.0: command fill arguments.now: ?bool" in lines
    assert "- 2.1.0: command fill arguments.sort=oats" in lines, "a symbolic link leads to its target"
    assert git(repository, "status", "--porcelain", "--branch") == status


def test_a_revision_is_compared_with_the_work_tree(
    repository: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """As in a pull request: the working directory is the root of the repository, and paths are relative to it."""
    monkeypatch.chdir(repository)
    assert main(["diff", ".@v1.10.0:root.json", "qapi/schema.json", "--format", "json"]) == 1
    (changes) = json.loads(capsys.readouterr().out)["changes"]
    assert [(each["kind"], each["file"], each["line"]) for each in changes] == [
        ("value-removed", "sub/common.json", 1), ("member-added-optional", "qapi/schema.json", 2)
    ]  # fmt: skip
    commit = git(repository, "rev-parse", "v1.9.0").strip()
    assert main(["diff", f"{repository}@{commit}:root.json", f"{repository}@v1.10.1:root.json"]) == 0
    assert "COMPATIBLE value-added: command fill arguments.sort=oats" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("word", "message"),
    [
        ("@v1.11.0:root.json", 'has no revision "v1.11.0" (did you mean "v1.10.0"'),
        ("@v2.0.0:root.json", "v2.0.0 of"),
        ("@--help:root.json", 'has no revision "--help"'),
    ],
)
def test_what_is_not_there(word: str, message: str, repository: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["diff", f"{repository}{word}", f"{repository}@v1.9.0:root.json"]) == 2
    err = capsys.readouterr().err
    assert message in err
    assert err.count("\n") == 1


def test_no_tag_matches(repository: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    words = ["--git", str(repository), "--tags", "v2.0.1", "--schema", "root.json"]
    assert main(["history", "update", str(tmp_path / "h"), *words]) == 2
    assert 'matches "v2.0.1" (did you mean "v2.0.0"' in capsys.readouterr().err


def test_shallow_clone(repository: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    clone = tmp_path / "clone"
    git(tmp_path, "clone", "-q", "--depth", "1", "--no-tags", repository.as_uri(), str(clone))
    assert main(["diff", f"{clone}@HEAD:qapi/schema.json", str(clone / "qapi/schema.json")]) == 0
    capsys.readouterr()
    assert main(["diff", f"{clone}@v1.9.0:root.json", str(clone / "qapi/schema.json")]) == 2
    assert "the clone is shallow, fetch what it lacks" in capsys.readouterr().err


def test_a_folder_that_is_no_repository(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(tmp_path.parent))
    with pytest.raises(Exception, match="is no git repository"):
        Repository(tmp_path)


def test_without_git(repository: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "")
    with pytest.raises(Exception, match="git is needed to read a repository, but is not installed"):
        Repository(repository)
