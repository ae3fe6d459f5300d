"""Compiled templates are kept between builds, as long as they would be compiled in the same way."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

import jinja2
import pytest
from sphinx.testing.util import SphinxTestApp

if TYPE_CHECKING:
    from .conftest import Build, Project

PAGE = "<html><body>{{ 'grain'|upper }} %s {{ body }}</body></html>"


@pytest.fixture
def compiled(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The names of the templates that are compiled from now on."""
    names: list[str] = []
    by_jinja = jinja2.Environment.compile

    def compile_(self: Any, source: Any, name: str | None = None, *rest: Any, **options: Any) -> Any:
        names.extend([name] if name else [])
        return by_jinja(self, source, name, *rest, **options)

    monkeypatch.setattr(jinja2.Environment, "compile", compile_)
    return names


@pytest.fixture
def project(build: Build, tmp_path: Path, compiled: list[str]) -> Project:
    write_page(tmp_path, "one")
    project = build("", {"index.rst": "Start\n=====\n"}, templates_path=["."])
    assert "page.html" in compiled
    compiled.clear()
    return project


def write_page(folder: Path, word: str) -> None:
    (folder / "page.html").write_text(PAGE % word)


def build_again(project: Project, prepare: Callable[[SphinxTestApp], object] = lambda _app: None) -> str:
    """Build the page once more, in a new application that *prepare* is called with; return the page."""
    project.app.cleanup()
    app = project.app = SphinxTestApp("html", srcdir=project.app.srcdir)
    Path(app.srcdir, "index.rst").write_text("Start again\n===========\n")
    prepare(app)
    app.build(force_all=True)
    return project.output()


def test_nothing_is_compiled_twice(project: Project, compiled: list[str]) -> None:
    assert "GRAIN one" in build_again(project)
    assert compiled == []


def test_a_changed_template_is(project: Project, compiled: list[str], tmp_path: Path) -> None:
    write_page(tmp_path, "two")
    assert "GRAIN two" in build_again(project)
    assert compiled == ["page.html"]


def test_filters_of_others(project: Project, compiled: list[str]) -> None:
    """Jinja computes what can be computed when it compiles: a filter of the same name has to be called for that."""

    def prepare(app: SphinxTestApp) -> None:
        templates: Any = app.builder.templates
        templates.environment.filters["upper"] = lambda word: f"my {word}"

    assert "my grain one" in build_again(project, prepare)
    assert "page.html" in compiled
    assert "GRAIN one" in build_again(project), "what was computed with it is not kept"


def test_other_settings(project: Project, compiled: list[str], tmp_path: Path) -> None:
    (tmp_path / "page.html").write_text("{% if true %}\nfirst{% endif %}")
    build_again(project)

    def prepare(app: SphinxTestApp) -> None:
        templates: Any = app.builder.templates
        templates.environment.trim_blocks = True

    compiled.clear()
    assert build_again(project, prepare) == "first"
    assert "page.html" in compiled


def test_damage_is_ignored(project: Project, compiled: list[str]) -> None:
    (kept,) = Path(project.app.doctreedir).glob("qapi-templates.pickle")
    kept.write_bytes(kept.read_bytes()[:-1])
    assert "GRAIN one" in build_again(project)
    assert "page.html" in compiled
