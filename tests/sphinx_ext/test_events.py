"""Sphinx events: listeners change comments before they are read, skip definitions, and transform descriptions."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from .conftest import Build, Project

DOCS = Path(__file__).parents[2] / "docs"
SCHEMA = """\
##
# @Base:
#
# @name: of the base
#
# Since: 1.1
##
{ 'struct': 'Base', 'data': { 'name': 'Colour' } }
##
# @Colour:
##
{ 'enum': 'Colour', 'data': [ 'red' ] }
##
# @Thing:
#
# @size: in metres
##
{ 'struct': 'Thing', 'base': 'Base', 'data': { 'size': 'int' } }
##
# @make:
#
# Makes a thing on a @Base, like `Base`.
##
{ 'command': 'make', 'data': 'Thing' }
##
# @spy:
#
# Not for users.
##
{ 'command': 'spy', 'data': { 'colour': 'Colour' } }
"""


@pytest.fixture
def listening(build: Build, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Build:
    """A function that builds a project with an extension *name*, which runs one line of code at an event."""
    monkeypatch.syspath_prepend(str(tmp_path))

    def run(name: str, event: str, body: str, *arguments: Any, **conf: Any) -> Project:
        source = f"def setup(app):\n    app.connect({event!r}, listen)\n\ndef listen(app, *args):\n    {body}\n"
        (tmp_path / f"{name}.py").write_text(source)
        return build(SCHEMA, *arguments, extensions=["sphinx_qapi", name], **conf)

    return run


def test_what_is_skipped_is_nowhere(listening: Build) -> None:
    """Pages, indexes, users, graphs and inventory leave a skipped definition out; members inherited from it stay."""
    body = "return args[1] in ('QMP:Base', 'QMP:spy') or None"
    project = listening("skip_two", "qapi-skip-definition", body, settings={"dialect": "10.0"})
    assert [warning for warning in project.warnings if "undocumented" not in warning] == []
    names = {each[0] for each in project.domain.get_objects()}
    assert {"QMP:make", "QMP:make.name", "QMP:Colour"} <= names
    assert not {name for name in names if "spy" in name or "Base" in name}
    pages = {path.name: path.read_text("utf-8") for path in Path(project.app.outdir).glob("*.html")}
    assert {"index.html", "schema.html", "genindex.html", "command-make.html", "enum-Colour.html"} <= {*pages}
    assert not {"command-spy.html", "struct-Base.html"} & {*pages}
    for name, html in pages.items():
        assert ">spy<" not in html, name
        assert "qapi-QMP-Base" not in html, name
    assert 'id="qapi-QMP-Thing.name"' in pages["struct-Thing.html"]
    used_by = pages["enum-Colour.html"].split("Used by")[1].partition("</dd>")[0]
    assert used_by.count("<a ") == 1
    assert "make" in used_by


@pytest.mark.parametrize("kind", ["command", "enum"])
def test_listeners_know_what_they_decide_on(listening: Build, kind: str) -> None:
    body = f"return args[0] == {kind!r} and args[2].kind == {kind!r}"
    project = listening(f"skip_{kind}", "qapi-skip-definition", body)
    left = {row.name for row in project.domain.state.objects.definitions("QMP").values()}
    gone = {"command": {"make", "spy"}, "enum": {"Colour"}}[kind]
    assert left == {"Base", "Colour", "Thing", "make", "spy"} - gone


def test_comments_are_changed_before_they_are_read(listening: Build) -> None:
    """An added version becomes a badge, added text a paragraph; mistakes in it are reported at the line before it."""
    body = "args[3].extend(['', 'An *unclosed text.', '', 'Since: 3.0']) if args[1] == 'QMP:make' else None"
    project = listening("revise", "qapi-process-docstring", body, settings={"markup": "rst"})
    warnings = [each for each in project.warnings if "unclosed-markup" in each]
    assert len(warnings) == 1
    assert warnings[0].startswith("SRC/schema.json:22: ")
    (make,) = [
        each for each in project.domain.state.store.schemas["QMP"].schema.definitions.values() if each.name == "make"
    ]
    assert make.since is not None
    assert "since 3.0" in project.output("command-make.html")


def test_the_example_of_the_docs(build: Build, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    page = (DOCS / "howto/events.md").read_text("utf-8")
    monkeypatch.syspath_prepend(str(tmp_path))
    (tmp_path / "of_docs.py").write_text(page.partition("```python\n")[2].partition("```")[0])
    schema = (
        "##\n# @go:\n#\n# Go.\n#\n# SLOW\n##\n{ 'command': 'go' }\n{ 'command': 'x-debug-go' }\n{ 'command': 'stay' }"
    )
    project = build(schema, extensions=["sphinx_qapi", "of_docs"])
    assert set(project.domain.state.objects.definitions("QMP")) == {"go", "stay"}
    assert '<div class="admonition note">' in project.output("command-go.html")
    assert "See the handbook." in project.output("command-stay.html")


@pytest.mark.parametrize("text", ["", "   :arg int x: y\n"], ids=["filled", "written"])
def test_descriptions_are_transformed(listening: Build, text: str) -> None:
    """As in other domains, listeners get the contents before fields become rows."""
    body = "args[2].insert(0, __import__('docutils.nodes').nodes.paragraph('', f'{args[0]} {args[1]}'))"
    page = {"index.rst": f"T\n=\n\n.. qapi:command:: spy\n\n{text}"}
    project = listening(f"transform{len(text)}", "object-description-transform", body, page)
    assert "<p>qapi command</p>" in project.output()
