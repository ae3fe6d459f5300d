"""`INDEX_KINDS` has everything that differs between indexes: a record that is added to it is a whole index."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from docutils import nodes

import sphinx_qapi
from sphinx_qapi.analysis.index import Catalogue, Group, IndexQuery
from sphinx_qapi.sphinx_ext.configuration import index_kinds
from sphinx_qapi.sphinx_ext.configuration.index_kinds import INDEX_KINDS, IndexKind, Layout
from sphinx_qapi.sphinx_ext.doctree.nodes import qapi_lists
from sphinx_qapi.sphinx_ext.loading.fact_places import FactPlace, fact_places
from sphinx_qapi.sphinx_ext.pages.index_layouts import LAYOUTS

if TYPE_CHECKING:
    from .conftest import Build, Project

ROOT = Path(sphinx_qapi.__file__).parent
REFERENCE = ROOT.parent / "docs" / "reference"
SCHEMA = """\
##
# @Door:
#
# A door.
#
# @open: whether it is open
##
{ 'struct': 'Door', 'data': { '*open': 'bool' } }

##
# @door-add:
#
# Add a door.
##
{ 'command': 'door-add', 'data': 'Door' }
"""
PAGES = {
    "index.rst": "Site\n====\n\n:ref:`qapi-qmp-lengths`\n\n.. toctree::\n\n   g/index\n   own\n",
    "own.rst": "Own\n===\n\n.. qapi:index::\n   :by: length\n",
}


def _length(name: str) -> str:
    return f"{len(name)} characters"


def _group_by_length(source: Catalogue, query: IndexQuery) -> Iterator[Group]:
    wholes = [each.whole for each in source.listings if query.covers(each.whole)]
    for length in dict.fromkeys(_length(each.name) for each in wholes):
        yield Group(title=length, entries=tuple(each for each in wholes if _length(each.name) == length))


BY_LENGTH = IndexKind(
    by="length",
    group=_group_by_length,
    layout=Layout.FEATURES,
    list_name="lengths",
    page="qapi-lengths",
    title="Lengths",
    introduction="By the lengths of names.",
    link="%s: lengths",
    sphinx_index="lengths",
    facts=lambda entry: [("length", _length(entry.name))],
)


@pytest.fixture
def with_lengths(monkeypatch: pytest.MonkeyPatch) -> None:
    """Add another kind of index."""
    monkeypatch.setattr(index_kinds, "INDEX_KINDS", (*INDEX_KINDS, BY_LENGTH))


def _titles(project: Project, docname: str) -> list[str]:
    return [title.astext() for title in project.doctree(docname).findall(nodes.title)]


@pytest.mark.usefixtures("with_lengths")
def test_a_record_is_a_whole_index(build: Build, tmp_path: Path) -> None:
    project = build(SCHEMA, PAGES, settings={"output": "g"})
    assert project.warnings == []
    assert _titles(project, "g/qapi-lengths") == ["Lengths", "4 characters", "8 characters"]
    assert "By the lengths of names." in project.doctree("g/qapi-lengths").astext()
    (links,) = project.doctree("g/qapi-types").findall(qapi_lists)
    assert "Lengths" in links.astext(), "each list links to it"
    labels = [each.astext() for each in project.doctree("own").findall(nodes.rubric)]
    assert labels == ["4 characters", "8 characters"], "the directive shows the same groups"
    label = 'href="g/qapi-lengths.html"><span class="std std-ref">QMP reference: lengths</span>'
    assert label in project.output("index.html")
    assert "g/qapi-lengths.html" in project.output("qapi-qmp-lengths.html"), "the label is an address that leads there"
    place = FactPlace("length", "g/qapi-lengths", "qapi-QMP-:feature.4~20characters")
    assert place in fact_places(project.domain.state.store.schemas["QMP"], "Door")

    lists = {"g/qapi-lengths", "own"}
    schema = tmp_path / "schema.json"
    assert project.rebuild() == []
    schema.write_text(SCHEMA.replace("whether it is open", "whether one can go through"))
    assert lists.isdisjoint(project.rebuild()), "lists do not show texts of members"
    schema.write_text(SCHEMA.replace("Add a door", "Add one more door"))
    assert lists <= set(project.rebuild()), "lists show summaries"
    schema.write_text(SCHEMA.replace("door-add", "door-wall"))
    assert lists <= set(project.rebuild())
    assert _titles(project, "g/qapi-lengths")[-1] == "9 characters"


@pytest.mark.usefixtures("with_lengths")
def test_a_record_is_an_index_of_sphinx_for_a_schema_without_pages(build: Build) -> None:
    pages = {"index.rst": "Site\n====\n\n:ref:`qapi-qmp-lengths`\n\n.. qapi:schema:: QMP\n"}
    project = build(SCHEMA, pages)
    assert project.warnings == []
    html = project.output("qapi-qmp-lengths.html")
    assert html.index("<strong>4 characters</strong>") < html.index("<strong>8 characters</strong>")
    assert 'href="index.html#qapi-QMP-Door"' in html


def test_each_layout_is_used_and_has_its_functions() -> None:
    assert set(LAYOUTS) == set(Layout) == {kind.layout for kind in INDEX_KINDS}


@pytest.mark.parametrize("kind", INDEX_KINDS, ids=lambda kind: kind.by)
def test_each_record_is_complete_and_described(kind: IndexKind) -> None:
    same = [each.by for each in INDEX_KINDS if kind.by == each.by or kind.list_name == each.list_name != ""]
    assert same == [kind.by]
    assert f"`{kind.by}`" in (REFERENCE / "directives.md").read_text("utf-8")
    texts = (kind.page, kind.title, kind.link)
    assert all(texts) if kind.list_name else not any(texts)
    if kind.list_name:
        assert f"``{kind.list_name}``" in (REFERENCE / "configuration.rst").read_text("utf-8")
        assert kind.introduction or kind.page_option
        assert not kind.parent or kind.parent in {each.page for each in INDEX_KINDS}
        assert not kind.sphinx_index or kind.sphinx_index in index_kinds.all_lists()
