"""Sphinx's search index while it is made."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from sphinx.search import IndexBuilder
from sphinx.testing.util import SphinxTestApp

from tests.sphinx_ext.test_intersphinx import search_index

from .contracts import contract

if TYPE_CHECKING:
    from tests.sphinx_ext.conftest import Build

PAGES = {
    f"{name}.rst": f":orphan:\n\n{name}\n=====\n\n.. index:: {name}ish\n\nOnce there was {name}ly.\n"
    for name in ("index", "other")
}


def test_stems_are_remembered_while_a_site_is_built(build: Build) -> None:
    project = build("", PAGES)
    project.app.cleanup()
    app = project.app = SphinxTestApp("html", srcdir=project.app.srcdir, freshenv=True)
    builder: Any = app.builder
    seen: list[bool] = []
    app.connect(
        "html-page-context", lambda *_: seen.append(hasattr(vars(builder.indexer.lang).get("stem"), "cache_info"))
    )
    app.build()
    with contract(
        "the builder's `indexer` has a `lang`, whose method `stem` may be replaced",
        breaks="nothing, but sites with many pages build more slowly: `remember_stems` may go",
    ):
        assert all(seen[-1:])
        assert any(seen)
    assert "stem" not in vars(builder.indexer.lang)


def test_an_incremental_build_leaves_the_index_of_a_clean_one(build: Build) -> None:
    project = build("", PAGES)
    path = project.app.srcdir / "other.rst"
    path.write_text(path.read_text(encoding="utf-8").replace("otherly", "anotherly"), encoding="utf-8")
    project.rebuild()
    after = search_index(project.app.outdir)
    project.app.cleanup()
    app = project.app = SphinxTestApp("html", srcdir=project.app.srcdir, freshenv=True)
    app.build()
    with contract(
        "Sphinx' indexer has the tables `_index_entries`, `_titles`, `_mapping` and `_title_mapping`, and writes those "
        "of entries as `indexentries`",
        breaks="a search for a command no longer finds it first once only some pages were written",
    ):
        assert set(after["indexentries"]) == {"indexish", "otherish"}
        assert after == search_index(app.outdir)
        tables = {"_index_entries", "_titles", "_mapping", "_title_mapping"}
        builder: Any = app.builder
        assert tables <= set(vars(builder.indexer))


def test_words_are_pruned_with_a_set(build: Build, monkeypatch: pytest.MonkeyPatch) -> None:
    given: list[type] = []
    by_sphinx = IndexBuilder.prune

    def prune(self: IndexBuilder, docnames: Any) -> None:
        given.append(type(docnames))
        by_sphinx(self, docnames)

    monkeypatch.setattr(IndexBuilder, "prune", prune)
    project = build("", PAGES)
    with contract(
        "`dump_search_index` calls the method `prune` of the builder's `indexer`, which may be replaced",
        breaks="nothing, but sites with many words build more slowly: `pruning_with_sets` may go",
    ):
        assert given[-1:] == [set]
    builder: Any = project.app.builder
    assert "prune" not in vars(builder.indexer)
