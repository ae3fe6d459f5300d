"""The process of the program ends with its command: immediately after a build, but with all of its output."""

from __future__ import annotations

import gc
import os
import subprocess
import sys
from pathlib import Path
from typing import NoReturn

import pytest

from sphinx_qapi.cli import program

SCHEMA = "##\n# @go:\n#\n# Since: 1.0\n##\n{ 'command': 'go', 'data': { 'a': 'Nosuch' } }\n"


@pytest.mark.parametrize(("words", "status"), [([], 0), (["-W"], 1)])
def test_a_build_ends_with_its_status_and_all_of_its_output(tmp_path: Path, words: list[str], status: int) -> None:
    (tmp_path / "s.json").write_text(SCHEMA, encoding="utf-8")
    command = [sys.executable, "-m", "sphinx_qapi", "build", "s.json", "-v", *words]
    ran = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=False)
    assert ran.returncode == status
    assert "[qapi.unknown-type]" in ran.stderr
    assert "build succeeded" in ran.stdout or status
    assert status or ran.stdout.endswith("The site is in qapi-site/html/index.html\n")


@pytest.mark.parametrize(
    ("has_sphinx", "is_watched", "at_once"), [(True, False, True), (True, True, False), (False, False, False)]
)
def test_only_builds_that_nobody_watches_end_at_once(
    monkeypatch: pytest.MonkeyPatch, has_sphinx: bool, is_watched: bool, at_once: bool
) -> None:
    ended: list[int] = []

    def end(status: int) -> NoReturn:
        ended.append(status)
        raise SystemExit(status)

    monkeypatch.setattr(os, "_exit", end)
    monkeypatch.setattr(program, "main", lambda: 3)
    monkeypatch.setattr(program, "_is_watched", lambda: is_watched)
    monkeypatch.setattr("logging.shutdown", lambda: None)
    if has_sphinx:
        monkeypatch.setitem(sys.modules, "sphinx", sys)
    else:
        monkeypatch.delitem(sys.modules, "sphinx", raising=False)
    before = gc.get_threshold()
    gc.set_threshold(700, *before[1:])
    try:
        with pytest.raises(SystemExit) as info:
            program.run()
        assert gc.get_threshold()[0] > 700
    finally:
        gc.set_threshold(*before)
    assert info.value.code == 3
    assert ended == ([3] if at_once else [])
