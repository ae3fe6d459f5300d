"""The published archives: they contain everything, and the wheel works without anything else of the project."""

from __future__ import annotations

import email
import os
import pickle
import posixpath
import re
import shutil
import subprocess
import sys
import sysconfig
import tarfile
import venv
import zipfile
from html import unescape
from pathlib import Path
from urllib.parse import unquote

import pytest
import yaml

from sphinx_qapi import __version__

ROOT = Path(__file__).parent.parent
_ANCHOR = re.compile(r'\s(?:id|name)="([^"]*)"')
_LINK = re.compile(r'<a\s[^>]*?href="(?!\w+:)([^"]*)"')
"""Links to pages of the same site."""
SCHEMA = "##\n# @door-open:\n#\n# Open it.\n#\n# Since: 1.0\n##\n{ 'command': 'door-open' }\n"


class Environment:
    """A virtual environment with the wheel; the wheel's requirements come from the environment of the tests."""

    def __init__(self, folder: Path, wheel: Path) -> None:
        venv.create(folder, with_pip=False)
        self.bin = folder / ("Scripts" if os.name == "nt" else "bin")
        packages = sysconfig.get_path("purelib", vars={"base": str(folder)})
        # Paths in a .pth file are not searched for other .pth files, so an editable installation is not found.
        Path(packages, "dependencies.pth").write_text(sysconfig.get_path("purelib"), "utf-8")
        pip = [sys.executable, "-m", "pip", "--python", str(folder), "install", "--no-deps", "--no-index", "-qI"]
        subprocess.run([*pip, str(wheel)], check=True, capture_output=True)

    def run(self, *words: str, folder: Path, **variables: str) -> str:
        """Run a program of this environment, with no other program in reach; return what it printed."""
        run = subprocess.run(
            [self.bin / words[0], *words[1:]],
            cwd=folder,
            env={"PATH": str(self.bin), "HOME": str(folder), **variables},
            capture_output=True,
            text=True,
            check=False,
        )
        assert run.returncode == 0, run.stdout + run.stderr
        return run.stdout + run.stderr


@pytest.fixture(scope="session")
def archives(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("dist")
    subprocess.run([sys.executable, "-m", "hatchling", "build", "-d", str(folder)], cwd=ROOT, check=True)
    return folder


@pytest.fixture(scope="session")
def wheel(archives: Path) -> Path:
    return next(archives.glob("*.whl"))


@pytest.fixture(scope="session")
def environment(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Environment:
    return Environment(tmp_path_factory.mktemp("environment"), wheel)


def files_of(folder: str) -> set[str]:
    return {
        path.relative_to(ROOT).as_posix()
        for path in (ROOT / folder).rglob("*")
        if path.is_file() and "__pycache__" not in path.parts
    }


def test_wheel_holds_the_whole_package_and_nothing_else(wheel: Path) -> None:
    with zipfile.ZipFile(wheel) as archive:
        names = {name for name in archive.namelist() if ".dist-info/" not in name}
    shared = f"sphinx_qapi-{__version__}.data/data/"  # files that are installed next to the program
    assert names == files_of("sphinx_qapi") | {f"{shared}{name}" for name in files_of("share")}
    for name in (
        "py.typed",
        "sphinx_ext/static/qapi.css",
        "sphinx_ext/static/qapi/base.js",
        "sphinx_ext/scripts/base.js",
        "cli/templates/Makefile.txt",
    ):
        assert f"sphinx_qapi/{name}" in names


def test_wheel_describes_itself(wheel: Path) -> None:
    with zipfile.ZipFile(wheel) as archive:
        info = f"sphinx_qapi-{__version__}.dist-info"
        metadata = email.message_from_bytes(archive.read(f"{info}/METADATA"))
        entry_points = archive.read(f"{info}/entry_points.txt").decode()
        assert f"{info}/licenses/LICENSE" in archive.namelist()
    assert metadata["Requires-Python"] == ">=3.11"
    assert metadata["License-Expression"] == "MIT"
    needed = {re.split(r"[>=]", each)[0] for each in metadata.get_all("Requires-Dist", []) if "extra" not in each}
    assert needed == {"sphinx", "docutils", "myst-parser"}
    assert "Framework :: Sphinx :: Extension" in metadata.get_all("Classifier", [])
    assert "sphinx-qapi = sphinx_qapi.cli.program:run" in entry_points


def test_sdist_holds_what_tests_and_docs_need(archives: Path) -> None:
    with tarfile.open(next(archives.glob("*.tar.gz"))) as archive:
        names = {name.partition("/")[2] for name in archive.getnames()}
    for folder in ("sphinx_qapi", "tests", "examples", "benchmarks"):
        assert files_of(folder) - names == set()
    for name in ("conf.py", "docs/index.rst", "Makefile", "noxfile.py", ".readthedocs.yaml", ".pre-commit-config.yaml"):
        assert name in names
    assert not {name for name in names if name.startswith(("build/", ".venv/", "docs/reference/granary/"))}


def test_archives_are_the_same_from_wherever_they_are_built(archives: Path, tmp_path: Path) -> None:
    """The archives are built once more from the source archive, in another folder and with other times of files."""
    source = next(archives.glob("*.tar.gz"))
    with tarfile.open(source) as archive:
        archive.extraction_filter = getattr(tarfile, "data_filter", None)  # Debian's Python 3.11.2 has none
        archive.extractall(tmp_path)
    (tree,) = tmp_path.iterdir()
    for path in tree.rglob("*"):
        os.utime(path)
    command = [sys.executable, "-m", "hatchling", "build", "-d", str(tmp_path / "again")]
    subprocess.run(command, cwd=tree, check=True, capture_output=True)
    for path in archives.iterdir():
        assert (tmp_path / "again" / path.name).read_bytes() == path.read_bytes(), path.name


def test_sites_are_the_same_wherever_they_are_built(environment: Environment, tmp_path: Path) -> None:
    """Folder, hash seed, time zone, language and number of processes differ."""
    variables = [
        {"PYTHONHASHSEED": "1", "TZ": "UTC", "LANG": "C.UTF-8"},
        {"PYTHONHASHSEED": "2", "TZ": "Asia/Tokyo", "LANG": "C"},
    ]
    sites = []
    for number, each in enumerate(variables):
        folder = tmp_path / f"a folder {number}"
        shutil.copytree(ROOT / "examples/granary", folder / "granary")
        words = ["granary/granary.json", "-o", f"site-{number}", "-j", str(number + 1)]
        environment.run("sphinx-qapi", "build", *words, folder=folder, SOURCE_DATE_EPOCH="1700000000", **each)
        site = folder / f"site-{number}/html"
        sites.append({path.relative_to(site): path.read_bytes() for path in site.rglob("*") if path.is_file()})
    one, other = sites
    assert len(one) > 50
    assert one.keys() ^ other.keys() == set()
    assert [name for name in one if one[name] != other[name]] == []


def test_wheel_works_alone(environment: Environment, tmp_path: Path) -> None:
    (tmp_path / "house.json").write_text(SCHEMA, "utf-8")
    code = "import sphinx_qapi; print(sphinx_qapi.__file__)"
    assert "site-packages" in environment.run("python", "-c", code, folder=tmp_path)
    assert environment.run("sphinx-qapi", "--version", folder=tmp_path) == f"sphinx-qapi {__version__}\n"
    environment.run("sphinx-qapi", "check", "house.json", folder=tmp_path)
    environment.run("sphinx-qapi", "init", folder=tmp_path)
    environment.run("python", "-m", "sphinx", "-W", "-q", ".", "_build/html", folder=tmp_path)
    page = tmp_path / "_build/html/reference/house/command-door-open.html"
    assert 'id="qapi-House-door-open"' in page.read_text("utf-8")
    assert (tmp_path / "_build/html/_static/qapi.css").is_file()


@pytest.fixture(scope="module")
def read_the_docs(environment: Environment, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder in which the commands of Read the Docs were run, except those that make a PDF of Sphinx's output."""
    folder = tmp_path_factory.mktemp("checkout")
    for name in ("conf.py", "examples"):
        (folder / name).symlink_to(ROOT / name)
    shutil.copytree(ROOT / "docs", folder / "docs", ignore=shutil.ignore_patterns("granary"))
    jobs = yaml.safe_load((ROOT / ".readthedocs.yaml").read_text("utf-8"))["build"]["jobs"]["build"]
    for command in (each for commands in jobs.values() for each in commands if each.startswith("python ")):
        words = command.replace('"', "").replace("$READTHEDOCS_OUTPUT", str(folder / "out")).split()
        environment.run(*words, folder=folder, READTHEDOCS="True")
    return folder


def test_read_the_docs_needs_nothing_but_python(read_the_docs: Path) -> None:
    settings = yaml.safe_load((ROOT / ".readthedocs.yaml").read_text("utf-8"))
    assert "apt_packages" not in settings["build"]
    assert set(settings["build"]["jobs"]["build"]) == {"html", *settings["formats"]} == {"html", "pdf", "epub"}
    assert (read_the_docs / "out/html/index.html").is_file()
    assert (read_the_docs / "build/epub/sphinx_qapi.epub").is_file()
    assert (read_the_docs / "build/latex/sphinx_qapi.tex").is_file()


def test_latex_can_take_every_picture_of_the_docs(read_the_docs: Path) -> None:
    """Sphinx hands LaTeX any file that a page names, without a warning."""
    latex = read_the_docs / "build/latex"
    text = (latex / "sphinx_qapi.tex").read_text("utf-8")
    pictures = re.findall(r"\\sphinxincludegraphics(?:\[[^]]*\])?\{\{(.*?)\}(\.\w+)\}", text)
    assert len(pictures) == text.count(r"\sphinxincludegraphics") > 0
    assert [name + suffix for name, suffix in pictures if suffix not in {".png", ".jpg", ".pdf"}] == []
    assert [name + suffix for name, suffix in pictures if not (latex / (name + suffix)).is_file()] == []


def test_no_markup_is_left_on_pages(read_the_docs: Path) -> None:
    """For example, a directive of the other markup would be text there."""
    for page in (read_the_docs / "out/html").rglob("*.html"):
        assert not re.search(r"<p>(\.\. |:::|```)", page.read_text("utf-8")), page.name


def test_links_within_the_docs_lead_somewhere(read_the_docs: Path) -> None:
    site = read_the_docs / "out/html"
    pages = {path.relative_to(site).as_posix(): path.read_text("utf-8") for path in site.rglob("*.html")}
    anchors = {page: {unescape(each) for each in _ANCHOR.findall(text)} for page, text in pages.items()}
    lost = []
    for page, text in pages.items():
        for link in {unescape(each) for each in _LINK.findall(text)}:
            path, _, anchor = unquote(link).partition("#")
            target = posixpath.normpath(posixpath.join(posixpath.dirname(page), path)) if path else page
            found = anchor in {"", *anchors[target]} if target in anchors else (site / target).is_file()
            if not found:
                lost.append(f"{page}: {link}")
    assert len(pages) > 40
    assert lost == []


def test_docs_list_generated_pages_and_labels(read_the_docs: Path) -> None:
    environment = pickle.loads((read_the_docs / "build/doctrees/environment.pickle").read_bytes())
    text = (read_the_docs / "docs/reference/versions.md").read_text("utf-8")
    pages = {posixpath.basename(each) for each in environment.found_docs if "/qapi-" in each}
    of_releases = {each for each in pages if each.startswith("qapi-since-")}
    assert "qapi-since-2.1" in of_releases
    labels = {each.replace("granary", "qmp") for each in environment.domaindata["std"]["anonlabels"]}
    labels = {each for each in labels if each.startswith("qapi-")}
    assert {"qapi-map", "qapi-types"} <= pages
    assert {"qapi-qmp-names", "qapi-qmp-index", "qapi-history"} <= labels
    described = set(re.findall(r"`(qapi-[^`]*)`", text))
    assert ((pages - of_releases) | labels) - described == set()


def test_anchors_are_those_that_the_docs_promise(read_the_docs: Path) -> None:
    text = (read_the_docs / "docs/reference/roles.md").read_text("utf-8")
    promised = set(re.findall(r"`(qapi-[^`]*)`", text.partition("## Anchors")[2]))
    pages = (read_the_docs / "out/html/reference/granary").glob("*.html")
    there = {unescape(each) for page in pages for each in _ANCHOR.findall(page.read_text("utf-8"))}
    assert len(promised) > 5
    assert promised - there == set()


def test_every_page_says_what_it_is_about(read_the_docs: Path) -> None:
    """Search engines and previews read it: from ``html_meta`` on the docs' own pages, made by us on generated ones."""
    environment = pickle.loads((read_the_docs / "build/doctrees/environment.pickle").read_bytes())
    described = {}
    for page in environment.found_docs:
        text = (read_the_docs / f"out/html/{page}.html").read_text("utf-8")
        described[page] = re.findall(r'<meta (?:content="([^"]+)" )?name="description"(?: content="([^"]+)")?', text)
    assert [page for page, found in described.items() if len(found) != 1] == []
    texts = [max(found[0]) for found in described.values()]
    assert sorted(texts) == sorted(set(texts)), "two pages say the same"


def test_every_page_can_be_reached_from_the_first(read_the_docs: Path) -> None:
    environment = pickle.loads((read_the_docs / "build/doctrees/environment.pickle").read_bytes())
    reached, waiting = set(), ["index"]
    while waiting:
        page = waiting.pop()
        if page not in reached:
            reached.add(page)
            waiting += environment.toctree_includes.get(page, [])
    assert reached == environment.found_docs
