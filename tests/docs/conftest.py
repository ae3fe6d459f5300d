"""The folder in which the snippets of a page are run."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from sphinx_qapi.cli.main import main

ROOT = Path(__file__).parents[2]
SCHEMA = """\
##
# @{name}:
#
# Ask for it.
#
# Since: 1.0
##
{{ 'command': '{name}' }}
"""
MAKE = ("make", "git", "sphinx-qapi")
"""The programs whose lines are run; others would need a network or a server."""


class Terminal:
    """Runs the lines of ``console`` snippets in a folder, and compares their output with the page."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        names = {"GIT_AUTHOR_NAME": "A", "GIT_AUTHOR_EMAIL": "a@example.org", "HOME": str(folder.parent)}
        names |= {key.replace("AUTHOR", "COMMITTER"): value for key, value in names.items() if "AUTHOR" in key}
        path = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
        self.environment = {**os.environ, **names, "PATH": path, "NO_COLOR": "1"}

    def play(self, text: str) -> None:
        """Run each line that begins with ``$``; compare its output with the lines below, where ``...`` is any text."""
        for part in re.split(r"^\$ ", text, flags=re.MULTILINE)[1:]:
            command, _, expected = part.partition("\n")
            if command.split()[0] not in MAKE:
                continue
            run = subprocess.run(
                command,
                shell=True,
                cwd=self.folder,
                env=self.environment,
                text=True,
                check=False,
                timeout=120,
                stdout=subprocess.PIPE,
                stderr=subprocess.STDOUT,
            )
            assert run.returncode == 0, f"$ {command}\n{run.stdout}"
            if expected.strip():
                pattern = re.escape(expected.strip()).replace(r"\.\.\.", ".*")
                assert re.fullmatch(pattern, run.stdout.strip(), re.DOTALL), f"$ {command}\n{run.stdout}"

    def write(self, caption: str, text: str) -> None:
        """Write the file that *caption* names, or add to it."""
        name, _, addition = caption.partition(", ")
        path = self.folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        before = path.read_text("utf-8") + "\n" if addition == "at the end" else ""
        path.write_text(before + text, "utf-8")


@pytest.fixture
def empty(tmp_path: Path) -> Terminal:
    """The empty folder with which a tutorial begins."""
    folder = tmp_path / "work"
    folder.mkdir()
    return Terminal(folder)


@pytest.fixture
def repository(empty: Terminal, monkeypatch: pytest.MonkeyPatch) -> Terminal:
    """A repository with the layout of QEMU's, tiny schemas of its own, and a project in ``docs``."""
    for path, name in {"qapi/qapi-schema.json": "query-status", "qga/qapi-schema.json": "guest-ping"}.items():
        empty.write(path, SCHEMA.format(name=name))
    monkeypatch.chdir(empty.folder)
    assert main(["init", "QMP=qapi/qapi-schema.json", "QGA=qga/qapi-schema.json", "-d", "docs"]) == 0
    return empty
