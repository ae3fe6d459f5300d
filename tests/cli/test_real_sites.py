"""Sites of real schemas: the only warnings are about examples, and every definition has its place on a page."""

from __future__ import annotations

import re
import subprocess
import sys
import zlib
from pathlib import Path

import pytest

from sphinx_qapi.schema.load import load_schema
from tests.real_warnings import other_warnings

ROOTS = {
    "QMP": ("qapi-schema.json", "qapi/qapi-schema.json"),
    "QGA": ("qga/qapi-schema.json",),
    "QSD": ("storage-daemon/qapi/qapi-schema.json",),
    "Firmware": ("docs/interop/firmware.json",),
    "VhostUser": ("docs/interop/vhost-user.json",),
}
"""The roots that a release may have, by namespace."""


def roots_of(release: Path) -> dict[str, Path]:
    found = {namespace: [release / path for path in paths] for namespace, paths in ROOTS.items()}
    return {namespace: path for namespace, paths in found.items() for path in paths if path.is_file()}


def inventory(path: Path) -> dict[str, str]:
    """The page and anchor of each QAPI object by name, without modules, which may have the name of a definition."""
    content = path.read_bytes().split(b"\n", 4)[4]
    rows = re.findall(r"^(\S+) qapi:(?!module)\w+ -?\d+ (\S+) ", zlib.decompress(content).decode(), re.MULTILINE)
    return {name: address.replace("$", name) for name, address in rows}


@pytest.mark.shared
@pytest.mark.parametrize("release", ["seed-2012", "10.0"])
def test_every_definition_of_a_release_has_its_place(release: str, shared: Path, tmp_path: Path) -> None:
    folder = shared / "corpus" / release
    roots = roots_of(folder)
    include_dirs = [folder / "qapi"] if (folder / "qapi").is_dir() else []
    words = [f"{namespace}={path}" for namespace, path in roots.items()]
    words += [word for each in include_dirs for word in ("--include-dir", str(each))]
    run = subprocess.run(
        [sys.executable, "-m", "sphinx_qapi", "build", *words, "-o", str(tmp_path)],
        capture_output=True,
        text=True,
        check=False,
    )
    assert run.returncode == 0, run.stderr
    assert other_warnings(run.stderr) == []
    known = inventory(tmp_path / "html" / "objects.inv")
    pages: dict[str, str] = {}
    for namespace, path in roots.items():
        for name in load_schema(path, include_dirs=include_dirs).schema.definitions:
            page, _, anchor = known[f"{namespace}:{name}"].partition("#")
            assert anchor == f"qapi-{namespace}-{name}"
            text = pages.setdefault(page, (tmp_path / "html" / page).read_text("utf-8"))
            assert f'id="{anchor}"' in text
