"""Sphinx's tables of contents: nodes, tables of the environment, and lists in HTML."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from docutils import nodes
from sphinx import addnodes
from sphinx.testing.util import SphinxTestApp

from sphinx_qapi.sphinx_ext._compat.sphinx_toctree import (
    TreeReader,
    contents_shown,
    cut_below,
    has_own_rules,
    hidden_tree,
    lists,
    replace_contents,
)

from .contracts import contract

if TYPE_CHECKING:
    from tests.sphinx_ext.conftest import Build

TREE = ".. toctree::\n   :hidden:\n   :titlesonly:\n\n   {}\n"
PAGES = {
    "index.rst": f"Top\n===\n\n{TREE.format('a')}",
    "a.rst": f"A\n=\n\nWithin\n------\n\n{TREE.format('b')}",
    "b.rst": ":tocdepth: 2\n\nB\n=\n",
}


def test_templates_call_a_function_for_contents(build: Build) -> None:
    project = build("", PAGES)
    project.app.cleanup()
    app = project.app = SphinxTestApp("html", srcdir=project.app.srcdir, freshenv=True)
    found: dict[str, str] = {}

    def look(_app: object, page: str, _template: str, context: dict[str, Any], _doctree: object) -> None:
        replace_contents(context, lambda name, by_sphinx, **options: f"{name}{by_sphinx(**options)}", page)
        found[page] = context["toctree"](collapse=False, includehidden=True)

    app.connect("html-page-context", look)
    app.build()
    with contract(
        "templates have a function `toctree`, which gives lists of links that are classed `toctree-l1` and so on",
        breaks="nothing, but contents are resolved again for each page: sites with furo take three times as long",
    ):
        html = found["index"].removeprefix("index")
        ((entry,),) = lists(TreeReader(app.builder, "index").read(html))
        assert (entry.docname, entry.fragment, [each.docname for each in entry.entries]) == ("a", "", ["b"])


def test_a_hidden_tree_is_what_the_directive_makes(build: Build) -> None:
    doctree = build("", PAGES).doctree()
    with contract(
        "a `toctree` directive makes a node with the attributes that we know",
        breaks="generated pages are missing in the navigation, or building them fails",
    ):
        (made,) = doctree.findall(addnodes.toctree)
        ours = hidden_tree("index", ["a"])
        attributes = {name for name in made.attributes if made[name] or name not in made.list_attributes}
        assert {name: made[name] for name in attributes - {"rawcaption"}} | {"rawentries": []} == {
            name: ours[name] for name in attributes - {"rawcaption"}
        } | {"rawentries": []}


def test_contents_can_be_cut(build: Build) -> None:
    env = build("", PAGES).app.env
    with contract(
        "`env.tocs` has the contents of each document as lists, with `toctree` nodes for documents below it",
        breaks="with a page for each definition, the contents of every page list all of them, which takes minutes",
    ):
        assert [*env.tocs["a"].findall(addnodes.toctree)]
        cut_below(env, "a")
        assert not [*env.tocs["a"].findall(addnodes.toctree)]
        assert all(each.children for each in env.tocs["a"].findall(nodes.bullet_list))


def test_documents_with_rules_of_their_own_are_known(build: Build) -> None:
    env = build("", PAGES).app.env
    with contract(
        "`env.metadata` has the `tocdepth` of a document",
        breaks="the contents of such documents are not shown as Sphinx shows them",
    ):
        assert [name for name in PAGES if has_own_rules(env, name.removesuffix(".rst"))] == ["b.rst"]


def test_what_contents_show_is_known(build: Build) -> None:
    env = build("", PAGES).app.env
    with contract(
        "`env.toctree_includes` has the documents below each, and `env.tocs` links with address and anchor",
        breaks="pages are not written again when the contents that they show have changed",
    ):
        shown = {docname: (below, entries) for docname, below, entries in contents_shown(env)}
        assert shown["index"][0] == ["a"]
        assert ("a", "#within") in shown["a"][1]
