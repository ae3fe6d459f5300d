"""Sections declare what they read of a schema, and pages are read again when that changes."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from docutils import nodes
from sphinx.errors import ExtensionError

from sphinx_qapi.schema.model.definitions import Definition
from sphinx_qapi.sphinx_ext.entries import sections
from sphinx_qapi.sphinx_ext.entries.entry_context import EntryContext, EntrySection
from sphinx_qapi.sphinx_ext.entries.views import Site, View
from tests.docs.conftest import ROOT
from tests.docs.snippets import snippets

if TYPE_CHECKING:
    from .conftest import Build

FILES = {
    "root.json": """\
{ 'pragma': { 'command-name-exceptions': [ 'go' ] } }
{ 'include': 'a.json' }
{ 'include': 'b.json' }
""",
    "a.json": """\
##
# @go:
#
# Goes.
#
# @way: The way (default: true).
##
{ 'command': 'go', 'data': { '*way': 'Way' } }
""",
    "b.json": """\
##
# @Way:
#
# A way.
##
{ 'alternate': 'Way', 'data': { 'number': 'int', 'is-short': 'bool' } }

##
# @Far:
#
# Far away.
##
{ 'struct': 'Far', 'data': { 'miles': 'int' } }
""",
}


def _exempt(site: Site, definition: Definition) -> bool:
    names = site.loaded.schema.pragmas.get("command-name-exceptions")
    return isinstance(names, tuple) and definition.name in names


EXEMPT = View("exempt", _exempt)


def _show_exempt(entry: EntryContext) -> list[nodes.Node]:
    return [nodes.paragraph("", "Named freely." if entry.see(EXEMPT) else "Named strictly.")]


def _show_far(entry: EntryContext) -> list[nodes.Node]:
    far = entry.find("Far") if entry.definition.name == "go" else None
    return [nodes.paragraph("", f"Not so: {far.documentation.intro.content}")] if far and far.documentation else []


def _read_page(entry: EntryContext) -> list[nodes.Node]:
    return [nodes.paragraph("", str(entry.page.loaded))]  # type: ignore[attr-defined]


def _of_the_docs() -> EntrySection:
    """The section that the page on extending shows."""
    page = (ROOT / "docs/development/extending.md").read_text("utf-8")
    (code,) = (each.text for each in snippets(page, markdown=True) if "Entry" in each.text)
    names: dict[str, Any] = {}
    exec(code, names)
    return EntrySection("dialect", (names["DIALECT"],), names["dialect_section"])


def _add(monkeypatch: pytest.MonkeyPatch, *more: EntrySection) -> None:
    monkeypatch.setattr(sections, "SECTIONS", (*sections.SECTIONS, *more))


def _replace(path: Path, old: str, new: str) -> None:
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8")


def test_what_only_one_section_reads_is_read_again(
    build: Build, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A section of one's own needs no more than its declaration; without the section, nothing is read again."""
    with monkeypatch.context() as patched:
        own = EntrySection("exempt", (EXEMPT,), _show_exempt), EntrySection("far", (), _show_far), _of_the_docs()
        _add(patched, *own)
        project = build(FILES, builder="text")
        assert "Named freely." in project.output("a.txt")
        assert "Written for 10.2." in project.output("a.txt")
        assert "Named freely." not in project.output("b.txt")
        _replace(tmp_path / "root.json", "'go'", "'Way'")
        assert project.rebuild() == ["a", "b"]
        assert "Named freely." not in project.output("a.txt")
        assert project.output("b.txt").count("Named freely.") == 1
        _replace(tmp_path / "b.json", "Far away.", "Near.")
        assert "a" in project.rebuild()
        assert "Not so: Near." in project.output("a.txt")
    _replace(tmp_path / "b.json", "Near.", "Far away.")
    assert "a" in project.rebuild(), "there are fewer sections"
    _replace(tmp_path / "root.json", "'Way'", "'go'")
    assert project.rebuild() == []
    _replace(tmp_path / "b.json", "'is-short': 'bool'", "'is-short': 'str'")
    assert "a" in project.rebuild(), "the text of a default depends on the types of alternatives"


@pytest.mark.parametrize(
    ("section", "message"),
    [
        (
            EntrySection("exempt", (), _show_exempt),
            "the section 'exempt' reads 'exempt' without declaring it: list the view in 'reads' of the section",
        ),
        (EntrySection("loaded", (EXEMPT,), _read_page), "a section reads 'loaded' from its page: let it read a view"),
    ],
)
def test_what_a_section_does_not_declare_is_refused(
    build: Build, monkeypatch: pytest.MonkeyPatch, section: EntrySection, message: str
) -> None:
    _add(monkeypatch, section)
    with pytest.raises(ExtensionError, match=message):
        build(FILES["b.json"], builder="text")
