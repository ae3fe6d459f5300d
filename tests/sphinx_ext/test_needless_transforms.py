"""Transforms that would find nothing are left out; documents and pages are the same as with all transforms."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from docutils import nodes
from docutils.transforms import Transform
from sphinx.testing.util import SphinxTestApp

import sphinx_qapi.sphinx_ext  # defines all transforms of the package
from sphinx_qapi.sphinx_ext._compat.transforms import ARE_SEEN
from sphinx_qapi.sphinx_ext.doctree import needless_transforms

FEATURES = {
    "anonymous": "Words__ of `others`__.\n\n__ https://example.org/\n\n__ https://example.org/b\n",
    "alias": ".. c:function:: int turn(int a)\n\n.. c:alias:: turn\n",
    "citation": "See [Old]_.\n\n.. [Old] An old book.\n",
    "code": ".. highlight:: json\n\n::\n\n   {}\n\n>>> 1  # doctest: +SKIP\n1\n",
    "doctest": "   >>> 1\n   1\n",
    "footnote": "See [#one]_.\n\n.. [#one] A note.\n",
    "glossary": ".. glossary::\n   :sorted:\n\n   b\n     Two.\n\n   a\n     One.\n",
    "image": ".. image:: data:image/gif;base64,R0lGODlhAQABAIAAAAAAAP///yH5BAEAAAAALAAAAAABAAEAAAIBRAA7\n",
    "links": ".. _here:\n\n.. index:: one\n\n.. _there:\n\nGo here_, there_ and :ref:`away <here>`, nowhere_.\n",
    "only": ".. only:: html\n\n   Seen.\n\n.. only:: latex\n\n   Not seen.\n",
    "signature": ".. py:function:: turn(a)\n\n   It turns.\n",
    "substitution": ".. |x| replace:: words\n\nSome |x| of |today| and |unknown|.\n",
    "table": ".. _numbers:\n\n.. table:: Numbers\n\n   == ==\n   a  b\n   == ==\n\n:numref:`numbers`\n",
    "translated": 'Quoted "words".\n',
    "transition": "a\n\n----\n\nb\n\n----\n",
}
SCHEMA = """\
##
# = Things
##

##
# @Bolt:
#
# Has `links <https://example.org>`__ and "quotes", see [#a]_.
#
# .. [#a] A note.
#
# @size: how large, like @Cap
#
# Since: 1.0
##
{ 'struct': 'Bolt', 'data': { 'size': 'int' } }

##
# @Cap:
#
# Caps a @Bolt::
#
#    { "size": 1 }
#
# Since: 1.0
##
{ 'struct': 'Cap', 'data': { 'on': 'Bolt' } }
"""
CONF = """\
extensions = ['sphinx_qapi']
html_theme = 'alabaster'
numfig = True
today = 'now'
qapi_schemas = {{'T': {{'path': 'things.json', 'output': 't', 'pages': '{pages}'}}}}
"""
Site = tuple[dict[str, bytes], dict[str, str], str, set[tuple[str, str]]]


@pytest.fixture
def make(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Any:
    """A function that builds the project; it returns pages, documents, warnings, and the transforms applied to what."""
    for name, text in FEATURES.items():
        (tmp_path / f"{name}.rst").write_text(f"T\n=\n\n{text}", encoding="utf-8")
    names = "".join(f"   {name}\n" for name in FEATURES)
    (tmp_path / "index.rst").write_text(f"T\n=\n\n.. toctree::\n\n{names}   t/index\n", encoding="utf-8")
    (tmp_path / "things.json").write_text(SCHEMA, encoding="utf-8")

    def run(pages: str, *, leave_out: bool) -> Site:
        (tmp_path / "conf.py").write_text(CONF.format(pages=pages), encoding="utf-8")
        applied = set()
        init = Transform.__init__

        def noted(self: Transform, document: nodes.document, startnode: Any = None) -> None:
            applied.add((type(self).__name__, Path(str(document.get("source", ""))).stem))
            init(self, document, startnode)

        with monkeypatch.context() as patch:
            patch.setattr(needless_transforms, "LEAVE_OUT", leave_out)
            patch.setattr(Transform, "__init__", noted)
            app = SphinxTestApp("html", srcdir=tmp_path, builddir=tmp_path / f"out-{leave_out}", freshenv=True)
            app.build()
        html = Path(app.outdir)
        written = {path.relative_to(html).as_posix(): path.read_bytes() for path in html.rglob("*.html")}
        documents = {name: app.env.get_doctree(name).pformat() for name in app.env.found_docs}
        app.cleanup()
        return written, documents, app.warning.getvalue(), applied

    return run


@pytest.mark.parametrize("pages", ["module", "definition"])
def test_documents_and_pages_are_the_same(make: Any, pages: str) -> None:
    *made, applied = make(pages, leave_out=True)
    *plain, all_applied = make(pages, leave_out=False)
    assert made == plain
    if not ARE_SEEN:
        assert applied == all_applied, "nothing is known of versions that nobody has looked at"
        return
    # Each transform was applied where its kind of node occurs, and left out elsewhere.
    assert ("Transitions", "transition") in applied
    assert ("CitationDefinitionTransform", "citation") in applied
    assert ("AutoNumbering", "table") in applied
    assert ("HighlightLanguageTransform", "code") in applied
    assert ("Transitions", "citation") not in applied
    assert ("HighlightLanguageTransform", "citation") not in applied
    assert ("HighlightLanguageTransform", "things") in all_applied
    assert ("HighlightLanguageTransform", "things") not in applied
    assert len(applied) < len(all_applied) * 0.7


def test_the_tables_name_transforms_of_the_package() -> None:
    """A transform that was given another name would not be left out any more."""

    def kinds_of(kind: type[Transform]) -> set[type[Transform]]:
        return {kind}.union(*map(kinds_of, kind.__subclasses__()))

    package = sphinx_qapi.sphinx_ext.__name__
    own = {each.__name__ for each in kinds_of(Transform) if each.__module__.startswith(package)}
    named = {*needless_transforms._READING, *needless_transforms._RESOLVING}
    assert named <= own, f"these are no transforms of the package: {named - own}"
