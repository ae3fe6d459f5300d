"""The Sphinx project that ``sphinx-qapi build`` writes."""

from __future__ import annotations

from dataclasses import fields, replace
from pathlib import Path

import pytest

from sphinx_qapi.cli.project import Project, configuration, front_page, write_project
from sphinx_qapi.cli.schema_arguments import SchemaArgument
from sphinx_qapi.sphinx_ext.configuration.schema_config import SchemaConfig

ONE = (SchemaArgument("QAPI", Path("/s/one.json")),)
TWO = (SchemaArgument("QMP", Path("/s/one.json")), SchemaArgument("QGA", Path("/s/two.json")))


def project(
    schemas: tuple[SchemaArgument, ...] = ONE, title: str | None = None, include_dirs: tuple[Path, ...] = ()
) -> Project:
    return Project(schemas=schemas, title=title, include_dirs=include_dirs, theme="alabaster")


def values(of: Project) -> dict[str, object]:
    """The values that ``conf.py`` defines."""
    namespace: dict[str, object] = {}
    exec(configuration(of), namespace)
    return namespace


def test_single_schema_is_the_site() -> None:
    found = values(project(include_dirs=(Path("/inc"),)))
    assert found["qapi_schemas"] == {
        "QAPI": {"path": "/s/one.json", "output": ".", "title": "QAPI reference", "include_dirs": ["/inc"]}
    }
    assert found["extensions"] == ["sphinx_qapi", "sphinx_qapi.sphinx_ext.rebuilding.workers", "sphinx.ext.coverage"]
    assert found["nitpicky"] is True
    assert found["html_theme"] == "alabaster"
    assert found["qapi_foreign_references"] == "text"


def test_several_schemas_have_a_folder_each() -> None:
    found = values(project(TWO))
    assert found["qapi_schemas"] == {
        "QMP": {"path": "/s/one.json", "output": "qmp"},
        "QGA": {"path": "/s/two.json", "output": "qga"},
    }
    assert front_page(project(TWO)).endswith("   qmp/index\n   qga/index\n")


@pytest.mark.parametrize(("pages", "said"), [("definition", {}), ("module", {"pages": "module"})])
def test_the_default_of_pages_is_left_to_the_extension(pages: str, said: dict[str, str]) -> None:
    table = values(replace(project(TWO), pages=pages))["qapi_schemas"]
    assert table == {
        "QMP": {"path": "/s/one.json", "output": "qmp", **said},
        "QGA": {"path": "/s/two.json", "output": "qga", **said},
    }


def test_the_command_has_the_default_of_the_extension() -> None:
    (setting,) = (each for each in fields(SchemaConfig) if each.name == "pages")
    assert project().pages == setting.default


def test_title_is_data_in_either_file() -> None:
    hostile = 'It\'s "*x*"\n`y_` \\ |'
    one_line = 'It\'s "*x*" `y_` \\ |'
    assert values(project(title=hostile))["project"] == one_line
    heading, underline, *_ = front_page(project(TWO, title=hostile)).splitlines()
    assert heading == 'It\'s "\\*x\\*" \\`y\\_\\` \\\\ \\|'
    assert len(underline) >= len(heading)


def test_unchanged_files_are_not_written_again(tmp_path: Path) -> None:
    folders = write_project(project(TWO), tmp_path, builder="html")
    files = [folders.work / "conf.py", folders.source / "index.rst"]
    before = [file.stat().st_mtime_ns for file in files]
    (folders.source / "page.rst").write_text("generated", "utf-8")
    assert write_project(project(TWO), tmp_path, builder="text") == folders._replace(site=tmp_path / "text")
    assert [file.stat().st_mtime_ns for file in files] == before
    assert (folders.source / "page.rst").is_file()


@pytest.mark.parametrize(("schemas", "fresh"), [(TWO, False), (ONE, True)], ids=["other schemas", "fresh"])
def test_new_start_leaves_nothing_of_earlier_builds(
    schemas: tuple[SchemaArgument, ...], fresh: bool, tmp_path: Path
) -> None:
    for builder in ("html", "text"):
        folders = write_project(project(ONE), tmp_path, builder=builder)
        for folder in (folders.site, folders.source, folders.doctrees):
            folder.mkdir(exist_ok=True)
            (folder / "page").write_text("from an earlier build", "utf-8")
    mine = tmp_path / "notes"
    mine.write_text("not from a build", "utf-8")
    write_project(project(schemas), tmp_path, builder="html", fresh=fresh)
    assert mine.is_file()
    assert list(tmp_path.rglob("page")) == []


def test_folder_that_was_there_before_is_never_removed(tmp_path: Path) -> None:
    site = tmp_path / "html"
    site.mkdir()
    (site / "mine.html").write_text("", "utf-8")
    write_project(project(ONE), tmp_path, builder="html")
    write_project(project(TWO), tmp_path, builder="html", fresh=True)
    assert (site / "mine.html").is_file()


def test_detours_of_a_path_are_cut_short_unless_they_lead_elsewhere(tmp_path: Path) -> None:
    (tmp_path / "far/deep").mkdir(parents=True)
    (tmp_path / "link").symlink_to("far/deep")
    for detour, path in (("far/../one.json", "one.json"), ("link/../one.json", "link/../one.json")):
        schemas = (SchemaArgument("QAPI", tmp_path / detour),)
        table = values(project(schemas))["qapi_schemas"]
        assert isinstance(table, dict)
        assert table["QAPI"]["path"] == f"{tmp_path}/{path}"
