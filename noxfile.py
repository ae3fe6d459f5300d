"""The tests in other environments: `nox` runs the usual sessions for each available Python, `nox --list` lists all.

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
"""All tests except those of the repository and of its benchmarks, which are not in the wheel."""
MAIN_BRANCHES = {
    "sphinx": "sphinx @ git+https://github.com/sphinx-doc/sphinx",
    "docutils": "docutils @ git+https://repo.or.cz/docutils.git#subdirectory=docutils",
    "myst": "myst-parser @ git+https://github.com/executablebooks/MyST-Parser",
}
WITHOUT_SPHINX = {
    "layers that must not import Sphinx": "analysis export layout schema source syntax wire",
    "commands without it": "cli/test_binary.py cli/test_diff.py cli/test_export.py cli/test_fix.py cli/test_git.py",
    "more commands": "cli/test_graph.py cli/test_history.py cli/test_main.py cli/test_mock.py cli/test_payload.py",
    "parts that these commands share": "cli/test_schema_words.py cli/test_share.py",
    "programs that belong to the tests": "exports fuzz memory mutants releases",
    "scripts that browsers run": "browser",
    "archives and the docs": "docs test_packaging.py test_publishing.py",
    "the code and the tests": "test_architecture.py test_conftest.py test_patterns.py test_written_once.py",
    "the operating system, with its paths and terminals": "test_other_systems.py",
}
"""Tests of code that does not import Sphinx, by the reason why: they run with the newest and the lowest Sphinx only."""
WITH_SPHINX = [
    *("-m", f"{HERE} and not latex"),  # the result of TeX does not depend on the version of Sphinx
    *(f"--ignore=tests/{name}" for names in WITHOUT_SPHINX.values() for name in names.split()),
    *ALL,
]
"""The tests that depend on the version of Sphinx."""


@nox.session(python=PYTHONS)
@nox.parametrize("sphinx", SPHINXES)
def tests(session: nox.Session, sphinx: str) -> None:
    """The tests that depend on the versions of Python and Sphinx; with the newest Sphinx, all tests.

    The newest Sphinx is 9.0 for Python 3.11, 9.1 for 3.12 and 9.2 for 3.13. It runs with the newest docutils that it
    allows, as for users whose theme does not require an older one.
    """
    session.install(".[test]", "sphinx" if sphinx == "newest" else f"sphinx=={sphinx}.*")
    if sphinx == "newest":
        session.install("--upgrade", "sphinx", "docutils", "myst-parser")
    run_tests(session, ALL if sphinx == "newest" else WITH_SPHINX)


@nox.session(python="3.11")
def lowest(session: nox.Session) -> None:
    """All tests with the lowest versions that the wheel allows."""
    session.install(".[test]", *lowest_versions())
    run_tests(session, ALL)


@nox.session
def smoke(session: nox.Session) -> None:
    """The example's site, built twice with the lowest versions: quick enough for each run of CI.

    It uses the Python that nox runs on, so that the session is never skipped.
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
    """The docs, with Python warnings as errors, including those about what later versions will remove."""
    session.install(".[docs]")
    words = ["-W", "error::DeprecationWarning", "-W", "error::PendingDeprecationWarning"]
    words += ["-W", "ignore:'myst_parser.:PendingDeprecationWarning"]  # MyST may use deprecated parts of Sphinx
    session.run("python", *words, "-m", "sphinx", "-b", "html", "-q", "-W", "-c", ".", "docs", session.create_tmp())


@nox.session
@nox.parametrize("project", [*MAIN_BRANCHES, "all"])
def main_branches(session: nox.Session, project: str) -> None:
    """All tests with the development version of a project, whatever its requirements say; needs a network."""
    session.install(".[test]")
    session.install("--no-deps", *([MAIN_BRANCHES[project]] if project != "all" else MAIN_BRANCHES.values()))
    run_tests(session, ALL)


@nox.session
def archives(session: nox.Session) -> None:
    """The archives, in ``dist``: built twice to the same bytes, and checked for the package index and its users."""
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
    """The files that hosting services read from the repository, checked with their schemas."""
    session.install("check-jsonschema>=0.33")
    for schema, pattern in (
        ("vendor.github-workflows", ".github/workflows/*.yml"),
        ("vendor.dependabot", ".github/dependabot.yml"),
        ("vendor.readthedocs", ".readthedocs.yaml"),
    ):
        files = sorted(map(str, Path().glob(pattern)))
        session.run("check-jsonschema", "--builtin-schema", schema, *files)


def lowest_versions() -> list[str]:
    """The requirements of this package, each pinned to its lowest version."""
    project = tomllib.loads(Path("pyproject.toml").read_text("utf-8"))["project"]
    return [re.sub(r">=(.*)", r"==\1.*", each) for each in project["dependencies"]]


def run_tests(session: nox.Session, where: list[str]) -> None:
    """Run pytest as a program, so that Python's path has no source tree; words after ``--`` replace our arguments."""
    session.run("pip", "list")
    code = "import sphinx_qapi; assert 'site-packages' in sphinx_qapi.__file__, sphinx_qapi.__file__"
    session.run("python", "-I", "-c", code)
    session.run("pytest", *(session.posargs or [*OPTIONS, *where]))
