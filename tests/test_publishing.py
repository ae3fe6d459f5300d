"""Publishing: workflows run only what exists, and a release needs certain things to be filled in before."""

from __future__ import annotations

import ast
import re
import runpy
import tomllib
from pathlib import Path
from typing import Any

import pytest
import yaml

from sphinx_qapi import __version__

ROOT = Path(__file__).parent.parent


def workflow(name: str) -> dict[str, Any]:
    jobs: dict[str, Any] = yaml.safe_load((ROOT / f".github/workflows/{name}.yml").read_text("utf-8"))["jobs"]
    return jobs


def noxfile() -> ast.Module:
    return ast.parse((ROOT / "noxfile.py").read_text("utf-8"))


def constant(name: str) -> Any:
    """The value of a constant of ``noxfile.py``, which is parsed, since nox need not be installed."""
    for node in noxfile().body:
        if isinstance(node, ast.Assign) and isinstance(node.targets[0], ast.Name) and node.targets[0].id == name:
            return ast.literal_eval(node.value)
    raise KeyError(name)


def test_ci_runs_what_a_fresh_machine_runs() -> None:
    assert ".ci/run" in [step.get("run") for step in workflow("ci")["sound"]["steps"]]


def test_ci_has_the_matrix_of_nox() -> None:
    matrix = workflow("ci")["versions"]["strategy"]["matrix"]
    assert matrix == {"python": constant("PYTHONS"), "sphinx": constant("SPHINXES")}
    nightly = workflow("nightly")["main-branches"]["strategy"]["matrix"]
    assert nightly == {"project": [*constant("MAIN_BRANCHES"), "all"]}


def test_what_nox_leaves_out_is_there() -> None:
    """pytest does not complain about files to ignore that do not exist."""
    names = " ".join(constant("WITHOUT_SPHINX").values()).split()
    assert [name for name in names if not (ROOT / "tests" / name).exists()] == []
    assert len(names) == len(set(names))


def test_workflows_name_sessions_that_there_are() -> None:
    there = {node.name for node in noxfile().body if isinstance(node, ast.FunctionDef) and node.decorator_list}
    named = set(workflow("ci")["sessions"]["strategy"]["matrix"]["session"])
    for name in ("ci", "nightly", "release"):
        text = (ROOT / f".github/workflows/{name}.yml").read_text("utf-8")
        named |= set(re.findall(r"nox --session \"?(\w+)", text))
    assert named == there


def test_the_index_trusts_one_job_alone() -> None:
    """Other jobs have no right but to read, and no job has a secret."""
    for path in sorted((ROOT / ".github/workflows").glob("*.yml")):
        text = path.read_text("utf-8")
        assert yaml.safe_load(text)["permissions"] == {"contents": "read"}, path.name
        assert "secrets." not in text, path.name
        for name, job in yaml.safe_load(text)["jobs"].items():
            expected = {"id-token": "write"} if (path.name, name) == ("release.yml", "publish") else None
            assert job.get("permissions") == expected, f"{path.name}: {name}"


def test_the_citation_says_what_the_project_says() -> None:
    citation = yaml.safe_load((ROOT / "CITATION.cff").read_text("utf-8"))
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    assert citation["version"] == __version__
    assert citation["abstract"] == project["description"]
    assert citation["authors"] == project["authors"]
    assert citation["license"] == project["license"]
    assert citation["keywords"] == project["keywords"]


READY = {
    "sphinx_qapi/_version.py": '__version__ = "1.2.0"\n',
    "pyproject.toml": "[project.urls]\n"
    + "".join(f'{name} = "https://example.org"\n' for name in ("Documentation", "Source", "Issues", "Changelog")),
    "CHANGELOG.md": "# Changes\n\n## 1.2.0, 2027-01-31\n\n## 1.1.0, 2026-12-24\n",
    "CITATION.cff": "version: 1.2.0\ndate-released: 2027-01-31\nrepository-code: https://example.org\n",
}
"""The files of a tree that is ready to be released as 1.2.0: text by path."""


@pytest.mark.parametrize(
    ("name", "before", "after", "problem"),
    [
        ("pyproject.toml", "", "", ""),
        (
            "sphinx_qapi/_version.py",
            "1.2.0",
            "1.3.0",
            "sphinx_qapi/_version.py: the version is 1.3.0, but the tag is v1.2.0",
        ),
        ("pyproject.toml", "Issues =", "# Issues =", "pyproject.toml: [project.urls] lacks Issues"),
        (
            "pyproject.toml",
            "[project.urls]",
            "[project.urls]\n[other]",
            "pyproject.toml: [project.urls] lacks Documentation",
        ),
        ("CHANGELOG.md", "1.2.0, 2027-01-31", "1.2.0, unreleased", "CHANGELOG.md: the section of 1.2.0 needs a date"),
        ("CHANGELOG.md", "## 1.2.0, 2027-01-31", "", "CHANGELOG.md: the section of 1.2.0 needs a date"),
        ("CITATION.cff", "1.2.0", "1.1.0", "CITATION.cff: the version is not 1.2.0"),
        ("CITATION.cff", "2027-01-31", "2027-01-30", "CITATION.cff: date-released is not the date of CHANGELOG.md"),
        ("CITATION.cff", "https", "http", "CITATION.cff: repository-code is not Source of [project.urls]"),
    ],
)
def test_what_is_to_be_filled_in_is_asked_for(tmp_path: Path, name: str, before: str, after: str, problem: str) -> None:
    for path, text in READY.items():
        (tmp_path / path).parent.mkdir(exist_ok=True)
        (tmp_path / path).write_text(text.replace(before, after) if path == name else text, "utf-8")
    found = list(runpy.run_path(str(ROOT / ".ci/check_release.py"))["problems"](tmp_path, "v1.2.0"))
    assert bool(found) == bool(problem)
    assert not problem or found[0].startswith(problem)
