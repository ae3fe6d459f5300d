"""``sphinx-qapi graph``."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from sphinx_qapi.cli.main import main

EXAMPLE = str(Path(__file__).parents[2] / "examples" / "granary" / "granary.json")


def run(capsys: pytest.CaptureFixture[str], *words: str) -> str:
    assert main(["graph", EXAMPLE, *words]) == 0
    return capsys.readouterr().out


def test_text_is_the_default(capsys: pytest.CaptureFixture[str]) -> None:
    assert "volume-create: VolumeOptions (arguments), VolumeId (returns)\n" in run(capsys, "volume-create")


def test_depth_and_direction(capsys: pytest.CaptureFixture[str]) -> None:
    out = run(capsys, "VolumeOptions", "--depth", "1", "--direction", "used-by", "-f", "json")
    names = [row["name"] for box in json.loads(out)["boxes"] for row in box["rows"]]
    assert names[0] == "VolumeOptions"
    assert "volume-create" in names
    assert "VolumeOptionsFile" not in names


def test_without_names_it_is_everything(capsys: pytest.CaptureFixture[str]) -> None:
    assert len(run(capsys, "-f", "json")) > len(run(capsys, "volume-create", "-f", "json"))


@pytest.mark.parametrize("name", ["svg", "dot", "mermaid", "json", "text"])
def test_every_format_goes_to_a_file(name: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "out"
    assert run(capsys, "volume-create", "volume-delete", "-f", name, "-o", str(path)) == ""
    assert "volume-create" in path.read_text("utf-8")


def test_misspelt_name(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["graph", EXAMPLE, "volume-creat"]) == 2
    assert 'no definition is named "volume-creat" (did you mean "volume-create"' in capsys.readouterr().err


def test_unwritable_file(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["graph", EXAMPLE, "-o", str(tmp_path / "none" / "out")]) == 2
    assert "cannot write" in capsys.readouterr().err


def test_negative_depth(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        main(["graph", EXAMPLE, "volume-create", "--depth", "-1"])
    assert "--depth" in capsys.readouterr().err
