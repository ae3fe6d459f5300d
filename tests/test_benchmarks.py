"""The benchmarks measure things that exist."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from benchmarks.synthetic import write_schema
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
