"""Every snippet of the docs does what its page says."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest
import yaml
from sphinx.config import Config
from sphinx.testing.util import SphinxTestApp

from sphinx_qapi.cli.main import main
from sphinx_qapi.sphinx_ext.configuration.options import OPTIONS
from sphinx_qapi.sphinx_ext.configuration.schema_settings import read_schema_configs

from .conftest import ROOT, Terminal
from .snippets import Snippet, snippets

PAGES = sorted(
    path.relative_to(ROOT / "docs").as_posix()
    for path in (ROOT / "docs").rglob("*")
    if path.suffix in {".md", ".rst"} and "granary" not in path.parts
)
KNOWN = {
    "console",
    "html",
    "python",
    "pycon",
    "rst",
    "markdown",
    "yaml",
    "json",
    "css",
    "text",
    "make",
    "none",
    "qmp",
    "mermaid",
    "po",
}
OF_OTHERS = ("html_", "latex_", "epub_", "intersphinx_", "myst_")
"""Prefixes of the names of values that belong to builders and other extensions."""


def snippets_of(page: str) -> list[Snippet]:
    text = (ROOT / "docs" / page).read_text("utf-8")
    return [each for each in snippets(text, markdown=page.endswith(".md")) if not each.unrun]


def test_tutorial(empty: Terminal) -> None:
    """Step by step, files are written, commands are run, and their output is what the page shows."""
    steps = snippets_of("tutorial.md")
    assert len(steps) > 10
    for step in steps:
        if step.language == "console":
            empty.play(step.text)
        else:
            empty.write(step.caption, step.text)
    page = (empty.folder / "_build/html/visitors.html").read_text("utf-8")
    assert 'href="reference/house/command-query-doors.html"' in page
    assert (empty.folder / "_build/html/reference/house/qapi-releases.html").is_file()


def commands_of(page: str) -> list[Snippet]:
    return [each for each in snippets_of(page) if each.language == "console"]


def needs_latex(page: str) -> bool:
    return any("make -C site/latex" in each.text for each in commands_of(page))


@pytest.mark.parametrize(
    "page",
    [
        pytest.param(page, marks=[pytest.mark.latex] if needs_latex(page) else [])
        for page in PAGES
        if page != "tutorial.md"
    ],
)
def test_commands(page: str, request: pytest.FixtureRequest) -> None:
    commands = commands_of(page)
    if commands:
        terminal: Terminal = request.getfixturevalue("repository")
        for each in commands:
            terminal.play(each.text)


@pytest.mark.parametrize("page", [page for page in PAGES if page != "tutorial.md"])
def test_values_of_conf_py(page: str, tmp_path: Path) -> None:
    """Python snippets are run; they only set values of Sphinx, its extensions or ours, and settings that exist."""
    known = {*Config.config_values, *(option.name for option in OPTIONS), "extensions"}
    for each in snippets_of(page):
        if each.language == "python" and not each.text.startswith(("##", "{")):  # those are schemas
            values: dict[str, Any] = {"extensions": [], "__file__": str(tmp_path / "conf.py")}
            exec(compile(each.text, f"{page}:{each.line}", "exec"), values)
            if "qapi_schemas" in values:
                assert read_schema_configs(values["qapi_schemas"], tmp_path).problems == []
            names = {name for name, value in values.items() if not (name.startswith("_") or callable(value))} - known
            assert not {name for name in names if not name.startswith(OF_OTHERS)}, f"{page}:{each.line}"


@pytest.mark.parametrize("page", PAGES)
def test_data(page: str) -> None:
    for each in snippets_of(page):
        assert each.language in KNOWN, f"{page}:{each.line}"
        if each.language == "yaml":
            assert yaml.safe_load(each.text)
        if each.language == "json":
            assert json.loads(each.text)


def test_what_init_writes_is_what_the_page_shows(repository: Terminal) -> None:
    shown = next(each for each in snippets_of("howto/readthedocs.md") if each.caption == ".readthedocs.yaml")
    written = (repository.folder / shown.caption).read_text("utf-8")
    # The package under test is installed from a clone, but the page shows what a release writes.
    written = re.sub(r"'sphinx-qapi @ [^']*'", "sphinx-qapi", written)
    assert written.partition("\n")[2] == shown.text, "but for the comment in its first line"


def test_the_coverage_report_is_the_one_shown(tmp_path: Path) -> None:
    shown = next(each for each in snippets_of("howto/other-formats.md") if "of 1" in each.text)
    schema = ROOT / "examples/granary/granary.json"
    assert main(["build", f"Granary={schema}", "-o", str(tmp_path), "-b", "coverage"]) == 0
    report = (tmp_path / "coverage/qapi.txt").read_text("utf-8").replace(f"{ROOT}/", "")
    assert shown.text.strip() in report


def test_markup(tmp_path: Path) -> None:
    """The reST and Markdown snippets of the pages build without warnings, in a project with the example's schema."""
    written = []
    for page in PAGES:
        for each in snippets_of(page):
            if each.language in {"rst", "markdown"} and page != "tutorial.md" and "toctree" not in each.text:
                name = f"{page.replace('/', '-').partition('.')[0]}-{each.line}"
                suffix = "md" if each.language == "markdown" else "rst"
                heading = f"# {name}\n\n" if suffix == "md" else f"{name}\n{'=' * len(name)}\n\n"
                (tmp_path / f"{name}.{suffix}").write_text(heading + each.text, "utf-8")
                written.append(name)
    assert len(written) >= 3
    example = ROOT / "examples/granary"
    schema = {
        "path": str(example / "granary.json"),
        "output": "granary",
        "history": str(example / "history.jsonl"),
    }
    conf = {"extensions": ["sphinx_qapi", "myst_parser"], "nitpicky": True, "qapi_schemas": {"Granary": schema}}
    (tmp_path / "conf.py").write_text("\n".join(f"{name} = {value!r}" for name, value in conf.items()), "utf-8")
    (tmp_path / "index.rst").write_text("T\n=\n\n.. toctree::\n   :glob:\n\n   *\n   granary/index\n", "utf-8")
    app = SphinxTestApp("dummy", srcdir=tmp_path)
    try:
        app.build()
        assert app.warning.getvalue() == ""
    finally:
        app.cleanup()
