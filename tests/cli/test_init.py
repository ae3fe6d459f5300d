"""``sphinx-qapi init``: a project that builds without changes, and that is never overwritten."""

from __future__ import annotations

import os
import runpy
import shlex
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import yaml

from sphinx_qapi.cli.main import main
from sphinx_qapi.cli.schema_search import find_schemas, namespace_for

SCHEMA = "{ 'command': 'door-open' }\n"
FILES = {"conf.py", "index.md", "Makefile", ".gitignore", ".readthedocs.yaml", ".github/workflows/docs.yml"}


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path


def write(path: Path, text: str = SCHEMA) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, "utf-8")


def contents(folder: Path) -> dict[str, str]:
    return {str(each.relative_to(folder)): each.read_text("utf-8") for each in folder.rglob("*") if each.is_file()}


def make_html(folder: Path) -> None:
    """Run the command that a user types next; a warning makes it fail."""
    environment = {**os.environ, "PATH": f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"}
    words = ["make", "-C", str(folder), "html", "SPHINXOPTS=-q -W --keep-going"]
    run = subprocess.run(words, env=environment, capture_output=True, text=True, check=False)
    assert run.returncode == 0, run.stdout + run.stderr


def test_a_schema_in_an_empty_folder(
    here: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    write(here / "house.json")
    monkeypatch.setenv("PATH", str(Path(sys.executable).parent), prepend=os.pathsep)
    assert main(["init"]) == 0
    assert set(contents(here)) == FILES | {"house.json"}
    assert capsys.readouterr().out.splitlines()[-1] == "Next: make html, and open _build/html/index.html"
    make_html(here)
    page = here / "_build/html/reference/house/command-door-open.html"
    assert 'id="qapi-House-door-open"' in page.read_text("utf-8")


def test_a_python_that_make_would_not_find_is_named(
    here: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """The package may be installed in an environment that is not active."""
    write(here / "house.json")
    write(here / "bin/python3", "#!/bin/sh\nexit 1\n")
    (here / "bin/python3").chmod(0o755)
    monkeypatch.setenv("PATH", f"{here}/bin", prepend=os.pathsep)
    assert main(["init"]) == 0
    command = capsys.readouterr().out.splitlines()[-1].removeprefix("Next: ").partition(", and open ")[0]
    assert command.startswith("make html PYTHON=")
    assert sys.executable in command or "'" in sys.executable
    run = subprocess.run(command, shell=True, capture_output=True, text=True, check=False)
    assert run.returncode == 0, run.stdout + run.stderr


def test_a_repository_keeps_its_documentation_in_docs(here: Path) -> None:
    (here / ".git").mkdir()
    write(here / "qapi/qapi-schema.json")
    write(here / "VERSION", "6.1.0\n")
    assert main(["init"]) == 0
    expected = {name if name.startswith((".r", ".github")) else f"docs/{name}" for name in FILES}
    assert set(contents(here)) == expected | {"qapi/qapi-schema.json", "VERSION"}
    conf = runpy.run_path(str(here / "docs/conf.py"))
    assert conf["release"] == "6.1.0"
    assert conf["qapi_schemas"] == {
        "QMP": {"path": "../qapi/qapi-schema.json", "release": "6.1.0", "output": "reference/qmp"}
    }
    assert yaml.safe_load((here / ".readthedocs.yaml").read_text())["sphinx"] == {"configuration": "docs/conf.py"}
    assert "--watch ../qapi" in (here / "docs/Makefile").read_text()


def test_a_second_run_changes_nothing(here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    write(here / "house.json")
    assert main(["init"]) == 0
    write(here / "Makefile", "mine:\n")
    before = contents(here)
    capsys.readouterr()
    assert main(["init", "--title", "Another"]) == 0
    assert contents(here) == before
    assert capsys.readouterr().out.count("  kept ") == len(FILES)


def test_a_project_that_exists_is_told_what_to_add(here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    write(here / "house.json")
    write(here / "docs/conf.py", "project = 'Mine'\n")
    before = contents(here)
    assert main(["init", "-d", "docs"]) == 1
    assert contents(here) == before
    out = capsys.readouterr().out
    assert '"House": {"path": "../house.json", "output": "reference/house"},' in out
    assert "reference/house/index" in out


def test_an_index_of_the_user_is_enough(here: Path) -> None:
    write(here / "house.json")
    write(here / "index.rst", "House\n=====\n")
    assert main(["init"]) == 0
    assert not (here / "index.md").exists()


def test_odd_names_are_written_so_that_every_tool_reads_them(here: Path) -> None:
    folder = here / "it's $HOME #1"
    write(folder / 'a "b" é.json')
    assert main(["init", f'X={folder}/a "b" é.json', "--title", 'A *b* `c` \\ "d"']) == 0
    conf = runpy.run_path(str(here / "conf.py"))
    assert conf["project"] == 'A *b* `c` \\ "d"'
    assert conf["qapi_schemas"]["X"]["path"] == 'it\'s $HOME #1/a "b" é.json'
    workflow = yaml.safe_load((here / ".github/workflows/docs.yml").read_text("utf-8"))
    runs = [step["run"] for step in workflow["jobs"]["docs"]["steps"] if "run" in step]
    check = next(run for run in runs if run.startswith("sphinx-qapi check"))
    for command in (check.splitlines()[0], f"make check PYTHON={shlex.quote(shlex.quote(sys.executable))}"):
        run = subprocess.run(
            command.replace("sphinx-qapi", f"{shlex.quote(sys.executable)} -m sphinx_qapi", 1),
            shell=True,
            check=False,
            text=True,
            capture_output=True,
        )
        assert run.returncode == 0, run.stdout + run.stderr
    make_html(here)


def test_nothing_is_written_without_a_schema(here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    write(here / "package.json", '{ "command": "no QAPI" }')
    assert main(["init"]) == 2
    assert "no schema was found here" in capsys.readouterr().err
    assert set(contents(here)) == {"package.json"}


def test_a_folder_that_cannot_be_written_to(here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    write(here / "house.json")
    write(here / "docs", "a file")
    assert main(["init", "-d", "docs"]) == 2
    assert "cannot write docs" in capsys.readouterr().err


def test_roots_are_what_nothing_else_includes(tmp_path: Path) -> None:
    write(tmp_path / "api/all.json", "{ 'include': 'doors.json' }\n")
    write(tmp_path / "api/doors.json")
    write(tmp_path / "other.json")
    write(tmp_path / ".cache/old.json")
    assert find_schemas(tmp_path) == [tmp_path / "other.json", tmp_path / "api/all.json"]


def test_what_may_not_be_read_is_no_schema(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write(tmp_path / "doors.json")
    write(tmp_path / "secret.json")
    read = Path.read_text

    def refuse(path: Path, *words: Any, **named: Any) -> str:
        if path.name == "secret.json":
            raise PermissionError(13, "Permission denied", str(path))
        return read(path, *words, **named)

    monkeypatch.setattr(Path, "read_text", refuse)  # because root may read everything
    assert find_schemas(tmp_path) == [tmp_path / "doors.json"]


@pytest.mark.parametrize(
    ("path", "namespace"),
    [
        ("qapi-schema.json", "QMP"),
        ("/src/qemu/qga/qapi-schema.json", "QGA"),
        ("storage-daemon/qapi/qapi-schema.json", "QSD"),
        ("vhost-user.json", "VhostUser"),
        ("2nd-schema.json", "ndSchema"),
        ("42.json", "QAPI"),
    ],
)
def test_namespaces(path: str, namespace: str) -> None:
    assert namespace_for(Path(path)) == namespace


@pytest.mark.parametrize(
    ("release", "parts", "page"),
    [
        ("2.4", ["qapi-schema.json", "qapi"], "reference/qmp/command-block-commit.html"),
        ("6.1", ["qga"], "reference/qga/index.html"),
    ],
)
def test_real_schemas_without_a_hand_edit(shared: Path, here: Path, release: str, parts: list[str], page: str) -> None:
    for part in parts:
        source = shared / "corpus" / release / part
        (shutil.copytree if source.is_dir() else shutil.copy)(source, here / part)
    assert main(["init"]) == 0
    make_html(here)
    assert (here / "_build/html" / page).is_file()


def test_a_conf_py_that_is_not_utf_8_is_kept(here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    write(here / "house.json")
    (here / "docs").mkdir()
    (here / "docs/conf.py").write_bytes("project = 'Zürich'\n".encode("latin-1"))
    assert main(["init", "-d", "docs"]) == 1
    assert "sphinx_qapi" in capsys.readouterr().out
    assert (here / "docs/conf.py").read_bytes() == "project = 'Zürich'\n".encode("latin-1")
