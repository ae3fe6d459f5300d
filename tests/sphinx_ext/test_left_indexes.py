"""The inventory and the search index are written only if they would be different, and whenever they would."""

from __future__ import annotations

import os
import zlib
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, cast

import pytest
from sphinx.domains.std import StandardDomain
from sphinx.environment import BuildEnvironment
from sphinx.testing.util import SphinxTestApp

if TYPE_CHECKING:
    from .conftest import Build, Project

SCHEMA = "##\n# @Fruit:\n#\n# A fruit.\n##\n{ 'enum': 'Fruit', 'data': ['pear'] }\n"
INVENTORY, SEARCH = "objects.inv", "searchindex.js"


@pytest.fixture(params=["definition", "module"])
def project(build: Build, request: pytest.FixtureRequest) -> Project:
    return build(SCHEMA, settings={"pages": request.param})


def written(project: Project) -> list[str]:
    """Build once more; return the names of the indexes that were written."""
    paths = [Path(project.app.outdir, name) for name in (INVENTORY, SEARCH)]
    for path in paths:
        if path.exists():
            os.utime(path, (1, 1))
    project.rebuild()
    return [path.name for path in paths if path.stat().st_mtime != 1]


def edit(project: Project, old: str, new: str) -> None:
    path = Path(project.app.srcdir, "schema.json")
    path.write_text(path.read_text().replace(old, new))


def test_what_would_be_the_same_is_left(project: Project) -> None:
    assert written(project) == []
    edit(project, "A fruit", "A fresh fruit")
    assert written(project) == [SEARCH], "the words have changed, but no name"
    assert "fresh" in project.output(SEARCH)
    edit(project, "'pear'", "'pear', 'plum'")
    assert written(project) == [INVENTORY, SEARCH]
    assert "Fruit.plum" in inventory(project)
    assert written(project) == []


@pytest.mark.parametrize("is_there", [True, False])
def test_a_search_index_that_others_have_changed_is_written_again(project: Project, is_there: bool) -> None:
    before = damaged(project, SEARCH, is_there)
    assert SEARCH in written(project)
    assert Path(project.app.outdir, SEARCH).read_bytes() == before


@pytest.mark.parametrize("is_there", [True, False])
def test_an_inventory_that_others_have_changed_is_written_again(project: Project, is_there: bool) -> None:
    before = damaged(project, INVENTORY, is_there)
    edit(project, "A fruit", "A fresh fruit")
    assert written(project) == [INVENTORY, SEARCH]
    assert Path(project.app.outdir, INVENTORY).read_bytes() == before


def test_a_lost_inventory_is_written_whenever_sphinx_ends_a_build(project: Project) -> None:
    before = damaged(project, INVENTORY, is_there=False)
    has_ended = ended(project)
    path = Path(project.app.outdir, INVENTORY)
    assert (path.read_bytes() if path.exists() else b"") == (before if has_ended else b"")


def ended(project: Project, prepare: Callable[[SphinxTestApp], object] = lambda _app: None) -> bool:
    """Build once more, in an application that *prepare* is called with; return whether Sphinx has ended the build.

    If nothing has changed, older versions of Sphinx do not come to what they do at the end.
    """
    project.app.cleanup()
    app = project.app = SphinxTestApp("html", srcdir=project.app.srcdir)
    ends: list[bool] = []

    def note_end(_app: object) -> list[object]:
        ends.append(True)
        return []

    app.connect("html-collect-pages", note_end)
    prepare(app)
    app.build()
    return bool(ends)


def damaged(project: Project, name: str, is_there: bool) -> bytes:
    """Cut a file of the site off if it shall be there, and otherwise remove it; return its content."""
    path = Path(project.app.outdir, name)
    before = path.read_bytes()
    path.write_bytes(before[:-9]) if is_there else path.unlink()
    return before


@pytest.mark.parametrize("is_edited", [True, False])
def test_objects_of_documents_that_were_not_read_count(project: Project, is_edited: bool) -> None:
    """An extension may add objects whenever it likes."""

    def add(_app: object, env: BuildEnvironment) -> None:
        env.temp_data["docname"] = "index"
        cast("StandardDomain", env.get_domain("std")).note_object("envvar", "cider", "cider")
        env.temp_data.pop("docname")

    if is_edited:
        edit(project, "A fruit", "A fresh fruit")
    has_ended = ended(project, lambda app: app.connect("env-updated", add))
    assert has_ended or not is_edited
    assert ("cider" in inventory(project)) == ("cider" in project.output(SEARCH)) == has_ended


def test_a_document_that_goes_leaves_both(build: Build, tmp_path: Path) -> None:
    project = build("", {"index.rst": "Start\n=====\n", "other.rst": ":orphan:\n\n.. _there:\n\nOther\n=====\n"})
    (tmp_path / "other.rst").unlink()
    project.rebuild()
    assert "there" not in inventory(project)
    assert "other" not in project.output(SEARCH)


def inventory(project: Project) -> str:
    """The lines of the inventory."""
    content = Path(project.app.outdir, INVENTORY).read_bytes()
    return zlib.decompress(content.split(b"\n", 4)[4]).decode()
