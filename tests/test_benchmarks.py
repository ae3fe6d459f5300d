"""The benchmarks measure things that exist."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from pathlib import Path

import docutils
import pytest
import sphinx

from benchmarks.synthetic import write_schema
from benchmarks.upstream import PACKAGES, PATCHES
from sphinx_qapi.schema.load import load_schema

_ROOT = Path(__file__).parents[1]


def test_phases_are_those_of_a_build() -> None:
    example = _ROOT / "examples" / "granary" / "network.json"
    run = subprocess.run(
        [sys.executable, "-m", "benchmarks.phases", f"QMP={example}"],
        cwd=_ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert run.returncode == 0, run.stderr
    lines = {line[:36].strip(): line.split()[-2] for line in run.stdout.splitlines() if line.endswith(" calls")}
    idle = {name for name, calls in lines.items() if calls == "0"}
    assert not idle, f"nothing is measured of {idle}"


def test_made_up_schemas_are_sound_and_always_the_same(tmp_path: Path) -> None:
    first, second = (write_schema(tmp_path / name, 1) for name in ("first", "second"))
    result = load_schema(first)
    assert result.diagnostics == ()
    assert {each.kind for each in result.schema.definitions.values()} == {
        "alternate", "command", "enum", "event", "struct", "union"
    }  # fmt: skip
    for path in first.parent.iterdir():
        assert path.read_text() == (second.parent / path.name).read_text()


@pytest.mark.parametrize("patch", sorted(PATCHES.glob("*.patch")), ids=lambda patch: patch.stem)
def test_patches_for_sphinx_and_docutils_fit_the_versions_that_their_page_names(tmp_path: Path, patch: Path) -> None:
    page = (PATCHES.parent / "upstream.md").read_text("utf-8")
    assert f"upstream/{patch.name}\n" in page
    text = patch.read_text("utf-8")
    for file in re.findall(r"^--- a/(\S+)", text, re.MULTILINE):
        target = tmp_path / file
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(next(each.parent / file for each in PACKAGES if (each.parent / file).is_file()), target)
    fits = subprocess.run(["git", "apply", "--check", "-p1", patch], cwd=tmp_path, capture_output=True, check=False)
    is_named = f"Sphinx {sphinx.__version__} and docutils {docutils.__version__}," in " ".join(page.split())
    assert fits.returncode == 0 or not is_named, fits.stderr
