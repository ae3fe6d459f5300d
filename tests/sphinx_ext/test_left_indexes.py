"""The inventory and the search index are written only if they would be different, and whenever they would."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from sphinx.testing.util import SphinxTestApp
from sphinx.util.inventory import InventoryFile

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
    assert "Fruit.plum" in str(inventory(project))
    assert written(project) == []


@pytest.mark.parametrize("name", [INVENTORY, SEARCH])
@pytest.mark.parametrize("is_there", [True, False])
def test_what_others_have_changed_is_written_again(project: Project, name: str, is_there: bool) -> None:
    path = Path(project.app.outdir, name)
    before = path.read_bytes()
    path.write_bytes(before[:-9]) if is_there else path.unlink()
    assert name in written(project)
    assert path.read_bytes() == before


def test_objects_that_nothing_was_read_for_count(project: Project) -> None:
    """An extension may add objects whenever it likes."""
    project.app.cleanup()
    app = project.app = SphinxTestApp("html", srcdir=project.app.srcdir)
    app.connect("env-updated", lambda _app, env: env.get_domain("std").note_object("envvar", "cider", "cider"))
    app.env.temp_data["docname"] = "index"
    app.build()
    assert "cider" in str(inventory(project))
    assert "cider" in project.output(SEARCH)


def test_a_document_that_goes_leaves_both(build: Build, tmp_path: Path) -> None:
    project = build("", {"index.rst": "Start\n=====\n", "other.rst": ":orphan:\n\n.. _there:\n\nOther\n=====\n"})
    (tmp_path / "other.rst").unlink()
    project.rebuild()
    assert "there" not in str(inventory(project))
    assert "other" not in project.output(SEARCH)


def inventory(project: Project) -> object:
    """The content of the inventory."""
    found = InventoryFile.loads(Path(project.app.outdir, INVENTORY).read_bytes(), uri="")
    return {kind: sorted(names) for kind, names in found.data.items()}
