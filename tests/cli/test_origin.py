"""A project written by `init` installs the same package that `init` was run from."""

from __future__ import annotations

import json
import subprocess
from pathlib import Path
from typing import Any

import pytest

from sphinx_qapi.cli import origin
from sphinx_qapi.cli.main import main
from sphinx_qapi.cli.origin import requirement

COMMIT = "0123456789abcdef0123456789abcdef01234567"


@pytest.fixture
def noted(monkeypatch: pytest.MonkeyPatch) -> Any:
    """A function that sets what the installer has noted about the origin of the package."""

    class Installed:
        text: str | None = None

        def read_text(self, _name: str) -> str | None:
            return self.text

    installed = Installed()
    monkeypatch.setattr(origin, "distribution", lambda _name: installed)

    def note(value: object) -> None:
        installed.text = value if value is None or isinstance(value, str) else json.dumps(value)

    return note


@pytest.mark.parametrize(
    ("value", "wanted"),
    [
        (None, "sphinx-qapi"),
        ("no JSON", "sphinx-qapi"),
        (
            {"url": "https://x.example/q.git", "vcs_info": {"vcs": "git", "commit_id": COMMIT}},
            f"sphinx-qapi @ git+https://x.example/q.git@{COMMIT}",
        ),
        ({"url": "https://x.example/q.whl", "archive_info": {}}, "sphinx-qapi @ https://x.example/q.whl"),
        ({"url": "file:///no/q.whl", "archive_info": {}}, "sphinx-qapi @ file:///no/q.whl"),
    ],
)
def test_requirements(value: object, wanted: str, noted: Any) -> None:
    noted(value)
    assert requirement() == wanted


def test_a_clone_whose_commit_others_can_fetch(noted: Any, tmp_path: Path) -> None:
    def git(*words: str) -> str:
        own = ["-c", "user.name=x", "-c", "user.email=x@x.example", "-C", str(tmp_path)]
        return subprocess.run(["git", *own, *words], capture_output=True, text=True, check=True).stdout.strip()

    git("init", "-q")
    git("commit", "-q", "--allow-empty", "-m", "First")
    git("remote", "add", "origin", "https://x.example/q.git")
    noted({"url": tmp_path.as_uri(), "dir_info": {"editable": True}})
    assert requirement() == f"sphinx-qapi @ {tmp_path.as_uri()}", "nobody has the commit"
    commit = git("rev-parse", "HEAD")
    git("update-ref", "refs/remotes/origin/main", commit)
    assert requirement() == f"sphinx-qapi @ git+https://x.example/q.git@{commit}"


def test_init_writes_it(
    noted: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    noted({"url": "file:///no/q.whl", "archive_info": {}})
    monkeypatch.chdir(tmp_path)
    Path("s.json").write_text("{ 'command': 'go' }")
    assert main(["init", "s.json"]) == 0
    for name in (".readthedocs.yaml", ".github/workflows/docs.yml"):
        assert "python -m pip install 'sphinx-qapi @ file:///no/q.whl'" in Path(name).read_text()
    assert "give them an address that they can reach" in capsys.readouterr().out
