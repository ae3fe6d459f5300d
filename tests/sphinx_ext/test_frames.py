"""Pages of definitions made in frames are the same as without; if others can change pages, Sphinx makes them."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from sphinx.testing.util import SphinxTestApp

from sphinx_qapi.sphinx_ext.writing.splitting import frames
from sphinx_qapi.sphinx_ext.writing.splitting.frames.blanks import Blank, Looks, marked_up_text, plain_text
from sphinx_qapi.sphinx_ext.writing.splitting.frames.frame import Frame, UnusualPageError
from sphinx_qapi.sphinx_ext.writing.splitting.frames.writer import PageWriter

ITEM = """\
##
# @{name}:
#
# About {name}: 1 < 2 & "more".{more}
#
# @size: how large it is
#
# Since: 1.0
##
{{ 'struct': '{name}', 'data': {{ 'size': 'int' }} }}
"""
NAMES = ("Bolt", "Cap", "Disk", "Eye", "Fork", "Gear")
SCHEMA = "##\n# = Things & <parts>\n##\n\n" + "\n".join(ITEM.format(name=name, more="") for name in NAMES)
CONF = """\
extensions = ['sphinx_qapi']
project = 'Things & parts'
html_theme = {theme!r}
qapi_schemas = {{'T': {{'path': 'things.json', 'output': 't', 'pages': 'definition', {table}}}}}
"""
SOURCES = "'source_url': 'https://github.com/o/p/blob/main/{path}?a&b#L{line}'"
BASE = "html_baseurl = 'https://things.example/a?b&c/'\n"
EDIT = "html_theme_options = {'source_repository': 'https://github.com/o/p', 'source_branch': 'main'}\n"
SITES = [
    pytest.param("alabaster", "html", "", BASE, id="alabaster"),
    pytest.param("sphinx_rtd_theme", "dirhtml", SOURCES, BASE, id="rtd"),
    pytest.param("furo", "html", SOURCES, BASE + EDIT, id="furo"),
    pytest.param("classic", "html", "", "html_sidebars = {'t/*': ['localtoc.html', 'relations.html']}\n", id="classic"),
]

Build = Callable[..., tuple[dict[str, bytes], list[str]]]


@pytest.fixture
def build(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Build:
    """A function that builds the project and returns its files and the names of pages that were made in frames."""
    source = tmp_path / "source"
    source.mkdir()
    (source / "index.rst").write_text("T\n=\n\n.. toctree::\n\n   t/index\n", encoding="utf-8")

    def run(
        theme: str = "alabaster",
        builder: str = "html",
        table: str = "",
        settings: str = "",
        *,
        schema: str = SCHEMA,
        has_frames: bool = True,
    ) -> tuple[dict[str, bytes], list[str]]:
        made: list[str] = []
        saved: Any = PageWriter._saved

        def noted(writer: PageWriter, page: Any, html: str) -> bool:
            made.append(page.name)
            return bool(saved(writer, page, html))

        (source / "things.json").write_text(schema, encoding="utf-8")
        (source / "conf.py").write_text(CONF.format(theme=theme, table=table) + settings, encoding="utf-8")
        out = tmp_path / f"out-{has_frames}"
        with monkeypatch.context() as patch:
            patch.setattr(frames, "FRAMES", has_frames)
            patch.setattr(PageWriter, "_saved", noted)
            app = SphinxTestApp(builder, srcdir=source, builddir=out, freshenv=True)
            app.build()
            app.cleanup()
        assert not app.warning.getvalue()
        folder = Path(app.outdir)
        return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*.html")}, made

    return run


def pages(*names: str) -> list[str]:
    """The pages of definitions."""
    return [f"t/struct-{name}" for name in names]


@pytest.mark.parametrize(("theme", "builder", "table", "settings"), SITES)
def test_pages_are_what_they_are_without_frames(
    build: Build, theme: str, builder: str, table: str, settings: str
) -> None:
    """The names and addresses of the project contain characters that every theme has to escape."""
    pytest.importorskip(theme) if theme in ("furo", "sphinx_rtd_theme") else None
    with_frames, made = build(theme, builder, table, settings)
    assert made == pages(*NAMES[1:-1])
    without, none = build(theme, builder, table, settings, has_frames=False)
    assert none == []
    assert with_frames == without


def test_a_page_with_a_formula_goes_the_usual_way(build: Build) -> None:
    schema = SCHEMA.replace("About Cap:", "About :math:`a^2`:")
    schema += "\n".join(ITEM.format(name=name, more=" More.") for name in ("Hook", "Iron"))
    with_frames, made = build(schema=schema)
    assert made == pages("Disk", "Eye", "Fork", "Gear", "Hook")
    assert with_frames == build(schema=schema, has_frames=False)[0]


def test_who_is_not_known_is_asked_about_each_page(build: Build, tmp_path: Path) -> None:
    """A listener that we do not know is called once per page, since it may count the pages."""
    settings = (
        "def note(app, page, template, context, doctree):\n"
        f"    with open({str(tmp_path / 'asked')!r}, 'a') as file:\n        file.write(page + '\\n')\n"
        "def setup(app):\n    app.connect('html-page-context', note)\n"
    )
    _files, made = build(settings=settings)
    asked = (tmp_path / "asked").read_text("utf-8").split()
    assert made == []
    assert [name for name in asked if "struct" in name] == pages(*NAMES)


@pytest.mark.parametrize(
    ("template", "framed"),
    [
        ("{% if pagename == 't/struct-Disk' %}<p>It is.</p>{% endif %}", ("Cap", "Eye", "Fork")),
        ("{% if 'isk' in pagename %}<p>It is.</p>{% endif %}", ()),
        ("{% if 'About Disk' in body %}<p>It is.</p>{% endif %}", ()),
        ("{% if title.startswith('D') %}<p>It is.</p>{% endif %}", ()),
        ("<p>{{ title|upper }}</p>", ()),
        ("<p>{{ title|length }}</p>", ()),
        ("<p>{{ title|replace('D', 'd') }}</p>", ()),
        ("<p>{{ body|wordcount }}</p>", ()),
        ("{{ pathto(pagename) }} {{ hasdoc(pagename) }} {{ next.title|e }}", NAMES[1:-1]),
    ],
)
def test_templates_may_ask_what_a_page_is(build: Build, tmp_path: Path, template: str, framed: tuple[str, ...]) -> None:
    """The page of Disk, neither the first nor the last, differs from the others if the template asks for it."""
    folder = tmp_path / "source" / "own"
    folder.mkdir()
    page = f'{{% extends "!page.html" %}}{{% block body %}}{template}{{{{ super() }}}}{{% endblock %}}'
    (folder / "page.html").write_text(page, encoding="utf-8")
    settings = "templates_path = ['own']\n"
    with_frames, made = build(settings=settings)
    assert made == pages(*framed)
    assert with_frames == build(settings=settings, has_frames=False)[0]


def test_forms_of_a_value_are_told_apart() -> None:
    text = marked_up_text(1)
    html = f'<a title="{Blank(text, Looks())!s}">'
    frame = Frame(html, {("title",): text})
    assert frame.filled({("title",): "<i>a</i> & b"}) == '<a title="<i>a</i> & b">'


@pytest.mark.parametrize("text", [plain_text(1).lower(), plain_text(2), marked_up_text(1)[:-3]])
def test_what_is_made_of_a_blank_in_another_way_is_unusual(text: str) -> None:
    with pytest.raises(UnusualPageError):
        Frame(f"<p>{text}</p>", {("title",): marked_up_text(1)})
