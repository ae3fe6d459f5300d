"""Facts about builders for which Sphinx has no documented interface."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from docutils.utils import new_document
from sphinx.builders.html import StandaloneHTMLBuilder

from sphinx_qapi.sphinx_ext._compat.sphinx_builders import (
    builder_of,
    filters_of,
    listeners_of,
    output_files,
    renderings,
    translation_of,
    written_indexes,
)

from .contracts import contract

if TYPE_CHECKING:
    from tests.sphinx_ext.conftest import Build

SCHEMA = "##\n# @go:\n#\n# Since: 1.0\n##\n{ 'command': 'go' }\n"


def test_the_environment_leads_to_the_builder(build: Build) -> None:
    app = build("", {"index.rst": "T\n=\n"}).app
    with contract(
        "the environment knows the application, as `_app` or `app`",
        breaks="links to definitions are not resolved, and rows are not written for text, LaTeX and EPUB",
    ):
        assert builder_of(app.env) is app.builder


@pytest.mark.parametrize(
    ("builder", "file"), [("html", "page.html"), ("dirhtml", "page/index.html"), ("text", "page.txt")]
)
def test_the_files_of_a_document_are_known(build: Build, builder: str, file: str) -> None:
    app = build("", {"index.rst": ":orphan:\n\nT\n=\n", "page.rst": ":orphan:\n\nT\n=\n"}, builder=builder).app
    with contract(
        "builders of pages have `get_outfilename`, others `out_suffix`, and sources are copied to `_sources`",
        breaks="pages of definitions and modules that are gone stay in the site",
    ):
        files = output_files(app, "page", ".rst")
        assert app.outdir / file in files
        assert files[-1].is_file()
        assert files[0].is_file() or builder == "text"


def test_the_indexes_that_were_written_are_known(build: Build) -> None:
    app = build(SCHEMA, {"index.rst": "T\n=\n\n.. qapi:schema:: QMP\n"}).app
    with contract(
        "builders of HTML list the indexes of domains that they write in `domain_indices`, with the name first",
        breaks="pages of indexes that are gone stay in the site",
    ):
        written = written_indexes(app)
        assert written is not None
        assert "qapi-qmp-index" in written
        assert all((app.outdir / f"{name}.html").is_file() for name in written)
    assert written_indexes(build(SCHEMA, {"index.rst": "T\n=\n"}, builder="text").app) is None


def test_templates_are_seen_at_work(build: Build) -> None:
    app = build("", {"index.rst": "T\n=\n"}).app
    builder = app.builder
    assert isinstance(builder, StandaloneHTMLBuilder)
    with contract(
        "a builder renders a page by `templates.render`, with functions `pathto`, `hasdoc` and `js_tag` for templates",
        breaks="pages of definitions have no frames, and a build takes a fifth longer",
    ):
        with renderings(builder) as made:
            builder.handle_page("search", {}, "search.html")
        page = made[-1]
        assert (page.template, page.context["pagename"]) == ("search.html", "search")
        assert page.html == (app.outdir / "search.html").read_text("utf-8")
        assert all(callable(page.context[name]) for name in ("pathto", "hasdoc", "js_tag"))
        assert "render" not in vars(builder.templates)
        assert {"e", "striptags", "upper"} <= filters_of(builder).keys()


def test_the_handlers_of_translators_are_known(build: Build) -> None:
    app = build("", {"index.rst": "T\n=\n"}).app
    with contract(
        "Sphinx makes a translator of `get_translator_class`, and puts `translation_handlers` into it as methods",
        breaks="nodes of extensions are not written, or a build takes a tenth longer",
    ):
        builder = app.builder
        assert isinstance(builder, StandaloneHTMLBuilder)
        kind, handlers = translation_of(builder)
        translator = app.registry.create_translator(builder, new_document("", builder.docsettings), builder)
        assert type(translator) is kind
        methods = {name: each for name, each in vars(translator).items() if name.startswith(("visit_", "depart_"))}
        assert {name: each.__func__ for name, each in methods.items()} == handlers
        assert "visit_qapi_row" in handlers


def test_listeners_are_known_in_their_order(build: Build) -> None:
    app = build("", {"index.rst": "T\n=\n"}).app
    with contract(
        "`events.listeners` has who listens to an event, with their priorities",
        breaks="pages of definitions have no frames, or leave out what another extension adds",
    ):
        first, last = (lambda *_: None), (lambda *_: None)
        app.connect("html-page-context", last, priority=998)
        app.connect("html-page-context", first, priority=0)
        found = listeners_of(app, "html-page-context")
        assert (found[0], found[-1]) == (first, last)
