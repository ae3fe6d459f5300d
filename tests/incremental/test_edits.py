"""The short form of `tests.incremental`: one edit of each of the first kinds."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

_ROOT = Path(__file__).parents[2]
_PART = _ROOT / "examples" / "granary" / "network.json"
"""A schema that includes only one other file, so that its site is built in a second."""


@pytest.mark.parametrize(("pages", "edits"), [("definition", 6), ("module", 2)])
def test_an_incremental_build_is_a_clean_one(tmp_path: Path, pages: str, edits: int) -> None:
    for name in (_PART.name, "common.json"):
        (tmp_path / name).write_text(_PART.with_name(name).read_text())
    words = ["-m", "tests.incremental", "--edits", str(edits), "--pages", pages, "--schema", str(tmp_path / _PART.name)]
    run = subprocess.run([sys.executable, *words], cwd=_ROOT, capture_output=True, text=True, check=False)
    assert run.returncode == 0, run.stdout + run.stderr
    assert run.stdout.count(": the same") == edits
