"""The tests in other environments: `nox` runs what has an interpreter here, `nox --list` shows what there is.

Every session installs the built wheel, not the source tree.
"""

from __future__ import annotations

import re
import shutil
import tomllib
from pathlib import Path

import nox

nox.options.error_on_missing_interpreters = False
nox.options.sessions = ["tests", "lowest", "archives", "workflows"]
nox.options.reuse_existing_virtualenvs = True

PYTHONS = ["3.11", "3.12", "3.13"]
SPHINXES = ["7.4", "8.2", "9.0", "newest"]
HERE = "not shared and not browser"
OPTIONS = ["-n", "2", "-m", HERE]
ALL = ["--ignore=tests/test_project.py", "--ignore=tests/test_benchmarks.py", "tests"]
"""All but those of the repository and of its benchmarks, which no wheel holds."""
MAIN_BRANCHES = {
    "sphinx": "sphinx @ git+https://github.com/sphinx-doc/sphinx",
    "docutils": "docutils @ git+https://repo.or.cz/docutils.git#subdirectory=docutils",
    "myst": "myst-parser @ git+https://github.com/executablebooks/MyST-Parser",
}
WITHOUT_SPHINX = {
    "as the contracts in pyproject.toml say": "analysis export layout schema source syntax wire",
    "nor do these programs": "cli/test_binary.py cli/test_diff.py cli/test_export.py cli/test_fix.py cli/test_git.py",
    "nor these": "cli/test_graph.py cli/test_history.py cli/test_main.py cli/test_mock.py cli/test_payload.py",
    "nor what they share": "cli/test_schema_words.py cli/test_share.py",
    "but programs that the tests have of their own": "exports fuzz memory mutants releases",
    "but what browsers run": "browser",
    "but archives and the docs": "docs test_packaging.py test_publishing.py",
    "but the code itself, and the tests": "test_architecture.py test_conftest.py test_patterns.py",
    "but the system, with its paths and terminals": "test_other_systems.py",
}
"""Tests of what imports no Sphinx, as each says why: they run with the newest and the lowest Sphinx, and no other."""
WITH_SPHINX = [
    *("-m", f"{HERE} and not latex"),  # TeX is the same, whatever Sphinx writes for it
    *(f"--ignore=tests/{name}" for names in WITHOUT_SPHINX.values() for name in names.split()),
    *ALL,
]
"""The others."""


@nox.session(python=PYTHONS)
@nox.parametrize("sphinx", SPHINXES)
def tests(session: nox.Session, sphinx: str) -> None:
    """The tests that depend on the versions of Python and Sphinx.

    The newest Sphinx is 9.0 for Python 3.11, 9.1 for 3.12 and 9.2 for 3.13, and has the newest docutils that it takes,
    as for users whose theme does not ask for less.
    """
    session.install(".[test]", "sphinx" if sphinx == "newest" else f"sphinx=={sphinx}.*")
    if sphinx == "newest":
        session.install("--upgrade", "sphinx", "docutils", "myst-parser")
    run_tests(session, ALL if sphinx == "newest" else WITH_SPHINX)


@nox.session(python="3.11")
def lowest(session: nox.Session) -> None:
    """All of them with the lowest versions that the wheel asks for."""
    session.install(".[test]", *lowest_versions())
    run_tests(session, ALL)


@nox.session
def smoke(session: nox.Session) -> None:
    """The example's site, built twice with the lowest versions: quick enough for each run of CI.

    With the Python that nox runs on, so that it is never left out.
    """
    session.install(".", *lowest_versions())
    site = Path(session.create_tmp())
    words = ["examples/granary/granary.json", "-o", str(site), "--fail-on-warning"]
    session.run("sphinx-qapi", "build", *words, "--fresh")
    files = set(site.rglob("*"))
    session.run("sphinx-qapi", "build", *words)
    if set(site.rglob("*")) != files:
        session.error(f"a build without news changed {sorted(files ^ set(site.rglob('*')))}")


@nox.session(python=PYTHONS)
def deprecations(session: nox.Session) -> None:
    """The docs with warnings of Python as errors, those of what later versions take away among them."""
    session.install(".[docs]")
    words = ["-W", "error::DeprecationWarning", "-W", "error::PendingDeprecationWarning"]
    words += ["-W", "ignore:'myst_parser.:PendingDeprecationWarning"]  # what MyST asks of Sphinx is its own matter
    session.run("python", *words, "-m", "sphinx", "-b", "html", "-q", "-W", "-c", ".", "docs", session.create_tmp())


@nox.session
@nox.parametrize("project", [*MAIN_BRANCHES, "all"])
def main_branches(session: nox.Session, project: str) -> None:
    """All of them with what the next release of a project will be, whatever its requirements say; needs a network."""
    session.install(".[test]")
    session.install("--no-deps", *([MAIN_BRANCHES[project]] if project != "all" else MAIN_BRANCHES.values()))
    run_tests(session, ALL)


@nox.session
def archives(session: nox.Session) -> None:
    """The archives, in ``dist``: built twice to the same bytes, and as the package index and its users want them."""
    session.install("hatchling", "twine", "check-wheel-contents")
    folders = [Path("dist").absolute(), Path(session.create_tmp(), "again").absolute()]
    for folder in folders:
        shutil.rmtree(folder, ignore_errors=True)
        session.run("python", "-m", "hatchling", "build", "-d", str(folder))
    files = sorted(each.name for each in folders[0].iterdir())
    if any((folders[0] / name).read_bytes() != (folders[1] / name).read_bytes() for name in files):
        session.error("two builds of one tree differ")
    session.run("twine", "check", "--strict", *(f"dist/{name}" for name in files))
    session.run("check-wheel-contents", *(f"dist/{name}" for name in files if name.endswith(".whl")))


@nox.session
def workflows(session: nox.Session) -> None:
    """What hosts read of the repository, by their schemas."""
    session.install("check-jsonschema>=0.33")
    for schema, pattern in (
        ("vendor.github-workflows", ".github/workflows/*.yml"),
        ("vendor.dependabot", ".github/dependabot.yml"),
        ("vendor.readthedocs", ".readthedocs.yaml"),
    ):
        files = sorted(map(str, Path().glob(pattern)))
        session.run("check-jsonschema", "--builtin-schema", schema, *files)


def lowest_versions() -> list[str]:
    """What pip is to install so that no requirement of ours has a later version."""
    project = tomllib.loads(Path("pyproject.toml").read_text("utf-8"))["project"]
    return [re.sub(r">=(.*)", r"==\1.*", each) for each in project["dependencies"]]


def run_tests(session: nox.Session, where: list[str]) -> None:
    """Run pytest as a program, which leaves the source tree out of Python's path; words after ``--`` replace ours."""
    session.run("pip", "list")
    code = "import sphinx_qapi; assert 'site-packages' in sphinx_qapi.__file__, sphinx_qapi.__file__"
    session.run("python", "-I", "-c", code)
    session.run("pytest", *(session.posargs or [*OPTIONS, *where]))
