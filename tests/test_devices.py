"""Devices that keep builds fast change nothing: sites are the same without them."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from benchmarks.device_switches import DEVICES
from benchmarks.edits import edit

_ROOT = Path(__file__).parents[1]
_HIDING = {"paragraphs", "frames"}
"""Without these, "words" and "titles" have nothing to do."""


def sites(folder: Path, without: str) -> list[dict[str, bytes]]:
    """The files of a clean build, of one after an edit, of one with nothing changed, and of one by another builder."""
    schema = folder / "schema" / "network.json"
    shutil.copytree(_ROOT / "examples" / "granary", schema.parent)
    words = ["build", f"Granary={schema}", "-o", str(folder / "site"), "--pages", "definition", "--theme", "alabaster"]
    found = []
    for builder, is_edited in (("html", False), ("html", True), ("html", False), ("dirhtml", False)):
        if is_edited:
            edit(schema)
        command = [sys.executable, "-m", "benchmarks.device_switches", without, *words, "-b", builder, "-j", "1"]
        ran = subprocess.run(command, cwd=_ROOT, capture_output=True, text=True, check=False)
        assert ran.returncode == 0, ran.stderr
        site = folder / "site" / builder
        found.append({str(path.relative_to(site)): path.read_bytes() for path in site.rglob("*") if path.is_file()})
    return found


@pytest.fixture(scope="module")
def with_all(tmp_path_factory: pytest.TempPathFactory) -> list[dict[str, bytes]]:
    return sites(tmp_path_factory.mktemp("with"), "none")


@pytest.mark.parametrize("kept", [set(), _HIDING], ids=["none is left", "those that hide others are left"])
def test_sites_are_the_same_without_devices(tmp_path: Path, with_all: list[dict[str, bytes]], kept: set[str]) -> None:
    assert sites(tmp_path, ",".join(DEVICES.keys() - kept)) == with_all
