"""Schemas that are kept between builds."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from sphinx_qapi.schema.load import load_schema
from sphinx_qapi.schema.model.schema import LoadResult
from sphinx_qapi.sphinx_ext.loading.result_cache import ResultCache
from sphinx_qapi.sphinx_ext.loading.schema_cache import SchemaCache

if TYPE_CHECKING:
    from .conftest import Build

EXAMPLE = Path(__file__).parents[2] / "examples" / "granary" / "granary.json"


class Loads:
    """Loads a schema and counts the calls."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.count = 0

    def __call__(self) -> LoadResult:
        self.count += 1
        return load_schema(self.path)


def test_what_is_kept_is_what_was_loaded(tmp_path: Path) -> None:
    loads = Loads(EXAMPLE)
    first, second = (SchemaCache(tmp_path).load((EXAMPLE,), loads) for _ in range(2))
    assert loads.count == 1
    assert second.schema == first.schema
    assert second.diagnostics == first.diagnostics
    assert second.state == first.state != ""
    assert list(second.schema.definitions) == list(first.schema.definitions)
    assert [str(each.position) for each in second.diagnostics] == [str(each.position) for each in first.diagnostics]


def test_changes_that_make_it_load_again(tmp_path: Path) -> None:
    inner, root, kept = tmp_path / "inner.json", tmp_path / "root.json", tmp_path / "kept"
    inner.write_text("{ 'command': 'stop' }\n")
    root.write_text("{ 'include': 'inner.json' }\n")
    loads = Loads(root)
    cache = SchemaCache(kept)
    cache.load((root, "auto"), loads)
    root.touch()
    cache.load((root, "auto"), loads)
    assert loads.count == 1, "the time of a file says nothing"
    inner.write_text("{ 'command': 'quit' }\n")
    assert "quit" in cache.load((root, "auto"), loads).schema.definitions
    cache.load((root, "10.0"), loads)
    assert loads.count == 3, "other settings"
    for damage in (
        lambda _: b"\x80nothing that can be read",
        lambda kept: kept[:-9],
        lambda kept: kept[:-9] + b"damaged!.",
    ):
        for path in kept.iterdir():
            path.write_bytes(damage(path.read_bytes()))
        cache.load((root, "auto"), loads)
    assert loads.count == 6, "the kept file cannot be read"
    inner.unlink()
    cache.load((root, "auto"), loads)
    inner.write_text("{ 'command': 'go' }\n")
    assert "go" in cache.load((root, "auto"), loads).schema.definitions, "a missing file has come"


def test_a_folder_that_cannot_be_written(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    assert SchemaCache(tmp_path / "file" / "folder").load((), Loads(EXAMPLE)).schema.definitions


def test_a_build_finds_its_schema_again(build: Build, monkeypatch: pytest.MonkeyPatch) -> None:
    project = build("{ 'command': 'stop' }\n{ 'command': 7 }\n")
    before = project.warnings
    monkeypatch.delattr("sphinx_qapi.schema.load.load_schema")
    assert project.rebuild() == []
    assert project.warnings == before, "findings are told by every build"


def test_a_build_without_news_asks_for_no_schema(build: Build, monkeypatch: pytest.MonkeyPatch) -> None:
    page = "Top\n===\n\n.. toctree::\n\n   ref/index\n\n.. qapi:command:: stop\n\n:qapi:any:`stop` `stop`\n"
    pages = {"top.rst": page}
    text = "##\n# @stop:\n#\n# Stop. See `go` and `stop`.\n#\n# Since: {since}\n##\n{{ 'command': 'stop' }}\n"
    conf = {"root_doc": "top", "qapi_foreign_references": "text"}
    project = build(text.format(since="1.0"), pages, settings={"output": "ref"}, **conf)
    index = project.output("ref/qapi-releases.html")
    with monkeypatch.context() as patched:
        patched.setattr("sphinx_qapi.sphinx_ext.loading.schema_cache.CachedSchema.schema", property(_refuse))
        assert project.rebuild() == []
        assert project.output("ref/qapi-releases.html") == index
    schema = Path(project.app.srcdir, "schema.json")
    schema.write_text("# Nothing that a page shows\n" + text.format(since="1.0"))
    assert project.rebuild() == []
    schema.write_text(text.format(since="2.0"))
    assert project.rebuild() == ["ref/index", "ref/qapi-releases", "ref/qapi-since-2.0", "ref/schema", "top"]
    assert "2.0" in project.output("ref/qapi-releases.html")


def _refuse(_cached: object) -> None:
    pytest.fail("a schema was asked for")


def test_results_are_kept_by_what_they_were_made_from(tmp_path: Path) -> None:
    path = tmp_path / "results"
    results = ResultCache(path)
    assert results.get("name", 1, lambda: 2) == 2
    assert results.get("name", 2, lambda: 4) == 4
    results.save()
    written = path.stat().st_mtime_ns
    results.put("name", 2, 4)
    results.save()
    assert path.stat().st_mtime_ns == written, "nothing new"
    assert ResultCache(path).get("name", 2, lambda: 0) == 4
    assert ResultCache(path).get("name", 1, lambda: 0) == 0, "only the last result of each name is kept"
    path.write_bytes(path.read_bytes()[:-2])
    assert ResultCache(path).get("name", 2, lambda: 0) == 0, "a file that cannot be read"


def test_files_that_change_while_they_are_read(tmp_path: Path) -> None:
    """The result is not kept for the files' later content; a file that vanishes does not end the build."""
    path = tmp_path / "schema.json"
    path.write_text("{ 'command': 'stop' }\n")

    def load() -> LoadResult:
        result = load_schema(path)
        path.write_text("{ 'command': 'go' }\n")
        return result

    cache = SchemaCache(tmp_path / "kept")
    assert "stop" in cache.load((path,), load).schema.definitions
    assert "go" in cache.load((path,), load).schema.definitions
    assert cache.load((path,), Loads(path)).state != ""

    def load_and_remove() -> LoadResult:
        result = load_schema(path)
        path.unlink()
        return result

    assert "go" in cache.load((path, "other"), load_and_remove).schema.definitions
