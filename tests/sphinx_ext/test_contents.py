"""The project's table of contents on every page: it equals Sphinx's, which Sphinx is asked for only once."""

from __future__ import annotations

import itertools
from typing import TYPE_CHECKING, Any

import pytest
from sphinx import addnodes
from sphinx.application import Sphinx
from sphinx.environment import BuildEnvironment
from sphinx.testing.util import SphinxTestApp

from sphinx_qapi.sphinx_ext.writing.toctrees.shared_toctrees import read_contents
from sphinx_qapi.sphinx_ext.writing.toctrees.toctree import ContentsTree

if TYPE_CHECKING:
    from .conftest import Build, Project

OPTIONS: list[dict[str, Any]] = [
    {"collapse": collapse, "maxdepth": maxdepth, "titles_only": titles_only, "includehidden": includehidden}
    for collapse, maxdepth, titles_only, includehidden in itertools.product(
        (True, False), (-1, 0, 1, 2, 4), (True, False), (True, False)
    )
]
"""The sets of options that themes may use; furo, rtd and alabaster each use one of them."""

SECTIONS = "T *is* <1> & ``2``\n==================\n\nA\n-\n\n`B`\n~~~\n\nC\n-\n"
PAGES = {
    "index.rst": """\
Top
===

.. toctree::
   :caption: First & *last*
   :numbered:

   first/index
   Another title <plain>

.. toctree::
   :caption: Elsewhere
   :hidden:

   self
   Outside <https://example.org/#there>
   genindex
   search

.. toctree::
   :maxdepth: 2
   :titlesonly:

   second/index

Part
----

.. toctree::

   third
""",
    "first/index.rst": f"{SECTIONS}\n.. toctree::\n\n   a\n   deeper/b\n\nD\n-\n\n.. toctree::\n   :hidden:\n\n   c\n",
    "first/a.rst": SECTIONS,
    "first/c.rst": "C\n=\n\n.. only:: html\n\n   Within\n   ------\n",
    "first/deeper/b.rst": f"{SECTIONS}\n.. toctree::\n\n   /first/deeper/e\n",
    "first/deeper/e.rst": "One\n===\n\nA\n-\n\nTwo\n===\n\nB\n-\n",
    "second/index.rst": f"{SECTIONS}\n.. toctree::\n   :glob:\n\n   s*\n",
    "second/s1.rst": SECTIONS,
    "second/s 2.rst": ":tocdepth: 2\n\n" + SECTIONS + "\n.. toctree::\n\n   under\n",
    "second/under.rst": SECTIONS,
    "third.rst": SECTIONS,
    "plain.rst": "Plain\n=====\n",
    "nowhere.rst": ":orphan:\n\nNowhere\n=======\n",
}


def note_asked(app: SphinxTestApp) -> list[dict[str, Any]]:
    """The options of each tree that Sphinx is asked for from now on, in a list that grows during the build."""
    by_sphinx = app.builder._get_local_toctree  # type: ignore[attr-defined]
    asked: list[dict[str, Any]] = []

    def note(page: str, **options: Any) -> str:
        asked.append(options)
        html: str = by_sphinx(page, **options)
        return html

    app.builder._get_local_toctree = note  # type: ignore[attr-defined]
    return asked


def _left_out(env: BuildEnvironment) -> dict[str, str]:
    """By page that the contents leave out: the page that has it in its toctree."""
    ends = [page for page in env.toctree_includes if not any(env.tocs[page].findall(addnodes.toctree))]
    return {below: page for page in ends for below in env.toctree_includes[page]}


def compare(project: Project, builder: str) -> tuple[int, int]:
    """Build again and compare every tree with the one that Sphinx makes.

    Return the number of trees, and how many of them Sphinx was asked for.
    """
    project.app.cleanup()
    app = project.app = SphinxTestApp(builder, srcdir=project.app.srcdir, freshenv=True)
    by_sphinx = app.builder._get_local_toctree  # type: ignore[attr-defined]
    asked = note_asked(app)
    trees = 0

    def check(_app: Sphinx, page: str, _template: str, context: dict[str, Any], _doctree: object) -> None:
        nonlocal trees
        for options in OPTIONS:
            trees += 1
            above = _left_out(app.env).get(page)
            expected = by_sphinx(above or page, **options)
            if above:  # such a page has the tree of the page above it, where the contents end
                uri = app.builder.get_relative_uri(page, above)
                expected = expected.replace('href="#"', f'href="{uri}"').replace('href="#', f'href="{uri}#')
            assert context["toctree"](**options) == expected, (page, options)

    app.connect("html-page-context", check, priority=900)
    app.build()
    return trees, len(asked)


@pytest.mark.parametrize(("builder", "few"), [("html", 0), ("dirhtml", 0), ("html", 30)])
def test_every_tree_is_that_of_sphinx(build: Build, monkeypatch: pytest.MonkeyPatch, builder: str, few: int) -> None:
    monkeypatch.setattr("sphinx_qapi.sphinx_ext.writing.toctrees.shared_toctrees._FEW_PAGES", few)
    project = build("", PAGES)
    trees, asked = compare(project, builder)
    assert trees > len(PAGES) * len(OPTIONS)
    # Sphinx is asked twice per set of options to take its tree apart, once per level, and for 4 pages with own rules.
    assert asked <= (2 + 5 + 4) * len(OPTIONS) + few


def test_a_document_that_is_listed_twice_is_left_to_sphinx(build: Build) -> None:
    toctree = ".. toctree::\n\n   {}\n"
    pages = {
        "index.rst": f"Top\n===\n\n{toctree.format('a')}\n{toctree.format('b')}",
        "a.rst": f"{SECTIONS}\n{toctree.format('shared')}",
        "b.rst": f"{SECTIONS}\n{toctree.format('shared')}",
        "shared.rst": SECTIONS,
    }
    trees, asked = compare(build("", pages), "html")
    assert asked >= trees >= len(pages) * len(OPTIONS)


def test_documents_that_share_a_page_are_left_to_sphinx(build: Build) -> None:
    """Sphinx lets one of two documents that share a page overwrite the other."""
    pages = {
        "index.rst": "Top\n===\n\n.. toctree::\n\n   a\n   a/index\n   b\n",
        "a.rst": SECTIONS,
        "a/index.rst": SECTIONS,
        "b.rst": SECTIONS,
    }
    trees, asked = compare(build("", pages, builder="dirhtml"), "dirhtml")
    assert asked == trees


def test_pages_of_a_schema(build: Build, monkeypatch: pytest.MonkeyPatch) -> None:
    """The pages of the schema are in a folder of their own, as authors put them."""
    monkeypatch.setattr("sphinx_qapi.sphinx_ext.writing.toctrees.shared_toctrees._FEW_PAGES", 0)
    files = {"schema.json": "{ 'include': 'm1.json' }\n{ 'include': 'm2.json' }\n"}
    for name in ("m1", "m2"):
        files[f"{name}.json"] = (
            f"##\n# = Module {name}\n##\n\n##\n# @{name}-go:\n#\n# Since: 1.0\n##\n{{ 'command': '{name}-go' }}\n"
        )
    index = "Top\n===\n\n.. toctree::\n\n   reference/qmp/index\n   other\n"
    project = build(files, {"index.rst": index, "other.rst": SECTIONS}, settings={"output": "reference/qmp"})
    trees, asked = compare(project, "html")
    assert asked <= 5 * len(OPTIONS) < trees


@pytest.mark.parametrize("builder", ["html", "dirhtml"])
def test_pages_of_definitions(build: Build, monkeypatch: pytest.MonkeyPatch, builder: str) -> None:
    """Contents end at modules, and are shared nevertheless: to resolve a thousand pages one by one takes minutes."""
    monkeypatch.setattr("sphinx_qapi.sphinx_ext.writing.toctrees.shared_toctrees._FEW_PAGES", 0)
    names = [f"m{number}-go" for number in range(8)]
    files = {
        "schema.json": "{ 'include': 'some.json' }\n{ 'include': 'others.json' }\n",
        "some.json": "##\n# = Some\n#\n# == Within\n##\n" + _commands(names[:4]),
        "others.json": "##\n# = Others\n##\n" + _commands(names[4:]),
    }
    index = "Top\n===\n\n.. toctree::\n\n   reference/qmp/index\n   other\n"
    settings = {"output": "reference/qmp", "pages": "definition"}
    project = build(files, {"index.rst": index, "other.rst": SECTIONS}, settings=settings)
    trees, asked = compare(project, builder)
    pages = {*project.app.env.found_docs, *project.domain.state.store.parts}
    assert {f"reference/qmp/command-{name}" for name in names} <= pages
    assert trees >= len(pages) * len(OPTIONS)
    # Per set of options Sphinx is asked twice to take its tree apart, and once for each of four levels, 0 among them.
    assert asked <= (2 + 4) * len(OPTIONS)
    assert not list(project.app.env.tocs["reference/qmp/others"].findall(addnodes.toctree))


def _commands(names: list[str]) -> str:
    return "".join(f"\n##\n# @{name}:\n#\n# Since: 1.0\n##\n{{ 'command': '{name}' }}\n" for name in names)


def test_a_tree_with_a_mistake_is_noticed(build: Build, monkeypatch: pytest.MonkeyPatch) -> None:
    """The first page of a kind is made both ways; if the results differ, all pages are left to Sphinx."""
    monkeypatch.setattr("sphinx_qapi.sphinx_ext.writing.toctrees.shared_toctrees._FEW_PAGES", 0)
    html = ContentsTree.html
    monkeypatch.setattr(ContentsTree, "html", lambda self, page: html(self, page) + ("!" if self.level(page) else ""))
    pages = {"index.rst": "Top\n===\n\n.. toctree::\n\n   a\n", "a.rst": SECTIONS}
    trees, asked = compare(build("", pages), "html")
    assert asked > trees // 2


@pytest.mark.parametrize(
    "html",
    [
        "<li>",
        "<ul>\n",
        "<ul>\n</ul>\n",
        "<ul>\n</li>\n</ul>\n",
        '<ul class="nav">\n<li class="toctree-l1"><a class="reference internal" href="#">A</a></li>\n</ul>\n',
        '<ul>\n<li class="mine"><a class="reference internal" href="#">A</a></li>\n</ul>\n',
        '<ul>\n<li class="toctree-l1"><a class="reference internal" href="no-document.html">A</a></li>\n</ul>\n',
        '<ul>\n<li class="toctree-l1"><b>A</b></li>\n</ul>\n',
        '<ul>\n<li class="toctree-l1"><a class="reference internal" href="#">A</a>',
        "<ul>\n" + 2 * '<li class="toctree-l1"><a class="reference internal" href="#">A</a></li>\n' + "</ul>\n",
    ],
)
def test_what_is_unusual_is_not_taken_apart(build: Build, html: str) -> None:
    builder = build("", {"index.rst": "Top\n===\n"}).app.builder
    assert read_contents(builder, "index", lambda **_: html, collapse=True) is None


def test_a_build_that_writes_few_pages_does_not_ask_for_the_whole_tree(build: Build) -> None:
    project = build("", PAGES)
    (project.app.srcdir / "plain.rst").write_text("Plain\n=====\n\nChanged.\n", encoding="utf-8")
    project.app.cleanup()
    app = project.app = SphinxTestApp("html", srcdir=project.app.srcdir)
    asked = note_asked(app)
    app.connect("html-page-context", lambda _a, _p, _t, context, _d: context["toctree"](collapse=True) and None)
    app.build()
    assert asked
    assert all(options["collapse"] for options in asked)
