"""The transforms of docutils, Sphinx and other extensions: what they look for, and how they are applied."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

import pytest
from docutils import nodes
from docutils.transforms import Transformer
from sphinx import addnodes

from sphinx_qapi.sphinx_ext._compat import transforms
from sphinx_qapi.sphinx_ext._compat.transforms import (
    NEEDS,
    kinds_in,
    leave_out_resolving,
    needless,
    resolve_with_all,
)

from .contracts import contract

if TYPE_CHECKING:
    from tests.sphinx_ext.conftest import Build

PAGES = {"index.rst": ":orphan:\n\nT\n=\n\nWords, and ``code``.\n"}


SOME_VERSIONS = ("furo.", "sphinx.builders.html.")
"""Prefixes of transforms that only some versions have, or that are not installed everywhere."""


def find(name: str) -> Any:
    """The transform class called *name* in the table `NEEDS`."""
    module, _, own = name.rpartition(".")
    return getattr(import_module(module), own)


def test_all_are_where_the_table_says() -> None:
    with contract("transforms have these names", breaks="nothing, but those that moved are applied to all documents"):
        for name in NEEDS:
            if not name.startswith(SOME_VERSIONS):
                assert find(name).default_priority is not None


def test_without_what_they_look_for_they_do_nothing(build: Build) -> None:
    env = build("", PAGES).app.env
    some = [
        kind
        for module in (nodes, addnodes)
        for kind in vars(module).values()
        if isinstance(kind, type)
        and issubclass(kind, nodes.Element)
        and kind not in {nodes.Element, nodes.document, nodes.pending}
    ]
    for name, needs in NEEDS.items():
        with contract(f"{name} looks for {needs} only", breaks="documents are not what Sphinx makes of them"):
            document = env.get_doctree("index")
            section: Any = document[0]
            document.transformer = Transformer(document)
            progress = document.attributes.pop("translation_progress")
            for kind in some:
                if not {each.__name__ for each in kind.__mro__}.intersection(needs):
                    node: Any = kind.__new__(kind)  # some classes need more arguments than attributes
                    nodes.Element.__init__(node)
                    node["entries"], node["expr"], node["domain"] = [("", "", "", "", "")], "x", "d"
                    node["language"], node["linenos"] = "json", False
                    section += node
            before = document.pformat()
            if not name.startswith(SOME_VERSIONS):
                find(name)(document).apply()
            assert document.attributes.pop("translation_progress", progress) == progress
            assert document.pformat() == before


@pytest.fixture
def seen(monkeypatch: pytest.MonkeyPatch) -> None:
    """Treat the installed versions, whichever they are, as versions whose transforms have been checked."""
    monkeypatch.setattr(transforms, "ARE_SEEN", True)


@pytest.mark.usefixtures("seen")
def test_an_unknown_one_may_add_anything(build: Build) -> None:
    env, document = build("", PAGES).app.env, nodes.document("", "")  # type: ignore[arg-type]
    known = [find("docutils.transforms.misc.Transitions"), find("sphinx.transforms.DoctestTransform")]
    unknown: Any = type("Unknown", (known[0],), {"__module__": "elsewhere"})
    assert needless(known, kinds_in(document), env, {}, {"sphinx"}) == set(known)
    assert needless([known[0], unknown, known[1]], set(), env, {}, {"sphinx"}) == {known[0]}
    assert needless(known, {"transition"}, env, {}, {"sphinx"}) == {known[1]}


@pytest.mark.usefixtures("seen")
@pytest.mark.parametrize("listener", [lambda _app, _tree: None])
def test_a_listener_that_is_not_known_may_add_anything_too(build: Build, listener: Any) -> None:
    app = build("", PAGES).app
    later = find("sphinx.transforms.FilterSystemMessages")
    asking = find("sphinx.transforms.DoctreeReadEvent")
    known = {"sphinx", "sphinx_qapi"}
    assert needless([asking, later], set(), app.env, {}, known) == {later}
    app.connect("doctree-read", listener)
    assert needless([asking, later], set(), app.env, {}, known) == set()


def test_the_environment_applies_those_of_the_registry(build: Build) -> None:
    app = build("", PAGES).app
    before, seen = list(app.registry.get_post_transforms()), []

    def all_are_needless(_document: nodes.document, found: list[Any]) -> set[Any]:
        seen.extend(found)
        return set(found)

    with contract(
        "`env.apply_post_transforms` applies what `registry.post_transforms` has",
        breaks="transforms that find nothing are applied to all documents",
    ):
        leave_out_resolving(app.env, all_are_needless)
        names: Any = {"refdomain": "std", "reftype": "ref", "reftarget": "x", "refexplicit": False}
        xref = addnodes.pending_xref("", nodes.inline(), **names)
        document = app.env.get_doctree("index")
        section: Any = document[0]
        section += xref
        app.env.apply_post_transforms(document, "index")
        assert xref.parent is not None
        assert xref in section.children
        assert set(seen) == set(before)
        resolve_with_all(app.env)
        assert app.registry.get_post_transforms() == before
        app.env.apply_post_transforms(document, "index")
        assert not list(document.findall(addnodes.pending_xref))
